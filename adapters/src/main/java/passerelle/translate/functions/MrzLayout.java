package passerelle.translate.functions;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The machine readable zones: TD1, TD2, TD3 of ICAO Doc 9303 parts 5, 6 and 4, MRV-A and MRV-B of part 7, and the French
 * national identity card of 1988 to 2021, which has a layout of its own. Lines and places count from 0.
 */
enum MrzLayout {
    TD1("TD1", 3, 30, td1Fields(), td1Checks()),
    TD2("TD2", 2, 36, twoLines(36, field("optional", Kind.ANY, 1, 28, 35)), td2Checks()),
    TD3("TD3", 2, 44, twoLines(44, field("personal-number", Kind.ANY, 1, 28, 42)), td3Checks()),
    MRV_A("MRV-A", 2, 44, twoLines(44, field("optional", Kind.ANY, 1, 28, 44)), lineTwoChecks()),
    MRV_B("MRV-B", 2, 36, twoLines(36, field("optional", Kind.ANY, 1, 28, 36)), lineTwoChecks()),
    FRENCH_ID("FRA-ID", 2, 36, frenchFields(), frenchChecks());

    private final String title;
    private final int lines;
    private final int length;
    private final List<Field> fields;
    private final List<Check> checks;

    MrzLayout(String title, int lines, int length, List<Field> fields, List<Check> checks) {
        this.title = title;
        this.lines = lines;
        this.length = length;
        this.fields = fields;
        this.checks = checks;
    }

    /** What a field may hold. */
    enum Kind {
        LETTERS("[A-Z<]*", "letters and fillers"),
        NAME("[A-Z<]*", "letters and fillers"),
        ANY("[A-Z0-9<]*", "letters, digits and fillers"),
        DIGITS("[0-9]*", "digits"),
        DATE("[0-9<]*", "a date as YYMMDD, with << for what is not known"),
        SEX("[MF<]", "M, F or <");

        final Pattern pattern;
        final String expected;

        Kind(String pattern, String expected) {
            this.pattern = Pattern.compile(pattern);
            this.expected = expected;
        }
    }

    /** A part of a line. */
    record Span(int line, int start, int end) {
        String of(List<String> lines) {
            return lines.get(line).substring(start, end);
        }
    }

    record Field(String name, Kind kind, Span span) {}

    /**
     * A check digit and what it is over.
     *
     * @param runsInto the field into which a number that is too long for its own goes on
     * @param mayBeFiller whether a filler may stand for the 0 of an empty field
     */
    record Check(String field, List<Span> over, Span digit, Optional<Span> runsInto, boolean mayBeFiller) {
        Check {
            over = List.copyOf(over);
        }

        static Check of(String field, Span over, Span digit) {
            return new Check(field, List.of(over), digit, Optional.empty(), false);
        }

        static Check number(Span over, Span digit, Span runsInto) {
            return new Check("document-number", List.of(over), digit, Optional.of(runsInto), false);
        }

        static Check composite(Span digit, Span... over) {
            return new Check("composite", Arrays.asList(over), digit, Optional.empty(), false);
        }
    }

    String title() {
        return title;
    }

    List<Field> fields() {
        return fields;
    }

    List<Check> checks() {
        return checks;
    }

    /** The layout that lines of this number, length and beginning have. */
    static Optional<MrzLayout> of(List<String> lines) {
        if (lines.isEmpty()) {
            return Optional.empty();
        }
        var first = lines.get(0);
        return Stream.of(values())
                .filter(layout ->
                        layout.lines == lines.size() && lines.stream().allMatch(line -> line.length() == layout.length))
                .filter(layout -> switch (layout) {
                    case TD1 -> true;
                    case MRV_A, MRV_B -> first.startsWith("V");
                    case FRENCH_ID -> Confusions.letters(first).startsWith("IDFRA");
                    case TD2 ->
                        !first.startsWith("V") && !Confusions.letters(first).startsWith("IDFRA");
                    case TD3 -> !first.startsWith("V");
                })
                .findFirst();
    }

    private static Field field(String name, Kind kind, int line, int start, int end) {
        return new Field(name, kind, new Span(line, start, end));
    }

