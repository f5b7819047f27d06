package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What dates.xsl writes, and refuses to write, in the spelling of a target. */
class DateSpellingsTest {
    private static final DateCalls DATES = new DateCalls();

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            year-first, 1978-03-12, 19780312
            year-first, 1978-03, 19780300
            year-first, 1978, 19780000
            year-first, '', 00000000
            year-first, 1978-03~, 19780300
            day-first, 1978-03-12, 12031978
            day-first, 1978-03, 00031978
            day-first, 1978, 00001978
            day-first, '', 00000000
            dotted, 1978-03-12, 12.3.1978
            dotted, 1978-03, .3.1978
            dotted, 1978, .1978
            iso-day, 1978-03-12, 1978-03-12
            iso, 1978-03-12, 1978-03-12
            iso, 1978-03?, 1978-03
            iso, 1978, 1978
            date-time, 1980-08-01, 1980-08-01T00:00:00
            mrz, 1974-08-12, 740812
            mrz, 1974-08, 7408<<
            mrz, 1974, 74<<<<
            mrz, '', <<<<<<
            mrz, --08-12, <<0812
            yymmdd, 1978-03-12, 780312
            edifact, 1978-03-12, format=102 value=19780312
            edifact, 1978-03, format=610 value=197803
            edifact, 1978, format=602 value=1978
            hl7, 1978-03-12, 19780312
            hl7, 1978-03, 197803
            hl7, 1978, 1978
            danish, 1882-01-31?, 1882-01-31*
            danish, 1882-01-31, 1882-01-31
            danish, 1978-03, 1978-03-00
            danish, '', 0000-00-00
            parts, 1978-03-12, day=12 month=3 year=1978
            parts, 1978-03, month=3 year=1978
            parts, 1978, year=1978
            parts, --06-15, day=15 month=6
            parts, '', ''
            ecris, 1978-03-12, month-day=--03-12 year=1978
            ecris, 1978, year=1978
            """)
    void spellsWhatTheTargetCanHold(String function, String partial, String expected) {
        assertThat(DATES.call(function, partial)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            textBlock =
                    """
            iso-day, 1978-03, 'a whole date: the target cannot hold a part of one'
            iso-day, 1978, 'a whole date: the target cannot hold a part of one'
            iso-day, '', 'a whole date: the target cannot hold a part of one'
            date-time, 1980-08, 'a whole date: the target cannot hold a part of one'
            yymmdd, 1978-03, 'a whole date: the target cannot hold a part of one'
            iso, '', 'a known date: the target cannot say unknown'
            hl7, '', 'a known date: the target cannot say unknown'
            edifact, '', 'a known date: the target cannot say unknown'
            ecris, '', 'a known date: the target cannot say unknown'
            ecris, 1978-03, 'a year, or a whole date'
            year-first, --06-15, 'a date with its year: the target cannot do without'
            day-first, --06-15, 'a date with its year: the target cannot do without'
            dotted, --06-15, 'a date with its year: the target cannot do without'
            hl7, --06-15, 'a date with its year: the target cannot do without'
            danish, --02-18?, 'a date with its year: the target cannot do without'
            year-first, 1978-03-21/1979-03-20, 'a day, month or year of the Gregorian calendar'
            mrz, 1978-03-21/1979-03-20, 'a day, month or year of the Gregorian calendar'
            parts, 1978-03-21/1979-03-20, 'a day, month or year of the Gregorian calendar'
            iso-day, 1978-03-21/1979-03-20, 'a whole date: the target cannot hold a part of one'
            """)
    void refusesWhatTheTargetCannotHold(String function, String partial, String expected) {
        assertThat(DATES.call(function, partial))
                .startsWith("MAP-UNWRITABLE")
                .endsWith((partial.isEmpty() ? "" : ": found '" + partial + "'") + "; expected " + expected);
    }

    @Test
    void spellsAWholeDateWithASeparator() {
        assertThat(DATES.call("day-month-year", "1978-03-12", "/")).isEqualTo("12/03/1978");
        assertThat(DATES.call("month-day-year", "1978-03-12", "/")).isEqualTo("03/12/1978");
        assertThat(DATES.call("day-month-year", "1978-03-12", ".")).isEqualTo("12.03.1978");
        assertThat(DATES.call("month-day-year", "1978-03", "/")).startsWith("MAP-UNWRITABLE");
    }

    @Test
    void aRefusalNamesTheElement() {
        assertThat(DATES.on("<birth precision='month' verbatim='19780300'>1978-03</birth>", "date-time", "node()"))
                .isEqualTo("MAP-UNWRITABLE at line 1, /birth: found '1978-03'; expected a whole date: the target cannot"
                        + " hold a part of one");
    }

    @ParameterizedTest
    @CsvSource({
        "sent-dotted, 12.03.1978, 1978-03-12, 12.03.1978",
        "sent-dotted, 19780312, 1978-03-12, 12.3.1978",
        "sent-dotted, 03.12.1978, 1978-03-12, 12.3.1978",
        "sent-date-time, 1980-08-01T00:00:00+02:00, 1980-08-01, 1980-08-01T00:00:00+02:00",
        "sent-date-time, 1980-08-02T00:00:00+02:00, 1980-08-01, 1980-08-01T00:00:00"
    })
    void whatWasSentInThisSpellingGoesBackAsItCame(String function, String verbatim, String value, String expected) {
        assertThat(DATES.on("<birth verbatim='" + verbatim + "'>" + value + "</birth>", function, "node()"))
                .isEqualTo(expected);
    }
}
