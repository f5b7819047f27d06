package passerelle.format.hl7v2;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What the receiver of a message answered to it. */
public sealed interface Verdict {

    /** AA or CA: the receiver has the message. */
    record Accepted() implements Verdict {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Rejected, R> rejected, Supplier<R> noAnswer) {
            return accepted.get();
        }
    }

    /**
     * The receiver refuses the message.
     *
     * @param code AE, AR, CE or CR
     * @param text codes of the first error, never a word of the receiver's, which may be personal data; may be ""
     * @param place of the first error: {@code PID-3}, or ""
     */
    record Rejected(String code, String text, String place) implements Verdict {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Rejected, R> rejected, Supplier<R> noAnswer) {
            return rejected.apply(this);
        }
    }

    /** No acknowledgement, or that of another message. */
    record NoAnswer() implements Verdict {
        @Override
        public <R> R match(Supplier<R> accepted, Function<Rejected, R> rejected, Supplier<R> noAnswer) {
            return noAnswer.get();
        }
    }

    <R> R match(Supplier<R> accepted, Function<Rejected, R> rejected, Supplier<R> noAnswer);

    /** Reads an acknowledgement of the message whose MSH-10 is {@code controlId}. */
    static Verdict of(byte[] answer, String controlId) {
        var header = RequestHeader.of(answer);
        if (header.fields().isEmpty()) {
            return new NoAnswer();
        }
        // Ids and codes are of ASCII in practice; where they are not, MSH-18 tells.
        var text = CharacterSet.decode(answer, 0, header.charset())
                .orElseGet(() -> new String(answer, StandardCharsets.ISO_8859_1));
        var segments = Arrays.asList(text.split("[\r\n]+"));
        char separator = header.delimiters().field();
        var acknowledged = fields(segments, "MSA", separator);
        if (controlId.isEmpty() || !part(acknowledged, 2).equals(controlId)) {
            return new NoAnswer();
        }
        return switch (part(acknowledged, 1)) {
            case "AA", "CA" -> new Accepted();
            case "AE", "AR", "CE", "CR" -> rejected(acknowledged, fields(segments, "ERR", separator), header);
            default -> new NoAnswer();
        };
    }

    private static Verdict rejected(List<String> acknowledged, List<String> error, RequestHeader header) {
        var delimiter = header.delimiters().component();
        var location = MessageNodes.split(part(error, 2).isEmpty() ? part(error, 1) : part(error, 2), delimiter);
        var codes = List.of(part(MessageNodes.split(part(error, 3), delimiter), 0), part(MessageNodes.split(part(error, 5), delimiter), 0));
        var text = String.join(" ", codes.stream().filter(Words::isCode).toList());
        var place = RawSegment.isId(part(location, 0)) && part(location, 0).length() == 3
                ? part(location, 0) + (Words.isNumber(part(location, 2)) ? "-" + part(location, 2) : "")
                : "";
        return new Rejected(part(acknowledged, 1), text, place);
    }

    private static List<String> fields(List<String> segments, String id, char separator) {
        return segments.stream()
                .filter(segment -> segment.startsWith(id + separator))
                .findFirst()
                .map(segment -> MessageNodes.split(segment, separator))
                .orElse(List.of());
    }

    private static String part(List<String> parts, int index) {
        return index < parts.size() ? parts.get(index) : "";
    }

    /** What may be said of an answer without saying what it quotes. */
    final class Words {
        /** A code of table 0357, or one in our form. */
        private static final Pattern CODE = Pattern.compile("[0-9]{3}|[A-Z]{2,10}(-[A-Z]{2,15}){1,3}");

        private Words() {}

        private static boolean isCode(String text) {
            return CODE.matcher(text).matches();
        }

        private static boolean isNumber(String text) {
            return text.length() < 4 && !text.isEmpty() && text.chars().allMatch(c -> c >= '0' && c <= '9');
        }
    }
}
