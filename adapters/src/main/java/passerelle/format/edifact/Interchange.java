package passerelle.format.edifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.model.FailureCode;

/** The interchange that is being read: its UNB, the UNG that is open in it, and what was counted. */
final class Interchange {
    private static final int MOST_VERSION = 4;

    private final Segment header;
    private final ServiceCharacters characters;
    private final Repertoire repertoire;
    private final List<EdifactFault> faults;
    private @Nullable Segment group;
    private List<EdifactFault> groupFaults = List.of();
    long groups;
    long messages;
    long messagesInGroup;

    private Interchange(
            Segment header, ServiceCharacters characters, Repertoire repertoire, List<EdifactFault> faults) {
        this.header = header;
        this.characters = characters;
        this.repertoire = repertoire;
        this.faults = List.copyOf(faults);
    }

    /** Reads UNB: first what says how it is written, then all of it. */
    static Interchange open(Piece unb) {
        var first = SegmentParser.parse(unb, unb.characters().inVersion(0), Repertoire.ASCII);
        int version = version(first.text(1, 2));
        var repertoire = Repertoire.of(first.text(1, 1), version);
        var header = SegmentParser.parse(unb, unb.characters().inVersion(0), repertoire.orElse(Repertoire.ASCII));
        var lapses = new ArrayList<>(header.lapses());
        if (repertoire.isEmpty()) {
            lapses.add(lapse(
                    header, FailureCode.READ_CHARSET, ErrorCode.SYNTAX_NOT_SUPPORTED, 1, 1, Repertoire.identifiers()));
        }
        if (version == 0) {
            lapses.add(lapse(
                    header,
                    FailureCode.READ_SYNTAX,
                    ErrorCode.SYNTAX_NOT_SUPPORTED,
                    1,
                    2,
                    "syntax version 1, 2, 3 or 4"));
        }
        for (int needed : new int[] {2, 3, 5}) {
            if (header.text(needed, 1).isEmpty() && header.lapses().isEmpty()) {
                lapses.add(lapse(
                        header, FailureCode.READ_SYNTAX, ErrorCode.MISSING, needed, needed == 5 ? 0 : 1, "a value"));
            }
        }
        lapses.addAll(Envelope.lapses(header));
        var faults = lapses.stream()
                .map(each -> EdifactFault.of(each, header, "", 0))
                .toList();
        return new Interchange(
                header, unb.characters().inVersion(version), repertoire.orElse(Repertoire.ASCII), faults);
    }

    private static Lapse lapse(
            Segment header, FailureCode code, ErrorCode error, int element, int component, String expected) {
        var found = header.text(element, Math.max(1, component));
        return new Lapse(code, error, element, component, header.at(element, 1, component), found, expected);
    }

    private static int version(String text) {
        return text.matches("[1-4]") ? Math.min(MOST_VERSION, Integer.parseInt(text)) : 0;
    }

    Segment header() {
        return header;
    }

    ServiceCharacters characters() {
        return characters;
    }

    /** Takes a segment apart as this interchange has it written. */
    Segment parse(Piece piece) {
        return SegmentParser.parse(piece, characters, repertoire);
    }

    void openGroup(Segment ung) {
        group = ung;
        groups++;
        messagesInGroup = 0;
        var lapses = new ArrayList<>(ung.lapses());
        lapses.addAll(Envelope.lapses(ung));
        groupFaults =
                lapses.stream().map(each -> EdifactFault.of(each, ung, "", 0)).toList();
    }

    void closeGroup() {
        group = null;
        groupFaults = List.of();
    }

    Optional<Segment> group() {
        return Optional.ofNullable(group);
    }

    /** UNB, and UNG where one is open: what comes along with each message. */
    List<Segment> envelope() {
        return group == null ? List.of(header) : List.of(header, group);
    }

    /** What is wrong with the envelope, and so with every message in it. */
    List<EdifactFault> faults() {
        if (groupFaults.isEmpty()) {
            return faults;
        }
        var all = new ArrayList<>(faults);
        all.addAll(groupFaults);
        return all;
    }

    void countMessage() {
        messages++;
        messagesInGroup++;
    }
}
