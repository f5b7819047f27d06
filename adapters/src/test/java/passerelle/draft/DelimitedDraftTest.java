package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DelimitedDraftTest {
    private static final String CROSSINGS =
            """
            Surname;Given names;Date of birth;Sex;Nationality;Passport no;Border post;Crossing time;Direction;Fee
            Okoro;Nze;31/12/1980;M;NGA;A0012345;North Gate;2026-11-22T23:30:00+03:00;I;12.50
            Lind;Eva;03/04/1991;F;DEU;C1234567;North Gate;2026-11-22T23:31:00+03:00;O;0
            Marsh;Tom;29/02/1992;M;ZAF;B7654321;South Gate;2026-11-22T23:35:10+03:00;I;3
            """;

    @TempDir
    Path folder;

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    @Test
    void mapsWhatNamesAndValuesAgreeOnAndLetsTheRestStopTheMessage() {
        var sample = bytes(CROSSINGS, "UTF-8");

        var draft = DraftHome.draft(sample, Optional.empty());
        var failure = new DraftHome(folder).written(draft, sample, "cases/first-record/expected.failure");

        assertThat(draft.type()).isEqualTo("BorderCrossingRecord");
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(Map.of(
                        "Surname", "person/name",
                        "Given names", "person/name",
                        "Date of birth", "person/birth",
                        "Sex", "person/sex",
                        "Nationality", "person/nationality",
                        "Passport no", "document/number",
                        "Border post", "crossing/place",
                        "Crossing time", "crossing/time"));
        assertThat(draft.questions()).isEmpty();
        assertThat(failure)
                .isEqualTo(
                        "MAP-UNKNOWN-ELEMENT at line 11, /record: found 'direction'; expected a decision in to-common.xsl: what"
                                + " 'Direction' is; README.md of the format has the guess and its reason\n");
    }

    @Test
    void becomesTheCommonMessageWhereNothingIsOpen() {
        var text = CROSSINGS.replaceAll("(?m);[^;]*;[^;]*$", "");
        var sample = bytes(text, "UTF-8");

        var draft = DraftHome.draft(sample, Optional.empty());
        var common = new DraftHome(folder).written(draft, sample, "cases/first-record/expected.xml");

        assertThat(common.replaceAll(">\\s+<", "><"))
                .contains(
                        "<body><border-crossing-record><person><name><full script=\"Latn\">Nze Okoro</full><family>Okoro</family>"
                                + "<given>Nze</given></name><birth precision=\"day\" verbatim=\"31/12/1980\">1980-12-31</birth>"
                                + "<sex verbatim=\"M\">male</sex><nationality system=\"iso-3166-1\" verbatim=\"NGA\">NGA</nationality></person>"
                                + "<document><number>A0012345</number></document><crossing><place>North Gate</place>"
                                + "<time>2026-11-22T23:30:00+03:00</time></crossing></border-crossing-record></body>");
    }

    @Test
    void writesTheLayoutOfTheList() {
        var sample = bytes(
                CROSSINGS.replaceAll("(?m);[^;\n]*;[^;\n]*;[^;\n]*;[^;\n]*;[^;\n]*;[^;\n]*;[^;\n]*$", ""), "UTF-8");

        var layout = DraftHome.draft(sample, Optional.of("BorderCrossingRecord"))
                .files()
                .getOrDefault("layout.xml", "");

        assertThat(layout.substring(layout.indexOf("<layout")))
                .isEqualTo(
                        """
                        <layout encoding="US-ASCII" framing="delimited" delimiter=";" line-end="lf" header-row="required" other-columns="refuse">
                          <record name="record" max="many">
                            <field name="surname" column="Surname" length="40"/>
                            <field name="given-names" column="Given names" length="40"/>
                            <field name="date-of-birth" column="Date of birth" length="40"/>
                          </record>
                        </layout>
                        """);
    }

    @Test
    void leavesAnOrderOfDatesOpenThatNoValueProves() {
        var draft = DraftHome.draft(
                bytes(CROSSINGS.replace("31/12", "01/12").replace("29/02", "09/02"), "UTF-8"), Optional.empty());

        assertThat(DraftHome.mapped(draft)).doesNotContainKey("Date of birth");
        assertThat(line(draft, "Date of birth").reason())
                .isEqualTo(
                        "Its name says so. They are dates as day-month-year and as month-day-year: no value has a number above"
                                + " 12 that would prove the order.");
    }

    @Test
    void leavesCountriesOpenThatTwoListsWouldReadDifferently() {
        var draft = DraftHome.draft(
                bytes(
                        CROSSINGS
                                .replace("NGA", "AFG")
                                .replace("DEU", "ERT")
                                .replace("ERT", "SYR")
                                .replace("ZAF", "AFG"),
                        "UTF-8"),
                Optional.empty());

        assertThat(DraftHome.mapped(draft)).doesNotContainKey("Nationality");
        assertThat(line(draft, "Nationality").reason())
                .startsWith("All 2 codes are in iso-3166-1, and also in ")
                .contains("unhcr, where ");
    }

    @Test
    void takesTwoLettersForIsoOnlyWhenFipsLacksOneOfThem() {
        var proven = DraftHome.draft(
                bytes(CROSSINGS.replace("NGA", "AU").replace("DEU", "DE").replace("ZAF", "FR"), "UTF-8"),
                Optional.empty());
        var open = DraftHome.draft(
                bytes(CROSSINGS.replace("NGA", "AU").replace("DEU", "IT").replace("ZAF", "FR"), "UTF-8"),
                Optional.empty());

        assertThat(DraftHome.mapped(proven)).containsKey("Nationality");
        assertThat(DraftHome.mapped(open)).doesNotContainKey("Nationality");
    }

    @Test
    void leavesADateOfADocumentOpenBesideAVisa() {
        var draft = DraftHome.draft(
                bytes(
                        "Surname,Given name,Passport no,Visa,Expiry date,Border post\nOkoro,Nze,A0012345,V1234,2030-02-01,North Gate\n",
                        "UTF-8"),
                Optional.empty());

        assertThat(DraftHome.mapped(draft)).containsOnlyKeys("Surname", "Given name", "Passport no", "Border post");
    }

    @Test
    void leavesASexOpenWhenOnlyOneIsThere() {
        var draft = DraftHome.draft(bytes(CROSSINGS.replace(";F;", ";M;"), "UTF-8"), Optional.empty());

        assertThat(DraftHome.mapped(draft)).doesNotContainKey("Sex");
    }

    @Test
    void readsQuotedLineEndsAndTabs() {
        var text = "Jméno\tPříjmení\tDatum narození\tPříjezd\tOdjezd\tPoznámka\r\n"
                + "Žofie\tŠťastná\t12.05.1980\t2026-11-01\t2026-11-03\t\"první řádek\r\ndruhý, \"\"žlutý\"\"\"\r\n"
                + "Jiří\tDvořáček\t27.06.1971\t2026-11-02\t2026-11-04\t\r\n";
        var sample = bytes(text, "windows-1250");

        var draft = DraftHome.draft(sample, Optional.empty());
        var input = new DraftHome(folder).written(draft, sample, "cases/first-record/input.xml");

        assertThat(draft.charset().charset()).isEqualTo("windows-1250");
        assertThat(draft.files().get("layout.xml"))
                .contains(
                        "<layout encoding=\"windows-1250\" framing=\"delimited\" delimiter=\"\\t\" quote=\"&quot;\" line-end=\"crlf\""
                                + " header-row=\"required\" other-columns=\"refuse\">");
        assertThat(draft.type()).isEqualTo("StayNotification");
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(Map.of(
                        "Jméno", "guest/name",
                        "Příjmení", "guest/name",
                        "Datum narození", "guest/birth",
                        "Příjezd", "guest/arrival",
                        "Odjezd", "guest/departure"));
        assertThat(input).contains("<prijmeni>Šťastná</prijmeni>", "druhý, \"žlutý\"");
    }

    @Test
    void readsPersianDatesInArabicLetters() {
        var text = "نام|نام خانوادگی|تاریخ تولد|جنسیت|شماره گذرنامه|مرز\n"
                + "پرویز|گلستانی|1357/02/31|M|K12345678|بازرگان شمالی\n"
                + "ژاله|چراغی|1370/11/05|F|L87654321|بازرگان شمالی\n";
        var sample = bytes(text, "UTF-8");

        var draft = DraftHome.draft(sample, Optional.empty());
        new DraftHome(folder).written(draft, sample, "to-common.xsl");

        assertThat(draft.charset().sure()).isTrue();
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(Map.of(
                        "تاریخ تولد", "person/birth",
                        "جنسیت", "person/sex",
                        "شماره گذرنامه", "document/number",
                        "مرز", "crossing/place"));
        assertThat(line(draft, "تاریخ تولد").reason()).contains("only in the Persian calendar");
    }

    @Test
    void stopsEveryMessageWhileItIsOpenWhetherTheFirstRowNamesColumns() {
        var sample = bytes("alpha,beta\ngamma,delta\nepsilon,zeta\n", "UTF-8");

        var draft = DraftHome.draft(sample, Optional.of("BorderCrossingRecord"));
        var failure = new DraftHome(folder).written(draft, sample, "cases/first-record/expected.failure");

        assertThat(draft.questions()).extracting(Question::subject).containsExactly("header-row");
        assertThat(failure).contains("found 'header-row'; expected a decision in to-common.xsl: ");
    }

    @Test
    void asksAboutAFirstRowThatNamesTwoColumnsAlike() {
        var text = "Surname,Given name,Date of birth,Fee,Fee\nOkoro,Nze,1980-12-31,1,2\nLind,Eva,1991-04-03,3,4\n";

        var draft = DraftHome.draft(bytes(text, "UTF-8"), Optional.of("BorderCrossingRecord"));

        assertThat(draft.questions()).extracting(Question::subject).containsExactly("header-row");
        assertThat(draft.recognised()).contains("a name is blank or stands twice, so that it is taken for a record");
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
    }

    @Test
    void needsToBeToldTheTypeThatNothingTells() {
        var outcome = DraftHome.outcome(bytes("Surname,Given name\nOkoro,Nze\nLind,Eva\n", "UTF-8"), Optional.empty());

        assertThat(outcome.match(draft -> "a draft", NotDrafted::reason))
                .isEqualTo("Nothing in the samples says which message of the common model they are; --type says it");
    }

    @Test
    void recognisesNothingInProse() {
        var outcome =
                DraftHome.outcome(bytes("This is a letter.\n\nIt says nothing at all.\n", "UTF-8"), Optional.empty());

        assertThat(outcome.match(draft -> List.of("a draft"), NotDrafted::candidates))
                .isEmpty();
    }

    private static Draft.Line line(Draft draft, String field) {
        return draft.fields().stream()
                .filter(line -> line.field().equals(field))
                .findFirst()
                .orElseThrow();
    }
}
