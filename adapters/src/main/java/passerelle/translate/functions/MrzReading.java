package passerelle.translate.functions;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import passerelle.translate.functions.MrzLayout.Check;
import passerelle.translate.functions.MrzLayout.Kind;

/**
 * What a machine readable zone says, by ICAO Doc 9303: its fields as printed, every check digit, and every fault. Nothing
 * is repaired; a suggestion is for a human being.
 *
 * @param layout empty when the lines have no known layout; then there are no fields and one fault
 * @param fields as printed, without the fillers at the end; dates and sex with them
 */
record MrzReading(
        Optional<MrzLayout> layout,
        Map<String, String> fields,
        List<Digit> digits,
        List<Fault> faults,
        Optional<List<String>> suggestion) {
    private static final Pattern DATE = Pattern.compile("([0-9]{2}|<<)([0-9]{2}|<<)([0-9]{2}|<<)");
    private static final int[] LONGEST = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

    /** Over the nine places alone, or also over the rest of a long number, with the filler between them or without. */
    enum Manner {
        PLAIN("plain"),
        WITH_FILLER("with-filler"),
        WITHOUT_FILLER("without-filler");

        final String title;

        Manner(String title) {
            this.title = title;
        }
    }

    MrzReading {
        fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        digits = List.copyOf(digits);
        faults = List.copyOf(faults);
        suggestion = suggestion.map(List::copyOf);
    }

    /** A check digit: what is printed, and what it would be in each manner of counting. */
    record Digit(String field, String found, Map<Manner, String> computed, boolean holds) {
        Digit {
            computed = Collections.unmodifiableMap(new LinkedHashMap<>(computed));
        }

        /** The manners in which the digit holds; two when the digits happen to be the same. */
        List<Manner> manners() {
            return computed.entrySet().stream()
                    .filter(entry -> entry.getValue().equals(found))
                    .map(Map.Entry::getKey)
                    .toList();
        }
    }

    /** Something that is not as it must be; line and column count from 1, 0 when the fault is in no one place. */
    record Fault(String field, int line, int column, String found, String expected) {}

    /** Reads the lines; when a fault is found and a mistaken letter would explain it, says so. */
    static MrzReading of(List<String> lines) {
        var layout = MrzLayout.of(lines);
        if (layout.isEmpty()) {
            var sizes =
                    lines.stream().map(line -> String.valueOf(line.length())).collect(Collectors.joining(", "));
            var fault = new Fault(
                    "lines",
                    0,
                    0,
                    lines.size() + " lines of " + (sizes.isEmpty() ? "no" : sizes) + " characters",
                    "3 lines of 30, 2 lines of 36 or 2 lines of 44 characters");
            return new MrzReading(Optional.empty(), Map.of(), List.of(), List.of(fault), Optional.empty());
        }
        var reading = of(layout.get(), lines);
        return reading.holds()
                ? reading
                : new MrzReading(
                        layout,
                        reading.fields,
                        reading.digits,
                        reading.faults,
                        Confusions.suggestion(layout.get(), lines));
    }

    /** Reads lines of a known layout. */
    static MrzReading of(MrzLayout layout, List<String> lines) {
        var fields = new LinkedHashMap<String, String>();
        var faults = new ArrayList<Fault>();
        for (var field : layout.fields()) {
            var text = field.span().of(lines);
            boolean whole = field.kind() == Kind.DATE || field.kind() == Kind.SEX;
            fields.put(field.name(), whole ? text : MrzNames.withoutFillers(text));
            if (!field.kind().pattern.matcher(text).matches() || field.kind() == Kind.DATE && !possible(text)) {
                faults.add(fault(field.name(), field.span(), text, field.kind().expected));
            }
        }
        var digits = new ArrayList<Digit>();
        for (var check : layout.checks()) {
            var digit = digit(check, lines, fields);
            digits.add(digit);
            if (!digit.holds()) {
                faults.add(fault(check.field() + "-check", check.digit(), digit.found(), expected(digit)));
            }
        }
        return new MrzReading(Optional.of(layout), fields, digits, faults, Optional.empty());
    }

    boolean holds() {
        return faults.isEmpty();
    }

    /** The holder's name; French cards have the given names in a field of their own. */
    MrzNames.Parts name() {
        var name = fields.getOrDefault("name", "");
        if (layout.isEmpty()) {
            return MrzNames.parts("");
        }
        var span = layout.get().fields().stream()
                .filter(field -> "name".equals(field.name()))
                .findFirst()
                .orElseThrow()
                .span();
        var given = fields.get("given");
        var parts = MrzNames.parts(name + "<".repeat(span.end() - span.start() - name.length()));
        return given == null
                ? parts
                : new MrzNames.Parts(
                        parts.primary(),
                        MrzNames.parts("<<" + given).secondary(),
                        parts.possibleTruncation() || given.length() == 14,
                        parts.fault());
    }

    private static Fault fault(String field, MrzLayout.Span span, String found, String expected) {
        return new Fault(field, span.line() + 1, span.start() + 1, found, expected);
    }

    private static Digit digit(Check check, List<String> lines, Map<String, String> fields) {
        var over = check.over().stream().map(span -> span.of(lines)).collect(Collectors.joining());
        var found = check.digit().of(lines);
        var rest = check.runsInto().map(span -> span.of(lines)).orElse("");
        int end = rest.indexOf('<') < 0 ? rest.length() : rest.indexOf('<');
        if ("<".equals(found) && end > 1) {
            var more = rest.substring(0, end - 1);
            fields.put(check.field(), over + more);
            fields.put("optional", MrzNames.withoutFillers(rest.substring(end)).replaceFirst("^<+", ""));
            var computed = new LinkedHashMap<Manner, String>();
            computed.put(Manner.WITH_FILLER, text(over + "<" + more));
            computed.put(Manner.WITHOUT_FILLER, text(over + more));
            var printed = rest.substring(end - 1, end);
            return new Digit(check.field(), printed, computed, computed.containsValue(printed));
        }
        var computed = text(over);
        boolean empty = check.mayBeFiller() && "<".equals(found) && over.matches("<*");
        return new Digit(check.field(), found, Map.of(Manner.PLAIN, computed), found.equals(computed) || empty);
    }

    private static String text(String over) {
        var digit = CheckDigit.of(over);
        return digit.isPresent() ? String.valueOf(digit.getAsInt()) : "none";
    }

    private static String expected(Digit digit) {
        return digit.computed().entrySet().stream()
                .map(entry -> entry.getKey() == Manner.PLAIN
                        ? "check digit " + entry.getValue()
                        : "check digit " + entry.getValue() + " " + entry.getKey().title)
                .collect(Collectors.joining(" or "));
    }

    /** Whether there can be such a day in some year; parts that are not known are fillers. */
    private static boolean possible(String text) {
        var parts = DATE.matcher(text);
        if (!parts.matches()) {
            return false;
        }
        int month = number(parts.group(2), 1);
        int day = number(parts.group(3), 1);
        if (month < 1 || month > 12 || day < 1) {
            return false;
        }
        boolean leap = number(parts.group(1), 0) % 4 == 0;
        boolean february = "02".equals(parts.group(2));
        int longest = "<<".equals(parts.group(2)) ? 31 : LONGEST[month - 1];
        return day <= (february && !leap ? 28 : longest);
    }

    private static int number(String digits, int unknown) {
        return "<<".equals(digits) ? unknown : Integer.parseInt(digits);
    }
}
