package passerelle.format.edifact;

import java.util.function.Consumer;
import passerelle.model.FailureCode;

/** Checks UNE and UNZ against what they close: counts, references, and whether they are there at all. */
final class Trailers {
    private final Consumer<EdifactFault> faults;

    Trailers(Consumer<EdifactFault> faults) {
        this.faults = faults;
    }

    void group(Interchange interchange, Segment une) {
        if (interchange.group().isEmpty()) {
            faults.accept(missing(une.piece().line(), "UNE", "UNG before it"));
            return;
        }
        var ung = interchange.group().get();
        check(une, interchange.messagesInGroup, "messages in the group", ung.text(5, 1), "UNG");
        interchange.closeGroup();
    }

    /** Closes the group that is open, if there is one. @param line where UNE should have been */
    void groupMissing(Interchange interchange, long line) {
        if (interchange.group().isPresent()) {
            faults.accept(missing(line, "", "UNE: the group is not closed"));
            interchange.closeGroup();
        }
    }

    void interchange(Interchange interchange, Segment unz) {
        groupMissing(interchange, unz.piece().line());
        empty(interchange);
        boolean hasGroups = interchange.groups > 0;
        check(
                unz,
                hasGroups ? interchange.groups : interchange.messages,
                hasGroups ? "groups" : "messages",
                interchange.header().text(5, 1),
                "UNB");
    }

    /** The interchange ends without UNZ. @param line where that should have been */
    void missing(Interchange interchange, long line) {
        groupMissing(interchange, line);
        empty(interchange);
        faults.accept(missing(line, "", "UNZ: the interchange is cut off"));
    }

    private void empty(Interchange interchange) {
        if (interchange.messages == 0) {
            interchange.faults().forEach(faults);
            faults.accept(new EdifactFault(
                    FailureCode.READ_SYNTAX,
                    ErrorCode.LOWER_LEVEL_EMPTY,
                    interchange.header().piece().line(),
                    interchange.header().piece().offset(),
                    "",
                    0,
                    "UNB",
                    0,
                    0,
                    "an interchange without messages",
                    "at least one message"));
        }
    }

    private void check(Segment trailer, long count, String counted, String reference, String header) {
        trailer.lapses().forEach(each -> faults.accept(EdifactFault.of(each, trailer, "", 0)));
        Envelope.lapses(trailer).forEach(each -> faults.accept(EdifactFault.of(each, trailer, "", 0)));
        if (!trailer.lapses().isEmpty()) {
            return;
        }
        if (!Counts.isCount(trailer.text(1, 1), count)) {
            faults.accept(total(trailer, 1, ErrorCode.COUNT_DIFFERS, count + ", as many as there are " + counted));
        }
        if (!trailer.text(2, 1).equals(reference)) {
            faults.accept(total(trailer, 2, ErrorCode.REFERENCES_DIFFER, reference + ", the reference of " + header));
        }
    }

    private static EdifactFault total(Segment trailer, int element, ErrorCode error, String expected) {
        var lapse = new Lapse(
                FailureCode.READ_TOTAL,
                error,
                element,
                0,
                trailer.at(element, 1, 1),
                trailer.text(element, 1),
                expected);
        return EdifactFault.of(lapse, trailer, "", 0);
    }

    private static EdifactFault missing(long line, String tag, String expected) {
        return new EdifactFault(FailureCode.READ_SYNTAX, ErrorCode.MISSING, line, 0, "", 0, tag, 0, 0, tag, expected);
    }
}
