package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Years of two digits, by the date of the message. */
class CenturiesTest {
    private static final DateCalls DATES = new DateCalls();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            from-yymmdd-birth, 541016, 2014-02-11, 1954-10-16
            from-yymmdd-birth, 140211, 2014-02-11, 2014-02-11
            from-yymmdd-birth, 140212, 2014-02-11, 1914-02-12
            from-yymmdd-birth, 000229, 2014-02-11, 2000-02-29
            from-yymmdd-birth, 000229, 1999-12-31, -
            from-yymmdd-birth, 010229, 2014-02-11, -
            from-yymmdd-birth, 502010, 2014-02-11, -
            from-yymmdd-birth, 740000, 2014-02-11, -
            from-yymmdd-birth, 7408<<, 2014-02-11, -
            from-mrz-birth, 740812, 2014-02-11, 1974-08-12
            from-mrz-birth, 7408<<, 2014-02-11, 1974-08
            from-mrz-birth, 74<<<<, 2014-02-11, 1974
            from-mrz-birth, <<<<<<, 2014-02-11, ''
            from-mrz-birth, <<0812, 2014-02-11, --08-12
            from-mrz-birth, 14<<<<, 2014-02-11, 2014
            from-mrz-birth, 1403<<, 2014-02-11, 1914-03
            from-mrz-birth, 740000, 2014-02-11, -
            from-mrz-birth, 740800, 2014-02-11, -
            from-mrz-birth, 7408<2, 2014-02-11, -
            from-mrz-birth, <<0230, 2014-02-11, -
            from-yymmdd-expiry, 200218, 2014-02-11, 2020-02-18
            from-yymmdd-expiry, 290211, 2014-02-11, 2029-02-11
            from-yymmdd-expiry, 980831, 2004-01-01, 1998-08-31
            from-yymmdd-expiry, 850101, 1999-06-01, 1985-01-01
            from-yymmdd-expiry, 030101, 1999-06-01, 2003-01-01
            from-yymmdd-expiry, 610218, 2014-02-11, --02-18?
            from-yymmdd-expiry, 290212, 2014-02-11, --02-12?
            from-yymmdd-expiry, 610229, 2014-02-11, -
            from-mrz-expiry, 6102<<, 2014-02-11, ?
            from-mrz-expiry, 1706<<, 2014-02-11, 2017-06
            from-mrz-expiry, <<<<<<, 2014-02-11, ''
            """)
    void theDateOfTheMessageGivesTheCentury(String function, String text, String on, String expected) {
        assertThat(DATES.call(function, text, on)).isEqualTo(expected == null ? "(nothing)" : expected);
    }

    @ParameterizedTest
    @CsvSource({"740000, 74<<<<, 1974", "740800, 7408<<, 1974-08", "000000, <<<<<<, ''", "740812, 740812, 1974-08-12"})
    void zerosAreFillersWhereTheIssuerDeclaresThem(String text, String fillers, String partial) {
        assertThat(DATES.call("mrz-zeros", text)).isEqualTo(fillers);
        assertThat(DATES.call("from-mrz-birth", fillers, "2014-02-11")).isEqualTo(partial);
    }

    @Test
    void anEdifactDateOfTwoDigitsNeedsTheMessage() {
        assertThat(DATES.call("from-edifact-birth", "541016", "101", "2014-02-11"))
                .isEqualTo("1954-10-16");
        assertThat(DATES.call("from-edifact-birth", "5410162359", "201", "2014-02-11"))
                .isEqualTo("1954-10-16");
        assertThat(DATES.call("from-edifact-birth", "5410162459", "201", "2014-02-11"))
                .isEqualTo("(nothing)");
        assertThat(DATES.call("from-edifact-birth", "502010", "101", "2014-02-11"))
                .isEqualTo("(nothing)");
        assertThat(DATES.call("from-edifact-birth", "19541016", "102", "2014-02-11"))
                .isEqualTo("1954-10-16");
        assertThat(DATES.call("from-edifact-expiry", "170601", "101", "2014-02-11"))
                .isEqualTo("2017-06-01");
        assertThat(DATES.call("from-edifact-expiry", "610218", "101", "2014-02-11"))
                .isEqualTo("--02-18?");
        assertThat(DATES.call("from-edifact-expiry", "201706", "610", "2014-02-11"))
                .isEqualTo("2017-06");
    }
}
