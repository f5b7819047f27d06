package passerelle.translate.functions;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.time.chrono.HijrahDate;
import java.time.temporal.ChronoField;
import java.util.Optional;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmValue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.translate.functions.CivilCalendar.Day;

/** The calendars day by day, against what others than ICU4J say of them. */
class CalendarsTest {
    /** Solar Hijri new year of 1206 to 1498 as the Iranian calendar authority has it: 2 is 22 March, 1 is 21, 0 is 20. */
    private static final String NOWRUZ = ""
            + "2111"
            + "11111111111111111111111111111111101110111011101110"
            + "11101110111011100111122112211221122112211221122111"
            + "21112111211121112111211121112111111111111111111111"
            + "11111111111111101110111011101110111011101110111001"
            + "10011001100110011001100110011000100010001000100010"
            + "001000100010000000011111111111111111111";

    private static final CivilCalendar PERSIAN = calendar("persian");

    @ParameterizedTest
    @ValueSource(strings = {"persian", "ethiopic", "buddhist", "islamic-umalqura"})
    void everyDayOfTwoCenturiesComesBack(String name) {
        var calendar = calendar(name);

        LocalDate.of(1900, 1, 1).datesUntil(LocalDate.of(2101, 1, 1)).forEach(date -> assertThat(
                        calendar.day(date).flatMap(calendar::gregorian))
                .contains(date));
    }

    @Test
    void everyDayOfThePersianYearsFollowsFromTheOfficialNewYears() {
        for (int year = 1206; year < 1498; year++) {
            var newYear = nowruz(year);
            var next = nowruz(year + 1);
            int month = 1;
            int day = 1;
            for (var date = newYear; date.isBefore(next); date = date.plusDays(1)) {
                assertThat(PERSIAN.day(date)).contains(new Day(year, month, day));
                assertThat(PERSIAN.gregorian(new Day(year, month, day))).contains(date);
                boolean last = day == (month < 7 ? 31 : 30);
                month = last ? month + 1 : month;
                day = last ? 1 : day + 1;
            }
            boolean leap = newYear.plusDays(366).equals(next);
            assertThat(PERSIAN.gregorian(new Day(year, 12, 30)).isPresent()).isEqualTo(leap);
        }
    }

    @Test
    void everyDayOfTheUmmAlQuraTableIsThatOfTheJdk() {
        var calendar = calendar("islamic-umalqura");

        LocalDate.of(1882, 11, 12).datesUntil(LocalDate.of(2174, 11, 26)).forEach(date -> {
            var jdk = HijrahDate.from(date);
            assertThat(calendar.day(date))
                    .contains(new Day(
                            jdk.get(ChronoField.YEAR),
                            jdk.get(ChronoField.MONTH_OF_YEAR),
                            jdk.get(ChronoField.DAY_OF_MONTH)));
        });
        assertThat(calendar.day(LocalDate.of(1882, 11, 11))).isEmpty();
        assertThat(calendar.day(LocalDate.of(2174, 11, 26))).isEmpty();
    }

    @Test
    void theEthiopianYearBeginsOnElevenSeptemberOrADayLaterBeforeALeapYear() {
        var calendar = calendar("ethiopic");

        for (int year = 1893; year < 2092; year++) {
            var newYear = LocalDate.of(year + 7, 9, LocalDate.of(year + 8, 1, 1).isLeapYear() ? 12 : 11);
            for (int days = 0; days < 365; days++) {
                assertThat(calendar.gregorian(new Day(year, days / 30 + 1, days % 30 + 1)))
                        .contains(newYear.plusDays(days));
            }
            assertThat(calendar.gregorian(new Day(year, 13, 6)).isPresent()).isEqualTo(year % 4 == 3);
        }
    }

    @Test
    void anArgumentThatIsNoneIsAnAnswer() throws SaxonApiException {
        assertThat(answer("to-gregorian", text("persian"), number("1378"), number("10"), number("11")))
                .contains("2000-01-01");
        assertThat(answer("to-gregorian", text("martian"), number("1378"), number("10"), number("11")))
                .isEmpty();
        assertThat(answer("to-gregorian", text("persian"), number("99999999999999999999"), number("1"), number("1")))
                .isEmpty();
        assertThat(answer("to-gregorian", text("buddhist"), number("2500"), number("-1"), number("0")))
                .isEmpty();
        assertThat(answer("from-gregorian", text("persian"), text("2000-02-30")))
                .isEmpty();
        assertThat(answer("year-span", text("persian"), number("1499"))).isEmpty();
        assertThat(answer("month-span", text("buddhist"), number("2483"), number("2")))
                .isEmpty();
    }

    private static LocalDate nowruz(int year) {
        return LocalDate.of(year + 621, 3, 20 + Character.digit(NOWRUZ.charAt(year - 1206), 10));
    }

    private static CivilCalendar calendar(String name) {
        return Optional.ofNullable(CivilCalendar.ALL.get(name)).orElseThrow();
    }

    private static XdmValue text(String text) {
        return new XdmAtomicValue(text);
    }

    private static XdmValue number(String digits) throws SaxonApiException {
        return new XdmAtomicValue(digits, net.sf.saxon.s9api.ItemType.INTEGER);
    }

    private static Optional<String> answer(String name, XdmValue... arguments) throws SaxonApiException {
        var function = Calendars.all().stream()
                .filter(one -> one.getName().getLocalName().equals(name))
                .findFirst()
                .orElseThrow();
        return function.call(arguments).stream()
                .map(item -> item.getStringValue())
                .findFirst();
    }
}
