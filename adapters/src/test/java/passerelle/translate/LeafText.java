package passerelle.translate;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;

/** Texts of a simple type: such as its facets allow, and such as make trouble. */
final class LeafText {
    private static final List<String> HOSTILE = List.of(
            "محمد بن علي",
            "\u200Fعبد\u200E الله",
            "Ёлкин Жуков",
            "Ny\u030Astro\u0308m",
            "O'Neil & \"Sons\" <b>",
            "]]>",
            "x",
            "王",
            "𝒳\uD83D\uDE00",
            "İstanbul ı",
            "Åse  Ødegård",
            "a|b;c,d\\e",
            "-",
            "0",
            "?",
            "FNU",
            "XXX",
            "NULL",
            "{.}",
            "00000000",
            "19780300",
            "00031978",
            "30021978",
            ".3.1978",
            "1978-03",
            "1978-02-30",
            "20261122240000",
            "ሀይሌ",
            "Παπαδόπουλος",
            "\u00A0",
            "Nguyễn Thị Ánh");
    private static final String WORD_LETTERS = "aeiouknrstlmbdvzAEKNRSTL";
    private static final int LONGEST = 40;
    private static final Map<String, PatternText> PATTERNS = new ConcurrentHashMap<>();

    private LeafText() {}

    /** What makes trouble in a text of at most {@code longest} characters. */
    static String hostile(int longest, Random random) {
        if (random.nextInt(12) == 0 && longest <= 4_000) {
            return "ø".repeat(longest);
        }
        var text = HOSTILE.get(random.nextInt(HOSTILE.size()));
        return text.codePointCount(0, text.length()) <= longest
                ? text
                : text.substring(0, text.offsetByCodePoints(0, longest));
    }

    /** The same for a type; white space at its ends, or two blanks in its middle, only where they mean something. */
    static String hostile(Shape.Simple type, Random random) {
        var text = hostile(type.maxLength().orElse(LONGEST), random);
        return type.keepsSpace() ? text : text.strip().replaceAll("[ \n\t]+", " ");
    }

    /** Whether a text from elsewhere may be one of the type: a code that it lists, or any text where it takes texts. */
    static boolean mayBe(Shape.Simple type, String text) {
        return type.enumeration().isEmpty()
                ? (type.keepsSpace() || type.builtIn().equals("token")) && fits(type, text)
                : type.enumeration().contains(text);
    }

    /** What the facets of a type allow. */
    static String allowed(Shape.Simple type, Random random) {
        if (!type.enumeration().isEmpty()) {
            return type.enumeration().get(random.nextInt(type.enumeration().size()));
        }
        if (!type.members().isEmpty()) {
            return allowed(type.members().get(random.nextInt(type.members().size())), random);
        }
        if (type.items().isPresent()) {
            return allowed(type.items().get(), random) + " "
                    + allowed(type.items().get(), random);
        }
        if (!type.patterns().isEmpty()) {
            return patterned(type, random);
        }
        return builtIn(type, random);
    }

    /** A text of the most derived pattern that the others match too; where none is found, the schema will say so. */
    private static String patterned(Shape.Simple type, Random random) {
        var text = builtIn(type, random);
        for (int i = 0; i < 20 && !fits(type, text); i++) {
            text = PATTERNS.computeIfAbsent(type.patterns().get(0), PatternText::new)
                    .text(random);
        }
        return text;
    }

    private static boolean fits(Shape.Simple type, String text) {
        int length = text.codePointCount(0, text.length());
        return length >= type.minLength().orElse(0)
                && length <= type.maxLength().orElse(Shape.UNBOUNDED)
                && type.patterns().stream()
                        .allMatch(pattern ->
                                text.matches(pattern.replace("\\i", "[A-Za-z_]").replace("\\c", "[A-Za-z0-9._-]")));
    }

    private static String builtIn(Shape.Simple type, Random random) {
        var day =
                "%04d-%02d-%02d".formatted(1900 + random.nextInt(150), 1 + random.nextInt(12), 1 + random.nextInt(28));
        var time = "%02d:%02d:%02d".formatted(random.nextInt(24), random.nextInt(60), random.nextInt(60));
        var zone = List.of("Z", "+02:00", "-11:30", "").get(random.nextInt(4));
        return switch (type.builtIn()) {
            case "boolean" -> List.of("true", "false", "1", "0").get(random.nextInt(4));
            case "date" -> day;
            case "dateTime" -> day + "T" + time + List.of("", ".5", ".123").get(random.nextInt(3)) + zone;
            case "time" -> time;
            case "gYear" -> day.substring(0, 4);
            case "gYearMonth" -> day.substring(0, 7);
            case "gMonthDay" -> "-" + day.substring(4);
            case "base64Binary" -> "UGFzc2VyZWxsZQ==";
            case "hexBinary" -> "0AFF";
            case "anyURI" -> "urn:example:" + random.nextInt(1_000);
            case "language" -> "en";
            case "decimal", "double", "float" -> number(type, random) + ".5";
            case "integer",
                    "int",
                    "long",
                    "short",
                    "nonNegativeInteger",
                    "positiveInteger",
                    "unsignedInt",
                    "unsignedLong",
                    "unsignedShort",
                    "byte",
                    "unsignedByte" -> number(type, random);
            case "string", "normalizedString", "token", "anySimpleType", "Name", "NCName", "ID", "NMTOKEN" ->
                words(type, random);
            default -> throw new IllegalStateException("The generator does not know the type " + type.builtIn());
        };
    }

    private static String number(Shape.Simple type, Random random) {
        int least = type.least().map(Integer::valueOf).orElse(1);
        int most = type.most().map(Integer::valueOf).orElse(least + 99);
        return Integer.toString(least + random.nextInt(most - least + 1));
    }

    private static String words(Shape.Simple type, Random random) {
        int least = type.minLength().orElse(0);
        int most = Math.max(least, Math.min(type.maxLength().orElse(LONGEST), LONGEST));
        int length = most == 0 ? 0 : Math.max(least, 1 + random.nextInt(most));
        var text = new StringBuilder();
        for (int i = 0; i < length; i++) {
            text.append(WORD_LETTERS.charAt(random.nextInt(WORD_LETTERS.length())));
        }
        return text.toString();
    }
}
