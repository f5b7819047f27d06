package passerelle.draft;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises messages of standards, by how they begin. */
final class Messages {
    private static final Pattern HL7 = Pattern.compile("^\\u000B?\\uFEFF?(MSH|FHS|BHS)[^A-Za-z0-9\\s]");
    private static final Pattern EDIFACT = Pattern.compile("(?s)^.{0,400}?(UNA.{6}\\s*)?UNB.(UNO|IAT)[A-Z].*");

    private Messages() {}

    /** The syntax of a text as {@code format.yaml} calls it; empty when it is of no standard that is known. */
    static Optional<String> syntax(String text) {
        if (HL7.matcher(text).find()) {
            return Optional.of("hl7v2");
        }
        return EDIFACT.matcher(text).matches() ? Optional.of("edifact") : Optional.empty();
    }

    /** The same for a file. */
    static Optional<String> syntax(byte[] bytes) {
        return syntax(Charsets.text(bytes, Charsets.of(bytes).charset()).stripLeading());
    }
}
