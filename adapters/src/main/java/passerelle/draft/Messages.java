package passerelle.draft;

import java.util.Optional;
import java.util.regex.Pattern;

/** Recognises messages of standards that formats of the gateway read, by how they begin. */
final class Messages {
    private static final Pattern HL7 = Pattern.compile("^\\u000B?(MSH|FHS|BHS)\\|");
    private static final Pattern EDIFACT = Pattern.compile("(?s)^.{0,400}?(UNA.{6}\\s*)?UNB.UNO[A-Z].*");

    private Messages() {}

    /** What a text is and what would be right; empty when it is none of them. */
    static Optional<String> of(String text) {
        if (HL7.matcher(text).find()) {
            return Optional.of(
                    "It is HL7 version 2, for which no folder is drafted: expected a format with syntax hl7v2,"
                            + " copied from one that reads the same message");
        }
        if (EDIFACT.matcher(text).matches()) {
            return Optional.of(
                    "It is an interchange of UN/EDIFACT, for which no folder is drafted: expected a format with syntax"
                            + " edifact, copied from one that reads the same message");
        }
        return Optional.empty();
    }
}
