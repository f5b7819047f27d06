package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Ages of dates that may be partial. */
class AgesTest {
    private static final DateCalls DATES = new DateCalls();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            1996-02-29, 2016-02-28, 19, adult
            1996-02-29, 2016-02-29, 20, adult
            1996-02-29, 2017-02-28, 20, adult
            1996-02-29, 2017-03-01, 21, adult
            2000-02-29, 2018-02-28, 17, minor
            2000-02-29, 2018-03-01, 18, adult
            2008-11-23, 2026-11-22, 17, minor
            2008-11-23, 2026-11-23, 18, adult
            2000, 2018-01-01, (nothing), undetermined
            2000, 2018-12-30, (nothing), undetermined
            2000, 2018-12-31, 18, adult
            2000, 2017-12-31, 17, minor
            2000, 2017-06-01, (nothing), minor
            2016-11, 2026-11-15, (nothing), minor
            2016-10, 2026-11-15, 10, minor
            2016-12, 2026-11-15, 9, minor
            2008-11, 2026-11-15, (nothing), undetermined
            2008-11, 2026-11-30, 18, adult
            '', 2026-11-15, (nothing), undetermined
            --06-15, 2026-11-15, (nothing), undetermined
            2008-03-20/2009-03-20, 2026-11-15, (nothing), undetermined
            2007-03-21/2008-03-19, 2026-11-15, (nothing), adult
            2026-11-16, 2026-11-15, (nothing), undetermined
            2026-11, 2026-11-15, (nothing), minor
            1950-01-01~, 2026-11-15, (nothing), undetermined
            2010-01-01?, 2026-11-15, (nothing), undetermined
            """)
    void holdsUnderEveryDayThatTheBirthMayHaveBeen(String birth, String on, String age, String ageClass) {
        assertThat(DATES.call("age", birth, on)).isEqualTo(age);
        assertThat(DATES.call("age-class", birth, on)).isEqualTo(ageClass);
    }

    @Test
    void readsTheElementOfTheCommonModel() {
        var range = "<birth precision='unknown' earliest='2007-03-21' latest='2008-03-19' verbatim='1386'/>";

        assertThat(DATES.on(range, "age-class", "node()", "2026-11-15")).isEqualTo("adult");
        assertThat(DATES.on(range, "age-class", "node()", "2026-01-01")).isEqualTo("undetermined");
        assertThat(DATES.on("<birth estimated='true'>1980</birth>", "age-class", "node()", "2026-01-01"))
                .isEqualTo("undetermined");
    }
}
