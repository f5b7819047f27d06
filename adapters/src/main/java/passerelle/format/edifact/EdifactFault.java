package passerelle.format.edifact;

import passerelle.format.FileFault;
import passerelle.model.FailureCode;

/**
 * One thing that is wrong with a message or an interchange.
 *
 * @param error the same in the words of CONTRL
 * @param line from 1; 0 when something is missing from the file @param offset of the first byte that is meant, from 0
 * @param message how the message is named; "" when the interchange is meant
 * @param segment position in the message, from 1 for UNH; 0 when there is none
 * @param element from 1; 0 for the segment as a whole @param component from 1; 0 for the element as a whole
 * @param found may be a value of the message: for its sender only
 */
record EdifactFault(
        FailureCode code,
        ErrorCode error,
        long line,
        long offset,
        String message,
        int segment,
        String tag,
        int element,
        int component,
        String found,
        String expected)
        implements FileFault {
    /** Shown of a value that is too long. */
    private static final int MOST_FOUND = 80;

    /** A lapse in a segment, with its place in the file. */
    static EdifactFault of(Lapse lapse, Segment segment, String message, int number) {
        var piece = segment.piece();
        return new EdifactFault(
                lapse.code(),
                lapse.error(),
                piece.lineOf(lapse.at()),
                piece.offset() + Math.max(0, lapse.at() - piece.start()),
                message,
                number,
                segment.tag(),
                lapse.element(),
                lapse.component(),
                lapse.found().length() > MOST_FOUND ? lapse.found().substring(0, MOST_FOUND) + "…" : lapse.found(),
                lapse.expected());
    }

    @Override
    public String place() {
        var place = new StringBuilder();
        append(place, "message ", message);
        append(place, "segment ", segment == 0 ? "" : Integer.toString(segment));
        append(place, segment == 0 ? "segment " : "", tag.matches("[A-Z][A-Z0-9]{2}") ? tag : "");
        append(place, "element ", element == 0 ? "" : Integer.toString(element));
        append(place, "component ", component == 0 ? "" : Integer.toString(component));
        append(place, "line ", line == 0 ? "" : Long.toString(line));
        return place.toString();
    }

    /** A message that is wrong has no document. */
    @Override
    public String path() {
        return "";
    }

    private static void append(StringBuilder place, String word, String value) {
        if (!value.isEmpty()) {
            place.append(place.isEmpty() ? "" : word.isEmpty() ? " " : ", ")
                    .append(word)
                    .append(value);
        }
    }

    /** Without what was found, which may be personal data. */
    @Override
    public String toString() {
        return toFailure().toString();
    }
}
