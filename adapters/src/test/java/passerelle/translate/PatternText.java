package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Texts that match a pattern facet (W3C XML Schema 1.0 part 2, appendix F); what it does not know is an exception. */
final class PatternText {
    private static final int MANY = 4;
    private static final String LETTERS = "abcxyzABCXYZäßéŁőğЖяلمعΩאま王";
    private static final String PRINTABLE = IntStream.rangeClosed(' ', '~')
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
    private static final Map<Character, String> ESCAPES = Map.of(
            'd', "0123456789",
            'D', "abcXYZ -é",
            'w', "abcXYZ019éЖ",
            'W', " -.,;",
            's', " ",
            'S', "abcXYZ019-.é",
            'i', "abcXYZ_",
            'c', "abcXYZ019_-.",
            'n', "\n",
            't', "\t");
    private static final Map<String, String> CATEGORIES = Map.of(
            "L",
            LETTERS,
            "Lu",
            "ABCXYZŁЖΩ",
            "Ll",
            "abcxyzéя",
            "N",
            "0123456789",
            "Nd",
            "0123456789",
            "IsBasicLatin",
            PRINTABLE,
            "P",
            ".,-;",
            "Z",
            " ",
            "M",
            "\u0301\u0308");

    private final String pattern;
    private final Part whole;
    private int at;

    private interface Part {
        void write(Random random, StringBuilder out);
    }

    PatternText(String pattern) {
        this.pattern = pattern;
        this.whole = alternatives();
        if (at < pattern.length()) {
            throw unknown();
        }
    }

    String text(Random random) {
        var out = new StringBuilder();
        whole.write(random, out);
        return out.toString();
    }

    private Part alternatives() {
        var branches = new ArrayList<List<Part>>();
        branches.add(new ArrayList<>());
        while (at < pattern.length() && pattern.charAt(at) != ')') {
            if (pattern.charAt(at) == '|') {
                at++;
                branches.add(new ArrayList<>());
            } else {
                branches.get(branches.size() - 1).add(piece());
            }
        }
        return (random, out) -> branches.get(random.nextInt(branches.size())).forEach(part -> part.write(random, out));
    }

    private Part piece() {
        var atom = atom();
        if (at == pattern.length() || "?*+{".indexOf(pattern.charAt(at)) < 0) {
            return atom;
        }
        char quantifier = pattern.charAt(at++);
        int least = quantifier == '+' ? 1 : 0;
        int most = quantifier == '?' ? 1 : least + MANY;
        if (quantifier == '{') {
            int end = pattern.indexOf('}', at);
            var bounds = pattern.substring(at, end).split(",", 2);
            at = end + 1;
            least = Integer.parseInt(bounds[0]);
            most = bounds.length == 1 ? least : bounds[1].isEmpty() ? least + MANY : Integer.parseInt(bounds[1]);
        }
        return repeated(atom, least, most);
    }

    private static Part repeated(Part atom, int least, int most) {
        return (random, out) -> {
            int times = least + random.nextInt(most - least + 1);
            for (int i = 0; i < times; i++) {
                atom.write(random, out);
            }
        };
    }

    private Part atom() {
        char c = pattern.charAt(at++);
        return switch (c) {
            case '(' -> {
                var inside = alternatives();
                at++;
                yield inside;
            }
            case '[' -> one(characterClass());
            case '.' -> one(PRINTABLE + LETTERS);
            case '\\' -> one(escape());
            case ')', ']', '{', '}', '?', '*', '+' -> throw unknown();
            default -> one(String.valueOf(c));
        };
    }

    private static Part one(String characters) {
        var points = characters.codePoints().toArray();
        return (random, out) -> out.appendCodePoint(points[random.nextInt(points.length)]);
    }

    private String characterClass() {
        boolean negated = pattern.charAt(at) == '^';
        at += negated ? 1 : 0;
        var characters = new StringBuilder();
        while (pattern.charAt(at) != ']') {
            char c = pattern.charAt(at++);
            var from = c == '\\' ? escape() : String.valueOf(c);
            boolean range = pattern.charAt(at) == '-' && pattern.charAt(at + 1) != ']';
            if (range && (pattern.charAt(at + 1) == '[' || from.length() > 1)) {
                throw unknown();
            }
            if (range) {
                at++;
                char last = pattern.charAt(at++);
                var to = last == '\\' ? escape() : String.valueOf(last);
                IntStream.rangeClosed(from.charAt(0), to.charAt(0)).forEach(characters::appendCodePoint);
            } else {
                characters.append(from);
            }
        }
        at++;
        if (!negated) {
            return characters.toString();
        }
        var rest = new StringBuilder();
        (PRINTABLE + LETTERS)
                .chars()
                .filter(c -> characters.indexOf(Character.toString(c)) < 0)
                .forEach(rest::appendCodePoint);
        return rest.toString();
    }

    private String escape() {
        char c = pattern.charAt(at++);
        if (c == 'p') {
            int end = pattern.indexOf('}', at);
            var category = CATEGORIES.get(pattern.substring(at + 1, end));
            at = end + 1;
            if (category == null) {
                throw unknown();
            }
            return category;
        }
        if (ESCAPES.containsKey(c)) {
            return ESCAPES.getOrDefault(c, "");
        }
        if (Character.isLetterOrDigit(c)) {
            throw unknown();
        }
        return String.valueOf(c);
    }

    private IllegalArgumentException unknown() {
        return new IllegalArgumentException("The generator does not know this at character " + at + ": " + pattern);
    }
}
