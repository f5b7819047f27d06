package passerelle.translate;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** What dates.xsl reads of each spelling, and what of it the common model holds. */
class DatesTest {
    private static final DateCalls DATES = new DateCalls();

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            from-year-first, 20200229, 2020-02-29
            from-year-first, 20200500, 2020-05
            from-year-first, 19680000, 1968
            from-year-first, 00000000, ''
            from-year-first, 19350110, 1935-01-10
            from-year-first, 19780300, 1978-03
            from-year-first, 19780230, -
            from-year-first, 19001301, -
            from-year-first, 00001399, -
            from-year-first, 1978031, -
            from-day-first, 12031978, 1978-03-12
            from-day-first, 00001950, 1950
            from-day-first, 00061980, 1980-06
            from-day-first, 00000000, ''
            from-day-first, 30021980, -
            from-day-first, 01.01.1911, -
            from-dotted, 01.01.1911, 1911-01-01
            from-dotted, 1.1.1911, 1911-01-01
            from-dotted, .3.1978, 1978-03
            from-dotted, .1978, 1978
            from-dotted, 31.04.1980, -
            from-dotted, 12.31.1980, -
            from-day-month-year, 31/01/2020, 2020-01-31
            from-day-month-year, 1-2-2020, 2020-02-01
            from-day-month-year, 01/31/2020, -
            from-day-month-year, 01/02-2020, -
            from-day-month-year, 00/02/2020, -
            from-day-month-year, 01/02/20, -
            from-month-day-year, 01/31/2020, 2020-01-31
            from-month-day-year, 1-31-2020, 2020-01-31
            from-month-day-year, 01/02/2020, 2020-01-02
            from-month-day-year, 31/01/2020, -
            from-month-day-year, 02/30/2020, -
            from-year-month-day, 1978/3/12, 1978-03-12
            from-year-month-day, 1978/13/12, -
            from-year-month-day, 12/03/1978, -
            undeclared, 31/01/2020, -
            undeclared, 01/31/2020, -
            undeclared, 1-31-2020, -
            undeclared, 01/02/2020, -
            undeclared, 20200131, -
            undeclared, 2020-01-31, 2020-01-31
            from-iso, 1978-03-12, 1978-03-12
            from-iso, 1978-03-12+02:00, 1978-03-12
            from-iso, 1978-03-12Z, 1978-03-12
            from-iso, 1984-06, 1984-06
            from-iso, 1984-06-05:00, 1984-06
            from-iso, 1984, 1984
            from-iso, 1978-02-30, -
            from-iso, 1978-00-00, -
            from-iso, 1978-3-12, -
            from-iso, --06-15, -
            from-iso, '', -
            from-month-day, --06-15, --06-15
            from-month-day, --02-29, --02-29
            from-month-day, --02-30, -
            from-month-day, 1984-06-15, -
            from-date-time, 1980-08-01T00:00:00+02:00, 1980-08-01
            from-date-time, 1980-08-01T23:59:59-11:00, 1980-08-01
            from-date-time, 1980-08-01T12:00:00.5, 1980-08-01
            from-date-time, 1980-08-01T24:00:00, -
            from-date-time, 1980-02-30T00:00:00, -
            from-date-time, 1980-08-01, -
            from-date-time, '', -
            from-hl7, 1984, 1984
            from-hl7, 198406, 1984-06
            from-hl7, 19840612, 1984-06-12
            from-hl7, 1984061208, 1984-06-12
            from-hl7, 20120701232200+0700, 2012-07-01
            from-hl7, 19840612083000.1234-0500, 1984-06-12
            from-hl7, 19840612250000, -
            from-hl7, 19840000, -
            from-hl7, 19840231, -
            from-hl7, 198, -
            from-danish, 1882-01-31*, 1882-01-31?
            from-danish, 1882-01-31, 1882-01-31
            from-danish, '1882-01-31 ', 1882-01-31
            from-danish, 1978-03-00, 1978-03
            from-danish, 1978-00-00*, 1978?
            from-danish, 0000-00-00, ''
            from-danish, 1882-02-30*, -
            from-danish, 31-01-1882, -
            """)
    void readsASpellingOrNothing(String function, String text, String expected) {
        assertThat(DATES.call(function, text)).isEqualTo(expected == null ? "(nothing)" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            19780312, 102, 1978-03-12
            197803, 610, 1978-03
            1978, 602, 1978
            197803122359, 203, 1978-03-12
            19780312235959, 204, 1978-03-12
            197803122359UTC, 303, 1978-03-12
            197813, 610, -
            19780230, 102, -
            19780300, 102, -
            1978, 102, -
            197803122460, 203, -
            780312, 101, -
            19780312, 999, -
            """)
    void readsTheEdifactFormatThatIsNamed(String value, String format, String expected) {
        assertThat(DATES.call("from-edifact", value, format)).isEqualTo(expected == null ? "(nothing)" : expected);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "-",
            textBlock =
                    """
            1978, 3, 12, 1978-03-12
            1978, 03, 12, 1978-03-12
            1978, 3, '', 1978-03
            1978, '', '', 1978
            1978, '', 12, 1978
            '', '', '', ''
            '', 6, 15, --06-15
            '', 6, '', ''
            1978, 2, 30, -
            1978, 13, '', -
            1978, 0, 0, -
            '', 2, 30, -
            78, 3, 12, -
            """)
    void readsPartsThatMayBeAbsent(String year, String month, String day, String expected) {
        assertThat(DATES.call("from-parts", year, month, day)).isEqualTo(expected == null ? "(nothing)" : expected);
    }

    @Test
    void readsTheYearAndTheMonthDayOfEcris() {
        assertThat(DATES.call("from-ecris", "1978", "--03-12")).isEqualTo("1978-03-12");
        assertThat(DATES.call("from-ecris", "1979", "--02-29")).isEqualTo("(nothing)");
        assertThat(DATES.call("from-ecris", "1978", "03-12")).isEqualTo("(nothing)");
    }

    @ParameterizedTest
    @CsvSource({
        "1980-08-01, 1980-08-01~, 1980-08-01?",
        "1980-08-01?, 1980-08-01%, 1980-08-01?",
        "1980-08-01~, 1980-08-01~, 1980-08-01%",
        "1980-08-01%, 1980-08-01%, 1980-08-01%"
    })
    void marksWhatIsEstimatedOrUncertain(String partial, String estimated, String uncertain) {
        assertThat(DATES.call("estimated", partial)).isEqualTo(estimated);
        assertThat(DATES.call("uncertain", partial)).isEqualTo(uncertain);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            1978-03-12; precision="day" verbatim="x">1978-03-12<
            1978-03; precision="month" verbatim="x">1978-03<
            1978; precision="year" verbatim="x">1978<
            ''; precision="unknown" verbatim="x"/>
            --06-15; precision="month-day" verbatim="x">--06-15<
            1980-08-01~; precision="day" estimated="true" verbatim="x">1980-08-01<
            1882-01-31?; precision="day" uncertain="true" verbatim="x">1882-01-31<
            1978%; precision="year" estimated="true" uncertain="true" verbatim="x">1978<
            """)
    void theContentSaysWhatIsKnown(String partial, String expected) {
        assertThat(DATES.content("<birth>x</birth>", "content", "node()", partial, "a date"))
                .startsWith("<answer " + expected);
    }

    @Test
    void theContentNamesAnotherCalendarAndItsBounds() {
        assertThat(DATES.content(
                        "<birth>1357-02</birth>", "content", "node()", "1978-04-21/1978-05-21?", "a date", "persian"))
                .isEqualTo("<answer precision=\"year\" earliest=\"1978-04-21\" latest=\"1978-05-21\" uncertain=\"true\""
                        + " calendar=\"persian\" verbatim=\"1357-02\">1978</answer>");
        assertThat(DATES.content(
                        "<birth>1357</birth>", "content", "node()", "1978-03-21/1979-03-20", "a date", "persian"))
                .isEqualTo("<answer precision=\"unknown\" earliest=\"1978-03-21\" latest=\"1979-03-20\""
                        + " calendar=\"persian\" verbatim=\"1357\"/>");
    }

    @Test
    void theVerbatimOfADateInPartsNamesThem() {
        assertThat(DATES.content(
                        "<birth><Ar>1978</Ar><Maned/><Dag>12</Dag></birth>", "content", "node()", "1978", "a date"))
                .isEqualTo("<answer precision=\"year\" verbatim=\"Ar=1978 Dag=12\">1978</answer>");
    }

    @ParameterizedTest
    @CsvSource({
        "birth uncertain='true', 1882-01-31, 1882-01-31?",
        "birth estimated='1', 1980, 1980~",
        "birth estimated='true' uncertain='1', 1980, 1980%",
        "birth estimated='false', 1980-08-01, 1980-08-01",
        "birth earliest='1978-03-21' latest='1979-03-20', '', 1978-03-21/1979-03-20"
    })
    void theElementGivesItsPartialDateBack(String start, String value, String expected) {
        assertThat(DATES.on("<" + start + ">" + value + "</birth>", "text", "node()"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "2020-02, 2020-02-01, 2020-02-29",
        "1978, 1978-01-01, 1978-12-31",
        "1978-03-12?, 1978-03-12, 1978-03-12",
        "1978-03-21/1979-03-20, 1978-03-21, 1979-03-20",
        "'', (nothing), (nothing)",
        "--06-15, (nothing), (nothing)"
    })
    void knowsTheFirstAndTheLastDayThatADateMayBe(String partial, String earliest, String latest) {
        assertThat(DATES.call("earliest", partial)).isEqualTo(earliest);
        assertThat(DATES.call("latest", partial)).isEqualTo(latest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            textBlock =
                    """
            1978-03; 1978-03/1978-04; gregorian
            --06-15; 1978-06-31; gregorian
            1978-03-21/1979-03-20; 1978/1979; persian
            '?'; --02-30; gregorian
            """)
    void theSchemaTakesWhatTheContentIsAndNothingElse(String partial, String wrong, String calendar)
            throws IOException {
        assertThat(valid(partial, calendar)).startsWith("<message");
        assertThat(valid(wrong, calendar)).startsWith("MODEL-COMMON");
    }

    /** A message of a case, its birth replaced by the content, checked by the schema of the common model. */
    private static String valid(String partial, String calendar) throws IOException {
        var birth = DATES.content("<birth>x</birth>", "content", "node()", partial, "a date", calendar)
                .replace("answer", "birth");
        var message = Files.readString(Path.of("xslt/xbb-immigration-v1/cases/out-unknown-birth/back.xml"))
                .replaceAll("<birth .*/>", birth);
        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        return HardenedXml.parse(message.getBytes(UTF_8))
                .then(node -> model.schema().check(node, FailureCode.MODEL_COMMON))
                .match(XdmNode::toString, Failure::forSender);
    }
}
