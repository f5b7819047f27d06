package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.Optional;
import passerelle.format.copybook.Statement.Condition;
import passerelle.format.copybook.Statement.Literal;
import passerelle.format.copybook.Statement.Range;

/** Reads a condition name: {@code 88 IS-MARRIED VALUE 'M' 'W' THRU 'Z'.} */
final class ConditionReader {
    private final Words words;
    private final Reports reports;

    ConditionReader(Words words, Reports reports) {
        this.words = words;
        this.reports = reports;
    }

    Optional<Condition> condition(int line) {
        var name = words.take();
        if (!words.takes("VALUE", "VALUES")) {
            reports.refuse(line, words.peek().toString(), "VALUE after 88 " + Token.shown(name.text()));
            return Optional.empty();
        }
        words.takes("IS", "ARE");
        var values = new ValueReader(words, reports);
        var ranges = new ArrayList<Range>();
        do {
            var from = values.literal();
            Optional<Literal> to = from.isPresent() && words.takes("THRU", "THROUGH") ? values.literal() : from;
            if (from.isEmpty() || to.isEmpty()) {
                return Optional.empty();
            }
            ranges.add(new Range(from.get(), to.equals(from) ? Optional.empty() : to));
        } while (values.isNext());
        return whenFalse(values)
                ? Optional.of(new Condition(line, Token.shown(name.text()), ranges))
                : Optional.empty();
    }

    /** What a program moves to the item to make the condition false; it does not narrow what a file may have. */
    private boolean whenFalse(ValueReader values) {
        if (words.takes("WHEN")) {
            words.takes("SET");
            words.takes("TO");
        }
        if (words.takes("FALSE")) {
            words.takes("IS");
            return values.literal().isPresent();
        }
        if (words.hasNext()) {
            reports.refuse(words.peek().line(), words.peek().toString(), "a literal, THRU or a period");
        }
        return !words.hasNext();
    }
}
