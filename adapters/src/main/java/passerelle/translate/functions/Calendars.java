package passerelle.translate.functions;

import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.ItemType;
import net.sf.saxon.s9api.OccurrenceIndicator;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SequenceType;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmValue;
import passerelle.translate.functions.CivilCalendar.Day;

/**
 * Calendars by their CLDR names (persian, ethiopic, buddhist, islamic-umalqura) for {@code xslt/common/calendars.xsl}.
 * What a calendar does not have is the empty sequence.
 */
final class Calendars {
    private static final SequenceType TEXT = SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ONE);
    private static final SequenceType NUMBER = SequenceType.makeSequenceType(ItemType.INTEGER, OccurrenceIndicator.ONE);
    private static final SequenceType MAYBE =
            SequenceType.makeSequenceType(ItemType.STRING, OccurrenceIndicator.ZERO_OR_ONE);

    private Calendars() {}

    static List<ExtensionFunction> all() {
        return List.of(
                new Named("to-gregorian", List.of(TEXT, NUMBER, NUMBER, NUMBER), Calendars::toGregorian),
                new Named("from-gregorian", List.of(TEXT, TEXT), Calendars::fromGregorian),
                new Named("month-span", List.of(TEXT, NUMBER, NUMBER), Calendars::monthSpan),
                new Named("year-span", List.of(TEXT, NUMBER), Calendars::yearSpan));
    }

    /** ('persian', 1378, 10, 11) is 2000-01-01. */
    private static Optional<String> toGregorian(XdmValue[] given) {
        return calendar(given)
                .flatMap(calendar -> number(given[1])
                        .flatMap(year -> number(given[2]).flatMap(month -> number(given[3])
                                .flatMap(day -> calendar.gregorian(new Day(year, month, day))))))
                .map(LocalDate::toString);
    }

    /** ('persian', '2000-01-01') is 1378-10-11. */
    private static Optional<String> fromGregorian(XdmValue[] given) {
        return calendar(given)
                .flatMap(calendar -> date(text(given[1])).flatMap(calendar::day))
                .map(Day::text);
    }

    /** ('persian', 1357, 1) is 1978-03-21/1978-04-20. */
    private static Optional<String> monthSpan(XdmValue[] given) {
        return calendar(given)
                .flatMap(calendar -> number(given[1])
                        .flatMap(year -> number(given[2]).flatMap(month -> calendar.month(year, month))))
                .map(CivilCalendar.Span::text);
    }

    /** ('persian', 1357) is 1978-03-21/1979-03-20. */
    private static Optional<String> yearSpan(XdmValue[] given) {
        return calendar(given)
                .flatMap(calendar -> number(given[1]).flatMap(calendar::year))
                .map(CivilCalendar.Span::text);
    }

    private static Optional<CivilCalendar> calendar(XdmValue[] given) {
        return Optional.ofNullable(CivilCalendar.ALL.get(text(given[0])));
    }

    /** Years of more than four digits are of no calendar here. */
    private static Optional<Integer> number(XdmValue value) {
        var number = new BigInteger(text(value));
        return number.bitLength() > 14 ? Optional.empty() : Optional.of(number.intValue());
    }

    private static Optional<LocalDate> date(String text) {
        try {
            return Optional.of(LocalDate.parse(text));
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    private static String text(XdmValue value) {
        return value.itemAt(0).getStringValue();
    }

    /** One function: its local name, what it takes, and what it answers. */
    private record Named(String name, List<SequenceType> takes, Function<XdmValue[], Optional<String>> answer)
            implements ExtensionFunction {
        @Override
        public QName getName() {
            return new QName("p", Functions.NAMESPACE, name);
        }

        @Override
        public SequenceType getResultType() {
            return MAYBE;
        }

        @Override
        public SequenceType[] getArgumentTypes() {
            return takes.toArray(SequenceType[]::new);
        }

        @Override
        public XdmValue call(XdmValue[] arguments) {
            return answer.apply(arguments).<XdmValue>map(XdmAtomicValue::new).orElseGet(XdmEmptySequence::getInstance);
        }
    }
}
