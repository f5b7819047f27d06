package passerelle.format.edifact;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import passerelle.format.edifact.FrontFilter.Kind;
import passerelle.format.edifact.Segment.Component;
import passerelle.model.FailureCode;

/** Takes one segment apart: release characters and wrapped lines go, bytes become text. */
final class SegmentParser {
    /** Elements of a segment, and repetitions of an element; the longest segments of the directories have 20. */
    static final int MOST_ELEMENTS = 100;

    /** Components of an element; the directories have up to 10. */
    static final int MOST_COMPONENTS = 50;

    private static final Pattern TAG = Pattern.compile("[A-Z][A-Z0-9]{2}");

    private final Piece piece;
    private final ServiceCharacters characters;
    private final Repertoire repertoire;
    private final List<Lapse> lapses = new ArrayList<>();
    private final List<List<List<Component>>> elements = new ArrayList<>();
    private List<List<Component>> repetitions = new ArrayList<>();
    private List<Component> components = new ArrayList<>();
    private final ByteArrayOutputStream value = new ByteArrayOutputStream();
    private int valueAt;

    private SegmentParser(Piece piece, ServiceCharacters characters, Repertoire repertoire) {
        this.piece = piece;
        this.characters = characters;
        this.repertoire = repertoire;
        this.valueAt = piece.start();
    }

    /** @param characters as they hold in the syntax version of the interchange */
    static Segment parse(Piece piece, ServiceCharacters characters, Repertoire repertoire) {
        return new SegmentParser(piece, characters, repertoire).parse();
    }

    private Segment parse() {
        if (piece.kind() == Kind.TOO_LONG) {
            lapses.add(new Lapse(
                    FailureCode.READ_LIMIT,
                    ErrorCode.TOO_LONG,
                    0,
                    0,
                    piece.start(),
                    "more than " + FrontFilter.MOST_BYTES + " bytes",
                    "a segment of at most " + FrontFilter.MOST_BYTES + " bytes"));
            return new Segment(piece.tag(), List.of(), piece, lapses);
        }
        boolean isWhole = split();
        if (piece.kind() == Kind.CUT) {
            lapses.add(lapse(
                    ErrorCode.MISSING, 0, 0, piece.start(), "the end of the interchange", "the end of the segment"));
        }
        var tag = tag();
        return new Segment(tag, isWhole ? elements.subList(1, elements.size()) : List.of(), piece, lapses);
    }

    /** @return false when there is more than the limits allow */
    private boolean split() {
        var raw = piece.raw();
        int end = piece.kind() == Kind.SEGMENT ? raw.length - 1 : raw.length;
        for (int i = piece.start(); i < end; i++) {
            int each = raw[i] & 0xFF;
            if (each == characters.release()) {
                do {
                    i++;
                } while (i < end && characters.isWrap(raw[i] & 0xFF));
                if (i < end) {
                    value.write(raw[i]);
                } else {
                    lapses.add(lapse(
                            ErrorCode.INVALID_SERVICE_CHARACTER,
                            elements.size(),
                            0,
                            end,
                            "a release character at the end",
                            "a character that it releases"));
                }
            } else if (each == characters.component()) {
                endComponent(i + 1);
            } else if (each == characters.repetition() && !elements.isEmpty()) {
                endRepetition(i + 1);
            } else if (each == characters.element()) {
                endElement(i + 1);
            } else if (!characters.isWrap(each)) {
                value.write(each);
            }
            if (isTooMany()) {
                return false;
            }
        }
        endElement(end);
        return true;
    }

    private boolean isTooMany() {
        boolean tooMany = elements.size() > MOST_ELEMENTS
                || repetitions.size() >= MOST_ELEMENTS
                || components.size() >= MOST_COMPONENTS;
        if (tooMany) {
            lapses.add(new Lapse(
                    FailureCode.READ_LIMIT,
                    ErrorCode.TOO_MANY_CONSTITUENTS,
                    elements.size(),
                    0,
                    valueAt,
                    "",
                    "at most " + MOST_ELEMENTS + " elements and repetitions, and " + MOST_COMPONENTS + " components"));
        }
        return tooMany;
    }

    private void endElement(int next) {
        endRepetition(next);
        if (repetitions.size() > 1 && repetitions.stream().anyMatch(each -> CanonicalText.isEmpty(List.of(each)))) {
            lapses.add(lapse(ErrorCode.MISSING, elements.size(), 0, valueAt, "", "a value in each repetition"));
        }
        elements.add(List.copyOf(repetitions));
        repetitions = new ArrayList<>();
    }

    private void endRepetition(int next) {
        endComponent(next);
        repetitions.add(List.copyOf(components));
        components = new ArrayList<>();
    }

    private void endComponent(int next) {
        components.add(new Component(text(), valueAt));
        value.reset();
        valueAt = next;
    }

    private String text() {
        var bytes = value.toByteArray();
        var text = repertoire.decode(bytes);
        if (text.isEmpty()) {
            lapses.add(new Lapse(
                    FailureCode.READ_CHARSET,
                    ErrorCode.INVALID_CHARACTER,
                    elements.size(),
                    components.size() + 1,
                    valueAt,
                    repertoire.wrong(bytes),
                    "characters of " + repertoire.identifier() + ", as UNB says"));
        }
        return text.orElse("");
    }

    /** Blanks around it are none of it: some senders write {@code UNG +}. */
    private String tag() {
        var first = elements.isEmpty() ? components : elements.get(0).get(0);
        var tag = first.isEmpty() ? piece.tag() : first.get(0).text().strip();
        if (!TAG.matcher(tag).matches() || first.size() > 1) {
            lapses.add(lapse(
                    ErrorCode.NOT_SUPPORTED_HERE,
                    0,
                    0,
                    piece.start(),
                    shortened(piece.tag()),
                    "a segment's tag of three capitals"));
        }
        return tag;
    }

    private static String shortened(String text) {
        return text.length() > 16 ? text.substring(0, 16) : text;
    }

    private static Lapse lapse(ErrorCode error, int element, int component, int at, String found, String expected) {
        return new Lapse(FailureCode.READ_SYNTAX, error, element, component, at, found, expected);
    }
}
