package passerelle.translate.functions;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The Thai solar calendar in the Buddhist Era: Gregorian months and days. Until 1941 a year began on 1 April, so that
 * January to March belong to the next Gregorian year; 2483 had nine months, and since 2484 a year begins on 1 January.
 */
final class ThaiCalendar implements CivilCalendar {
    private static final int ERA = 543;
    /** The first year that began on 1 January: 1941. */
    private static final int REFORMED = 2484;
    /** The calendar was introduced on 1 April 1889; before, months followed the moon. */
    private static final LocalDate FIRST = LocalDate.of(1889, 4, 1);

    private static final int LAST_YEAR = 9_999;

    @Override
    public IntStream months() {
        return IntStream.rangeClosed(1, 12);
    }

    @Override
    public Optional<LocalDate> gregorian(Day day) {
        boolean nextYear = day.year() < REFORMED && day.month() < 4;
        try {
            var found = LocalDate.of(day.year() - ERA + (nextYear ? 1 : 0), day.month(), day.day());
            return day(found).filter(day::equals).map(same -> found);
        } catch (DateTimeException noSuchDay) {
            return Optional.empty();
        }
    }

    @Override
    public Optional<Day> day(LocalDate gregorian) {
        int year = gregorian.getYear() + ERA;
        boolean lastYear = year < REFORMED && gregorian.getMonthValue() < 4;
        return gregorian.isBefore(FIRST) || year > LAST_YEAR
                ? Optional.empty()
                : Optional.of(
                        new Day(lastYear ? year - 1 : year, gregorian.getMonthValue(), gregorian.getDayOfMonth()));
    }

    @Override
    public Optional<Span> year(int year) {
        return year < REFORMED
                ? month(year, 4).flatMap(april -> month(year, year == REFORMED - 1 ? 12 : 3)
                        .map(end -> new Span(april.first(), end.last())))
                : CivilCalendar.super.year(year);
    }
}
