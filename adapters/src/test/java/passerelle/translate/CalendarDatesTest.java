package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Dates of other calendars as stylesheets read and write them. */
class CalendarDatesTest {
    private static final DateCalls DATES = new DateCalls();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            persian, 1378-10-11, 2000-01-01
            persian, 1393-05-13, 2014-08-04
            persian, 1400-01-01, 2021-03-21
            persian, 1403-01-01, 2024-03-20
            persian, 1403-12-30, 2025-03-20
            persian, 1404-01-01, 2025-03-21
            persian, 1304-01-02, 1925-03-22
            persian, 1360-05-26, 1981-08-17
            persian, 1391-10-21, 2013-01-10
            persian, 1395-01-23, 2016-04-11
            persian, 1402-12-29, 2024-03-19
            persian, 1357, 1978-03-21/1979-03-20
            persian, 1357-01, 1978-03-21/1978-04-20
            persian, 1403-12, 2025-02-19/2025-03-20
            ethiopic, 2004-02-05, 2011-10-16
            ethiopic, 2004-10-28, 2012-07-05
            ethiopic, 0003-13-06, 0011-08-27
            ethiopic, 0004-07-06, 0012-02-29
            ethiopic, 1938-03-03, 1945-11-12
            ethiopic, 2003-13-06, 2011-09-11
            ethiopic, 2004-13, 2012-09-06/2012-09-10
            ethiopic, 2004, 2011-09-12/2012-09-10
            buddhist, 2500-05-12, 1957-05-12
            buddhist, 2484-01-01, 1941-01-01
            buddhist, 2483-12-31, 1940-12-31
            buddhist, 2482-02-01, 1940-02-01
            buddhist, 2482-04-01, 1939-04-01
            buddhist, 2482-02-29, 1940-02-29
            buddhist, 2500, 1957
            buddhist, 2482-02, 1940-02
            buddhist, 2482, 1939-04-01/1940-03-31
            buddhist, 2483, 1940-04-01/1940-12-31
            islamic-umalqura, 1445-09-01, 2024-03-11
            islamic-umalqura, 1300-01-01, 1882-11-12
            islamic-umalqura, 1445, 2023-07-19/2024-07-06
            islamic-umalqura, 1445-09, 2024-03-11/2024-04-09
            """)
    void readsAndWritesTheSame(String calendar, String text, String partial) {
        assertThat(DATES.call("from-calendar", text, calendar)).isEqualTo(partial);
        assertThat(DATES.call("calendar", partial, calendar)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            persian, 1402-12-30
            persian, 1395-12-31
            persian, 1403-07-31
            persian, 1403-13-01
            persian, 1403-00-01
            persian, 1205-12-29
            persian, 1499-01-01
            persian, 1499
            persian, 78-10-11
            persian, 1378-10/11
            ethiopic, 2004-13-07
            ethiopic, 2004-13-06
            ethiopic, 2004-14-01
            ethiopic, 2004-01-31
            buddhist, 2483-02-01
            buddhist, 2483-02
            buddhist, 2500-02-29
            buddhist, 2431-12-31
            islamic-umalqura, 1445-09-31
            islamic-umalqura, 1445-08-30
            islamic-umalqura, 1299-12-29
            islamic-umalqura, 1601-01-01
            julian, 1900-01-01
            """)
    void refusesWhatTheCalendarDoesNotHave(String calendar, String text) {
        assertThat(DATES.call("from-calendar", text, calendar)).isEqualTo("(nothing)");
    }

    @ParameterizedTest
    @CsvSource({
        "13781011, persian, 2000-01-01",
        "13570100, persian, 1978-03-21/1978-04-20",
        "13570000, persian, 1978-03-21/1979-03-20",
        "00000000, persian, ''",
        "14021230, persian, (nothing)",
        "13570011, persian, (nothing)",
        "1378101, persian, (nothing)"
    })
    void readsZerosAsUnknown(String text, String calendar, String partial) {
        assertThat(DATES.call("from-calendar-year-first", text, calendar)).isEqualTo(partial);
    }

    @ParameterizedTest
    @CsvSource({
        "۱۳۷۸/۱۰/۱۱, persian, 2000-01-01",
        "١٤٤٥-٠٩-٠١, islamic-umalqura, 2024-03-11",
        "๒๕๐๐-๐๕-๑๒, buddhist, 1957-05-12"
    })
    void readsTheDigitsOfTheCountry(String text, String calendar, String partial) {
        assertThat(DATES.call("from-calendar", text, calendar)).isEqualTo(partial);
    }

    @ParameterizedTest
    @CsvSource({"1978", "1978-03", "''", "--06-15", "1978-03-21/1978-04-21", "1800-01-01"})
    void refusesToWriteWhatThePersianCalendarCannotSay(String partial) {
        assertThat(DATES.call("calendar", partial, "persian"))
                .startsWith("MAP-UNWRITABLE")
                .endsWith("expected a day, month or year of the calendar persian");
    }

    @Test
    void aYearOfAnotherCalendarComesBackFromTheCommonModel() {
        var birth = "<birth precision='unknown' earliest='1978-03-21' latest='1979-03-20' calendar='persian'"
                + " verbatim='1357'/>";

        assertThat(DATES.on(birth, "calendar", "node()", "persian")).isEqualTo("1357");
        assertThat(DATES.on(birth, "calendar", "node()", "ethiopic")).startsWith("MAP-UNWRITABLE");
    }
}
