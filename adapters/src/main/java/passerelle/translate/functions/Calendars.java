package passerelle.translate.functions;

import static passerelle.translate.functions.Function.INTEGER;
import static passerelle.translate.functions.Function.MAYBE_STRING;
import static passerelle.translate.functions.Function.STRING;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmValue;
import passerelle.translate.functions.CivilCalendar.Day;
import passerelle.translate.functions.Function.Arguments;

/**
 * Calendars by their CLDR names (persian, ethiopic, buddhist, islamic-umalqura) for {@code xslt/common/calendars.xsl}.
 * What a calendar does not have is the empty sequence.
 */
final class Calendars {
    private Calendars() {}

    static List<ExtensionFunction> all() {
        return List.of(
                function("to-gregorian", List.of(STRING, INTEGER, INTEGER, INTEGER), Calendars::toGregorian),
                function("from-gregorian", List.of(STRING, STRING), Calendars::fromGregorian),
                function("month-span", List.of(STRING, INTEGER, INTEGER), Calendars::monthSpan),
                function("year-span", List.of(STRING, INTEGER), Calendars::yearSpan));
    }

    private static ExtensionFunction function(
            String name, List<SequenceType> takes, java.util.function.Function<Arguments, Optional<String>> answer) {
        return new Function(name, MAYBE_STRING, takes, given -> answer.apply(given)
                .<XdmValue>map(XdmAtomicValue::new)
                .orElseGet(XdmEmptySequence::getInstance));
    }

    /** ('persian', 1378, 10, 11) is 2000-01-01. */
    private static Optional<String> toGregorian(Arguments given) {
        return calendar(given)
                .flatMap(calendar -> number(given.text(1))
                        .flatMap(year -> number(given.text(2)).flatMap(month -> number(given.text(3))
                                .flatMap(day -> calendar.gregorian(new Day(year, month, day))))))
                .map(LocalDate::toString);
    }

    /** ('persian', '2000-01-01') is 1378-10-11. */
    private static Optional<String> fromGregorian(Arguments given) {
        return calendar(given)
                .flatMap(calendar -> date(given.text(1)).flatMap(calendar::day))
                .map(Day::text);
    }

    /** ('persian', 1357, 1) is 1978-03-21/1978-04-20. */
    private static Optional<String> monthSpan(Arguments given) {
        return calendar(given)
                .flatMap(calendar -> number(given.text(1))
                        .flatMap(year -> number(given.text(2)).flatMap(month -> calendar.month(year, month))))
                .map(CivilCalendar.Span::text);
    }

    /** ('persian', 1357) is 1978-03-21/1979-03-20. */
    private static Optional<String> yearSpan(Arguments given) {
        return calendar(given)
                .flatMap(calendar -> number(given.text(1)).flatMap(calendar::year))
                .map(CivilCalendar.Span::text);
    }

    private static Optional<CivilCalendar> calendar(Arguments given) {
        return Optional.ofNullable(CivilCalendar.ALL.get(given.text(0)));
    }

    /** Years of more than four digits are of no calendar here. */
    private static Optional<Integer> number(String digits) {
        var number = new BigInteger(digits);
        return number.bitLength() > 14 ? Optional.empty() : Optional.of(number.intValue());
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
