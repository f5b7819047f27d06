package passerelle.translate.functions;

import com.ibm.icu.util.Calendar;
import com.ibm.icu.util.TimeZone;
import com.ibm.icu.util.ULocale;
import java.time.LocalDate;
import java.util.Optional;
import java.util.stream.IntStream;

/** A calendar that ICU4J reckons, held to the years for which it is known to be right. */
final class IcuCalendar implements CivilCalendar {
    private static final long DAY = 86_400_000;

    private final Calendar prototype;
    private final int months;
    private final int firstYear;
    private final int lastYear;

    private IcuCalendar(String name, int months, int firstYear, int lastYear) {
        this.prototype = Calendar.getInstance(TimeZone.GMT_ZONE, new ULocale("@calendar=" + name));
        this.prototype.clear();
        this.months = months;
        this.firstYear = firstYear;
        this.lastYear = lastYear;
    }

    /** Solar Hijri of Iran and Afghanistan: the years whose Nowruz the Iranian calendar authority has published. */
    static CivilCalendar persian() {
        return new IcuCalendar("persian", 12, 1206, 1498);
    }

    /** Ethiopian, era of mercy: 13 months. Its rule has no end, four digits have. */
    static CivilCalendar ethiopic() {
        return new IcuCalendar("ethiopic", 13, -6, 9_991);
    }

    /** Umm al-Qura, the civil calendar of Saudi Arabia: the years of its table. Beyond it ICU would only estimate. */
    static CivilCalendar ummAlQura() {
        return new IcuCalendar("islamic-umalqura", 12, 1300, 1600);
    }

    @Override
    public IntStream months() {
        return IntStream.rangeClosed(1, months);
    }

    @Override
    public Optional<LocalDate> gregorian(Day day) {
        var calendar = (Calendar) prototype.clone();
        calendar.set(Calendar.EXTENDED_YEAR, day.year());
        calendar.set(Calendar.MONTH, day.month() - 1);
        calendar.set(Calendar.DAY_OF_MONTH, day.day());
        var found = LocalDate.ofEpochDay(Math.floorDiv(calendar.getTimeInMillis(), DAY));
        // ICU rolls over what does not exist: a day exists when it reads back as itself.
        return day(found).filter(day::equals).map(same -> found);
    }

    @Override
    public Optional<Day> day(LocalDate gregorian) {
        var calendar = (Calendar) prototype.clone();
        calendar.setTimeInMillis(gregorian.toEpochDay() * DAY);
        var day = new Day(
                calendar.get(Calendar.EXTENDED_YEAR),
                calendar.get(Calendar.MONTH) + 1,
                calendar.get(Calendar.DAY_OF_MONTH));
        return Optional.of(day).filter(known -> known.year() >= firstYear && known.year() <= lastYear);
    }
}
