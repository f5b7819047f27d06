package passerelle.translate.functions;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * A calendar by which a state counts days and years. What the calendar does not have, or nobody knows for sure, is
 * empty: a 30th day in a month of 29, a year beyond its tables. Names are those of Unicode CLDR.
 */
interface CivilCalendar {
    /** Every calendar that the gateway reads and writes beside the Gregorian one. */
    Map<String, CivilCalendar> ALL = Map.of(
            "persian", IcuCalendar.persian(),
            "ethiopic", IcuCalendar.ethiopic(),
            "islamic-umalqura", IcuCalendar.ummAlQura(),
            "buddhist", new ThaiCalendar());

    /** A year, month and day of a calendar, from 1 on. */
    record Day(int year, int month, int day) {
        /** Year first, as in {@code 1378-10-11}. */
        String text() {
            return "%04d-%02d-%02d".formatted(year, month, day);
        }
    }

    /** Days from the first to the last of a month or year. */
    record Span(LocalDate first, LocalDate last) {
        /** ISO 8601 interval, as in {@code 1978-03-21/1979-03-20}. */
        String text() {
            return first + "/" + last;
        }
    }

    /** The Gregorian date of a day; empty when the calendar has no such day. */
    Optional<LocalDate> gregorian(Day day);

    /** The day of a Gregorian date; empty outside the years of the calendar. */
    Optional<Day> day(LocalDate gregorian);

    /** The months in the order in which they stand in a year. */
    IntStream months();

    /** The days of a month; empty when the calendar has no such month. */
    default Optional<Span> month(int year, int month) {
        // No month here has more than 31 days, and Pagumen has five or six.
        var first = gregorian(new Day(year, month, 1));
        var last = IntStream.iterate(31, day -> day - 1)
                .limit(27)
                .mapToObj(day -> gregorian(new Day(year, month, day)))
                .flatMap(Optional::stream)
                .findFirst();
        return first.flatMap(from -> last.map(to -> new Span(from, to)));
    }

    /** The days of a year; empty when the calendar has no such year. */
    default Optional<Span> year(int year) {
        Function<Integer, Stream<Span>> span = month -> month(year, month).stream();
        return months().boxed().flatMap(span).reduce((head, tail) -> new Span(head.first, tail.last));
    }
}
