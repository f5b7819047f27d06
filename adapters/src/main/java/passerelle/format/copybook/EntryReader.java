package passerelle.format.copybook;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import passerelle.config.Nearest;
import passerelle.format.copybook.Statement.Entry;
import passerelle.format.copybook.Statement.Literal;
import passerelle.format.copybook.Statement.Occurs;
import passerelle.format.copybook.Statement.Sign;
import passerelle.format.copybook.Statement.Trait;

/** Reads the clauses of one data description entry, in any order. */
final class EntryReader {
    private static final List<String> CLAUSES = List.of(
            "REDEFINES",
            "PIC",
            "PICTURE",
            "USAGE",
            "SIGN",
            "LEADING",
            "TRAILING",
            "OCCURS",
            "DEPENDING",
            "ASCENDING",
            "DESCENDING",
            "INDEXED",
            "SYNCHRONIZED",
            "SYNC",
            "JUSTIFIED",
            "JUST",
            "BLANK",
            "VALUE",
            "VALUES",
            "IS",
            "EXTERNAL",
            "GLOBAL");

    private final Words words;
    private final Reports reports;
    private final Set<String> seen = new HashSet<>();
    private final Set<Trait> traits = EnumSet.noneOf(Trait.class);
    private Optional<Token> picture = Optional.empty();
    private Optional<Usage> usage = Optional.empty();
    private Optional<Sign> sign = Optional.empty();
    private Optional<Occurs> occurs = Optional.empty();
    private Optional<String> dependingOn = Optional.empty();
    private Optional<String> redefines = Optional.empty();
    private Optional<Literal> value = Optional.empty();

    EntryReader(Words words, Reports reports) {
        this.words = words;
        this.reports = reports;
    }

    Optional<Entry> entry(int line, int level) {
        var name =
                words.hasNext() && !isClause(words.peek().word()) ? words.take().text() : "FILLER";
        if (!name.matches("(?i)[A-Z0-9:#@$_-]{1,60}") || !name.matches("(?i).*[A-Z].*")) {
            reports.refuse(
                    line, "the name '" + Token.shown(name) + "'", "letters A to Z, digits and hyphens, with a letter");
            return Optional.empty();
        }
        while (words.hasNext()) {
            if (!clause()) {
                return Optional.empty();
            }
        }
        if (occurs.isEmpty() && dependingOn.isPresent()) {
            reports.refuse(line, "DEPENDING ON without OCCURS", "both");
            return Optional.empty();
        }
        return Optional.of(new Entry(
                line,
                level,
                name.equalsIgnoreCase("FILLER") ? "" : name,
                picture,
                usage,
                sign,
                occurs.map(this::table),
                redefines,
                value,
                traits));
    }

    /** A table that says only how long it is at most may be as short as one. */
    private Occurs table(Occurs said) {
        boolean saysMostOnly = dependingOn.isPresent() && said.least() == said.most();
        return new Occurs(saysMostOnly ? 1 : said.least(), said.most(), dependingOn);
    }

    private static boolean isClause(String word) {
        return CLAUSES.contains(word) || Usage.of(word).isPresent();
    }

    private boolean clause() {
        var token = words.take();
        var word = token.word();
        if (!word.equals("IS") && !seen.add(word)) {
            return refuse(token, "another clause: " + word + " is there already");
        }
        return switch (word) {
            case "PIC", "PICTURE" -> picture();
            case "USAGE" -> usage();
            case "SIGN" -> sign();
            case "LEADING", "TRAILING" -> sign(word);
            case "REDEFINES" -> redefines();
            case "OCCURS" -> occurs();
            case "DEPENDING" -> depending();
            case "ASCENDING", "DESCENDING", "INDEXED" -> names();
            case "SYNCHRONIZED", "SYNC" -> trait(Trait.SYNCHRONIZED, "LEFT", "RIGHT");
            case "JUSTIFIED", "JUST" -> trait(Trait.JUSTIFIED, "RIGHT");
            case "BLANK" -> blank();
            case "VALUE", "VALUES" -> value();
            case "IS", "EXTERNAL", "GLOBAL" -> true;
            default -> usage(token);
        };
    }

    private boolean refuse(Token found, String expected) {
        reports.refuse(found.line(), found.toString(), expected);
        return false;
    }

    private boolean picture() {
        if (words.peek().kind() != Token.Kind.PICTURE) {
            return refuse(words.peek(), "a picture after PIC, as in X(10) or S9(7)V99");
        }
        picture = Optional.of(words.take());
        return true;
    }

    private boolean usage() {
        words.takes("IS");
        return usage(words.take());
    }

    private boolean usage(Token token) {
        var found = Usage.of(token.word());
        if (found.isEmpty()) {
            var suggestion = Nearest.to(token.word(), CLAUSES).map(near -> " (did you mean " + near + "?)");
            return refuse(
                    token,
                    "a clause (PIC, USAGE, SIGN, OCCURS, REDEFINES, SYNC, JUST, BLANK, VALUE), a usage (DISPLAY, COMP,"
                            + " COMP-1 to COMP-5, BINARY, PACKED-DECIMAL) or a period" + suggestion.orElse(""));
        }
        if (usage.isPresent() && !usage.equals(found)) {
            return refuse(token, "one usage: " + usage.get() + " is there already");
        }
        usage = found;
        return true;
    }

    private boolean sign() {
        words.takes("IS");
        var token = words.take();
        var word = token.word();
        return word.equals("LEADING") || word.equals("TRAILING")
                ? sign(word)
                : refuse(token, "LEADING or TRAILING after SIGN");
    }

    private boolean sign(String word) {
        boolean isSeparate = words.takes("SEPARATE");
        words.takes("CHARACTER");
        sign = Optional.of(Sign.valueOf(word + (isSeparate ? "_SEPARATE" : "")));
        return true;
    }

    private boolean redefines() {
        var token = words.take();
        redefines = Optional.of(token.text());
        return !token.word().isEmpty() || refuse(token, "a name after REDEFINES");
    }

    private boolean occurs() {
        var first = words.take();
        var last = words.takes("TO") ? words.take() : first;
        words.takes("TIMES");
        if (!first.word().matches("[0-9]{1,9}")
                || !last.word().matches("[0-9]{1,9}")
                || Long.parseLong(last.text()) < Math.max(1, Long.parseLong(first.text()))) {
            return refuse(last, "how often, from 1 up, after OCCURS: as in OCCURS 5 TIMES or OCCURS 1 TO 5");
        }
        occurs = Optional.of(new Occurs(Long.parseLong(first.text()), Long.parseLong(last.text()), Optional.empty()));
        return true;
    }

    private boolean depending() {
        words.takes("ON");
        var token = words.take();
        dependingOn = Optional.of(token.text());
        while (words.takes("OF", "IN")) {
            words.take();
        }
        return !token.word().isEmpty() || refuse(token, "a name after DEPENDING ON");
    }

    /** Keys and indexes are for programs; the file does not have them. */
    private boolean names() {
        while (words.hasNext()
                && (words.peek().is("IS") || !isClause(words.peek().word()))) {
            words.take();
        }
        return true;
    }

    private boolean trait(Trait trait, String... sides) {
        words.takes(sides);
        traits.add(trait);
        return true;
    }

    private boolean blank() {
        words.takes("WHEN");
        traits.add(Trait.BLANK_WHEN_ZERO);
        return words.takes("ZERO", "ZEROS", "ZEROES") || refuse(words.peek(), "BLANK WHEN ZERO");
    }

    private boolean value() {
        words.takes("IS", "ARE");
        value = new ValueReader(words, reports).literal();
        return value.isPresent();
    }
}
