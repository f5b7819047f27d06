package passerelle.format.hl7v2;

import java.util.Optional;
import java.util.regex.Pattern;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Which code of table 0008 answers a message, and which of table 0357 says why. */
final class AcknowledgementCode {
    private static final Pattern FIELD = Pattern.compile("(?!MSH-[12]\\b)[A-Z][A-Z0-9]{2}(\\[\\d+\\])?-.*");

    /** What became of a message; the letter is the second one of the code. */
    enum Outcome {
        ACCEPTED("A"),
        ERROR("E"),
        REJECTED("R");

        private final String letter;

        Outcome(String letter) {
            this.letter = letter;
        }
    }

    /** A code of table 0357 with its text there. */
    record Reason(String code, String text) {}

    private AcknowledgementCode() {}

    /** The code that the sender's MSH-15 and MSH-16 ask for (HL7 2.9 §2.9.2 and §2.9.3); empty when they ask for none. */
    static Optional<String> of(RequestHeader header, Outcome outcome) {
        var accept = header.field(15);
        var application = header.field(16);
        if (accept.isEmpty() && application.isEmpty() || asks(application, outcome) && !asks(accept, outcome)) {
            return Optional.of("A" + outcome.letter);
        }
        return asks(accept, outcome) ? Optional.of("C" + outcome.letter) : Optional.empty();
    }

    /** Table 0155; what is not in it is answered rather than passed over in silence. */
    private static boolean asks(String condition, Outcome outcome) {
        return switch (condition) {
            case "", "NE" -> false;
            case "ER" -> outcome != Outcome.ACCEPTED;
            case "SU" -> outcome == Outcome.ACCEPTED;
            default -> true;
        };
    }

    /** Whether the sender can mend it in the message, or send it again; or the message is not taken as such. */
    static Outcome outcome(Failure failure) {
        return switch (failure.code()) {
            case READ_SYNTAX -> FIELD.matcher(failure.place()).matches() ? Outcome.ERROR : Outcome.REJECTED;
            case READ_DOCTYPE, READ_LIMIT, READ_CHARSET, READ_UNEXPECTED -> Outcome.REJECTED;
            case READ_ID_REUSED, READ_FILE_REPEATED, READ_FILE_HELD -> Outcome.REJECTED;
            default -> failure.code().name().startsWith("POLICY_") ? Outcome.REJECTED : Outcome.ERROR;
        };
    }

    static Reason table0357(FailureCode code) {
        return switch (code) {
            case MAP_MISSING -> new Reason("101", "Required field missing");
            case READ_SYNTAX, READ_CHARSET, MAP_BAD_VALUE -> new Reason("102", "Data type error");
            case MAP_UNKNOWN_CODE -> new Reason("103", "Table value not found");
            case READ_UNEXPECTED -> new Reason("200", "Unsupported message type");
            case READ_ID_REUSED -> new Reason("205", "Duplicate key identifier");
            case GATEWAY_BUSY -> new Reason("206", "Application record locked");
            default -> new Reason("207", "Application internal error");
        };
    }
}