    private static Span span(int line, int start, int end) {
        return new Span(line, start, end);
    }

    private static Span digit(int line, int place) {
        return new Span(line, place, place + 1);
    }

    private static List<Field> td1Fields() {
        return List.of(
                field("document-code", Kind.LETTERS, 0, 0, 2),
                field("issuer", Kind.LETTERS, 0, 2, 5),
                field("document-number", Kind.ANY, 0, 5, 14),
                field("optional", Kind.ANY, 0, 15, 30),
                field("birth", Kind.DATE, 1, 0, 6),
                field("sex", Kind.SEX, 1, 7, 8),
                field("expiry", Kind.DATE, 1, 8, 14),
                field("nationality", Kind.LETTERS, 1, 15, 18),
                field("optional-2", Kind.ANY, 1, 18, 29),
                field("name", Kind.NAME, 2, 0, 30));
    }

    private static List<Check> td1Checks() {
        return List.of(
                Check.number(span(0, 5, 14), digit(0, 14), span(0, 15, 30)),
                Check.of("birth", span(1, 0, 6), digit(1, 6)),
                Check.of("expiry", span(1, 8, 14), digit(1, 14)),
                Check.composite(digit(1, 29), span(0, 5, 30), span(1, 0, 7), span(1, 8, 15), span(1, 18, 29)));
    }

    private static List<Field> twoLines(int length, Field rest) {
        return List.of(
                field("document-code", Kind.LETTERS, 0, 0, 2),
                field("issuer", Kind.LETTERS, 0, 2, 5),
                field("name", Kind.NAME, 0, 5, length),
                field("document-number", Kind.ANY, 1, 0, 9),
                field("nationality", Kind.LETTERS, 1, 10, 13),
                field("birth", Kind.DATE, 1, 13, 19),
                field("sex", Kind.SEX, 1, 20, 21),
                field("expiry", Kind.DATE, 1, 21, 27),
                rest);
    }

    private static List<Check> lineTwoChecks() {
        return List.of(
                Check.of("document-number", span(1, 0, 9), digit(1, 9)),
                Check.of("birth", span(1, 13, 19), digit(1, 19)),
                Check.of("expiry", span(1, 21, 27), digit(1, 27)));
    }

    private static List<Check> td2Checks() {
        return List.of(
                Check.number(span(1, 0, 9), digit(1, 9), span(1, 28, 35)),
                Check.of("birth", span(1, 13, 19), digit(1, 19)),
                Check.of("expiry", span(1, 21, 27), digit(1, 27)),
                Check.composite(digit(1, 35), span(1, 0, 10), span(1, 13, 20), span(1, 21, 35)));
    }

    private static List<Check> td3Checks() {
        return Stream.concat(
                        lineTwoChecks().stream(),
                        Stream.of(
                                new Check(
                                        "personal-number",
                                        List.of(span(1, 28, 42)),
                                        digit(1, 42),
                                        Optional.empty(),
                                        true),
                                Check.composite(digit(1, 43), span(1, 0, 10), span(1, 13, 20), span(1, 21, 43))))
                .toList();
    }

    private static List<Field> frenchFields() {
        return List.of(
                field("document-code", Kind.LETTERS, 0, 0, 2),
                field("issuer", Kind.LETTERS, 0, 2, 5),
                field("name", Kind.NAME, 0, 5, 30),
                field("office", Kind.ANY, 0, 30, 36),
                field("document-number", Kind.ANY, 1, 0, 12),
                field("issued", Kind.DIGITS, 1, 0, 4),
                field("given", Kind.NAME, 1, 13, 27),
                field("birth", Kind.DATE, 1, 27, 33),
                field("sex", Kind.SEX, 1, 34, 35));
    }

    private static List<Check> frenchChecks() {
        return List.of(
                Check.of("document-number", span(1, 0, 12), digit(1, 12)),
                Check.of("birth", span(1, 27, 33), digit(1, 33)),
                Check.composite(digit(1, 35), span(0, 0, 36), span(1, 0, 35)));
    }
}
