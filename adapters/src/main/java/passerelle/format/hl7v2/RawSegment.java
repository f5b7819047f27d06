package passerelle.format.hl7v2;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import passerelle.model.FailureCode;

/**
 * One segment as it stands in the message.
 *
 * @param id three characters @param occurrence among the segments of its id, from 1
 * @param text with its id, without its end @param line from 1
 */
record RawSegment(String id, int occurrence, String text, long line) {
    /** As many as no message of a person has, and few enough to be read at once. */
    private static final int MOST = 5_000;

    /** Parts a message, whose first line is {@code firstLine} of its file, at CR, LF or CRLF, in any mixture; empty lines are no segments. */
    static List<RawSegment> split(String message, Delimiters delimiters, long firstLine) throws Refused {
        var segments = new ArrayList<RawSegment>();
        var occurrences = new HashMap<String, Integer>();
        long line = firstLine;
        int start = 0;
        while (start < message.length()) {
            int end = lineEnd(message, start);
            if (end > start) {
                if (segments.size() == MOST) {
                    throw new Refused(FailureCode.READ_LIMIT, "line " + line, "", "at most " + MOST + " segments");
                }
                var text = message.substring(start, end);
                requireId(text, delimiters, line);
                var id = text.substring(0, 3);
                segments.add(new RawSegment(id, occurrences.merge(id, 1, Integer::sum), text, line));
            }
            start = afterLineEnd(message, end);
            line++;
        }
        return segments;
    }

    private static int lineEnd(String message, int start) {
        int end = start;
        while (end < message.length() && message.charAt(end) != '\r' && message.charAt(end) != '\n') {
            end++;
        }
        return end;
    }

    private static int afterLineEnd(String message, int end) {
        return message.startsWith("\r\n", end) ? end + 2 : end + 1;
    }

    private static void requireId(String text, Delimiters delimiters, long line) throws Refused {
        if (!isId(text) || text.length() > 3 && text.charAt(3) != delimiters.field()) {
            throw new Refused(
                    FailureCode.READ_SYNTAX,
                    "line " + line,
                    text.substring(0, Math.min(3, text.length())),
                    "a segment: three capital letters or digits and then " + delimiters.field()
                            + "; a line break within a field is written \\X0D\\ or \\.br\\");
        }
    }

    /** Whether a line begins with what can be the id of a segment. */
    static boolean isId(String text) {
        return text.length() >= 3 && isCapital(text.charAt(0)) && isPart(text.charAt(1)) && isPart(text.charAt(2));
    }

    private static boolean isPart(char c) {
        return isCapital(c) || c >= '0' && c <= '9';
    }

    private static boolean isCapital(char c) {
        return c >= 'A' && c <= 'Z';
    }

    /** Where the segment is, without its line: {@code OBX[2]}. */
    String name() {
        return occurrence == 1 ? id : id + "[" + occurrence + "]";
    }

    /** Where one of its fields is, for people: {@code PID[2]-3[2].4, line 9}. */
    String place(int field, int repetition, String component) {
        return name() + "-" + field + (repetition == 1 ? "" : "[" + repetition + "]") + component + ", line " + line;
    }
}
