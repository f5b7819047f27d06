package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten samples, each of another kind: what the draft takes them for, and every field that it maps. Each drafted folder loads
 * and its case passes. Where a person has to decide about the character set, that is the right answer and no miss.
 */
class TenDraftsTest {
    private static final Pattern LAYOUT = Pattern.compile("<layout ([^>]*)>");

    @TempDir
    Path folder;

    /** What a draft took a sample for. @param layout attributes @param questions what a person has to decide first */
    private record Found(String layout, List<String> columns, List<String> questions, Map<String, String> mapped) {}

    private Found draft(String name, byte[] sample, Optional<String> type) {
        var draft = DraftHome.draft(sample, type);
        new DraftHome(folder).written(draft, sample, "README.md");
        var layout = LAYOUT.matcher(draft.files().getOrDefault("layout.xml", ""));
        var found = new Found(
                layout.find() ? layout.group(1) : draft.recognised(),
                draft.fields().stream().map(Draft.Line::field).toList(),
                draft.questions().stream().map(Question::subject).toList(),
                DraftHome.mapped(draft));
        System.out.println(name + ": " + draft.recognised() + " " + LayoutXml.charset(draft.charset()) + " "
                + draft.mapped() + " of " + draft.fields().size() + " fields mapped: " + found.mapped());
        return found;
    }

    private static byte[] bytes(String text, String charset) {
        return text.getBytes(Charset.forName(charset));
    }

    @Test
    void commasIsoDatesAndQuotedLineEndsInUtf8() {
        var text =
                """
                Surname,Given names,Date of birth,Sex,Nationality,Passport no,Expiry date,Border post,Crossing time,Remarks
                Okoro,Nze,1980-12-31,M,NGA,A0012345,2031-05-01,North Gate,2026-11-22T23:30:00+03:00,"late, and
                with a ""red"" bag"
                Lindström,Eva,1991-04-03,F,DEU,C1234567,2029-01-15,North Gate,2026-11-22T23:31:00+03:00,
                Núñez,Ana,1992-02-29,F,ZAF,B7654321,2030-10-10,South Gate,2026-11-22T23:35:10+03:00,
                """;

        var found = draft("1 commas, UTF-8", bytes(text, "UTF-8"), Optional.empty());

        assertThat(found)
                .isEqualTo(new Found(
                        "encoding=\"UTF-8\" framing=\"delimited\" delimiter=\",\" quote=\"&quot;\" line-end=\"lf\" header-row=\"required\""
                                + " other-columns=\"refuse\"",
                        List.of(
                                "Surname",
                                "Given names",
                                "Date of birth",
                                "Sex",
                                "Nationality",
                                "Passport no",
                                "Expiry date",
                                "Border post",
                                "Crossing time",
                                "Remarks"),
                        List.of(),
                        Map.of(
                                "Surname", "person/name",
                                "Given names", "person/name",
                                "Date of birth", "person/birth",
                                "Sex", "person/sex",
                                "Nationality", "person/nationality",
                                "Passport no", "document/number",
                                "Expiry date", "document/expiry",
                                "Border post", "crossing/place",
                                "Crossing time", "crossing/time")));
    }

    @Test
    void barsAndPersianDatesInWindows1256() {
        var text =
                """
                الاسم الاول|اللقب|تاريخ الميلاد|الجنس|رقم الجواز|المنفذ|ملاحظات
                پرويز|گلستاني|1357/02/31|M|K12345678|بازرگان الشمالي|
                ژاله|چراغي|1370/11/05|F|L87654321|بازرگان الشمالي|عائلة
                يوسف|الكريم|1365/06/31|M|K22345678|خسروي الجنوبي|
                """;

        var found = draft("2 bars, Persian dates, windows-1256", bytes(text, "windows-1256"), Optional.empty());

        assertThat(found)
                .isEqualTo(new Found(
                        "encoding=\"windows-1256\" framing=\"delimited\" delimiter=\"|\" line-end=\"lf\" header-row=\"required\""
                                + " other-columns=\"refuse\"",
                        List.of("الاسم الاول", "اللقب", "تاريخ الميلاد", "الجنس", "رقم الجواز", "المنفذ", "ملاحظات"),
                        List.of(),
                        Map.of(
                                "الاسم الاول", "person/name",
                                "اللقب", "person/name",
                                "تاريخ الميلاد", "person/birth",
                                "الجنس", "person/sex",
                                "رقم الجواز", "document/number",
                                "المنفذ", "crossing/place")));
    }

    @Test
    void tabsAndDayFirstDatesInWindows1250() {
        var text = "Jméno\tPříjmení\tDatum narození\tPohlaví\tPříjezd\tOdjezd\tPoznámka\r\n"
                + "Žofie\tŠťastná\t12.05.1980\tF\t2026-11-01\t2026-11-03\t\"první řádek\r\ndruhý\"\r\n"
                + "Jiří\tDvořáček\t27.06.1971\tM\t2026-11-02\t2026-11-04\t\r\n";

        var found = draft("3 tabs, day first, windows-1250", bytes(text, "windows-1250"), Optional.empty());

        assertThat(found)
                .isEqualTo(new Found(
                        "encoding=\"windows-1250\" framing=\"delimited\" delimiter=\"\\t\" quote=\"&quot;\" line-end=\"crlf\""
                                + " header-row=\"required\" other-columns=\"refuse\"",
                        List.of("Jméno", "Příjmení", "Datum narození", "Pohlaví", "Příjezd", "Odjezd", "Poznámka"),
                        List.of(),
                        Map.of(
                                "Jméno", "guest/name",
                                "Příjmení", "guest/name",
                                "Datum narození", "guest/birth",
                                "Pohlaví", "guest/sex",
                                "Příjezd", "guest/arrival",
                                "Odjezd", "guest/departure")));
    }

    @Test
    void semicolonsWithoutNamesOfColumnsInIso88595() {
        var text =
                """
                1;Иванова;Мария Петровна;1980-12-31;Ж
                2;Петров;Олег;1991-04-03;М
                3;Сидоренко;Юлия;1992-02-29;Ж
                """;

        var found = draft(
                "4 semicolons, no names, ISO-8859-5",
                bytes(text, "ISO-8859-5"),
                Optional.of("IdentityVerificationRequest"));

        assertThat(found)
                .isEqualTo(new Found(
                        "encoding=\"ISO-8859-5\" framing=\"delimited\" delimiter=\";\" line-end=\"lf\"",
                        List.of("field-1", "field-2", "field-3", "field-4", "field-5"),
                        List.of(),
                        Map.of()));
    }

    @Test
    void fixedFieldsWithHeaderAndTrailerInCp037() {
        var text = Stream.of(
                        "H20261122BORDER NIGHTLY",
                        "DOKORO               NZE            19801231MNGA",
                        "DLIND                EVA MARIA      19910403FDEU",
                        "DMARSH               TOM            19920229MZAF",
                        "DADEYEMI             FOLA           19750811FNGA",
                        "T000000004")
                .map("%-50s"::formatted)
                .collect(Collectors.joining());

        var found = draft("5 fixed fields, cp037", bytes(text, "IBM037"), Optional.of("BorderCrossingRecord"));

        assertThat(found)
                .isEqualTo(new Found(
                        "encoding=\"IBM037\" framing=\"fixed\"",
                        List.of("field-2", "field-3", "field-4", "field-5", "field-2", "field-3", "field-4"),
                        List.of("encoding", "borders"),
                        Map.of()));
    }

    @Test
    void anAppointmentOfHl7InIso88592() {
        var text =
                """
                MSH|^~\\&|SCHED|XAA CLINIC|GATE|XBB|202611231405+0100||SIU^S12^SIU_S12|A-4711|P|2.5.1||||||8859/2
                SCH|10345^SCHED|||||ROUTINE
                PID|1||998877^^^XAA HOSP^MR||Dvořáček^Jiří||19710627|M
                """
                        .replace('\n', '\r');

        var found = draft("6 HL7, ISO-8859-2", bytes(text, "ISO-8859-2"), Optional.empty());

        assertThat(found.layout()).isEqualTo("It is HL7 v2, in 1 message.");
        assertThat(found.mapped().entrySet().stream()
                        .filter(field -> !field.getKey().startsWith("MSH-")))
                .containsExactlyInAnyOrder(
                        Map.entry("PID-1 Set ID - PID", "nothing: it counts segments"),
                        Map.entry("PID-3.1 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-3.4.1 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-3.5 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-5.1.1 Patient Name", "person/name"),
                        Map.entry("PID-5.2 Patient Name", "person/name"),
                        Map.entry("PID-7 Date/Time of Birth", "person/birth"),
                        Map.entry("PID-8 Administrative Sex", "person/sex"));
    }

    /** Public samples, where the folder {@code passerelle.samples} has them. */
    @Nested
    @EnabledIfSystemProperty(named = "passerelle.samples", matches = ".+")
    class OfOthers {
        private Found draft(String name, String file, String type) throws IOException {
            var sample = Files.readAllBytes(
                    Path.of(System.getProperty("passerelle.samples")).resolve(file));
            return TenDraftsTest.this.draft(name, sample, Optional.of(type));
        }

        @Test
        void lodgersOfTheCzechPolice() throws IOException {
            var found = draft("7 UNL", "cz-ubyport/example.unl", "StayNotification");
            var row = IntStream.rangeClosed(2, 16).mapToObj(i -> "field-" + i).toList();

            assertThat(found)
                    .isEqualTo(new Found(
                            "encoding=\"windows-1250\" framing=\"delimited\" delimiter=\"|\" line-end=\"crlf\"",
                            Stream.concat(row.stream(), row.stream()).toList(),
                            List.of("encoding", "records"),
                            Map.of()));
        }

        /** The one that is missed: its letters were lost before it came here, and its borders are those of a few lines. */
        @Test
        void recordTypesOfTheDanishRegister() throws IOException {
            var found = draft("8 CPR", "dk-cpr/persondata.txt", "ResidenceStatusResponse");

            assertThat(found.layout())
                    .isEqualTo(
                            "encoding=\"UTF-8\" framing=\"line\" line-end=\"lf\" may-end-early=\"true\" order=\"mixed\"");
            assertThat(found.questions()).contains("encoding", "borders", "records");
            assertThat(found.mapped()).isEqualTo(Map.of());
        }

        @Test
        void columnsOfALaboratory() throws IOException {
            var found = draft("9 laboratory", "csv-dirty/cdc_happy-path.csv", "HealthRecordTransfer");

            assertThat(found)
                    .isEqualTo(new Found(
                            "encoding=\"US-ASCII\" framing=\"delimited\" delimiter=\",\" line-end=\"lf\" header-row=\"required\""
                                    + " other-columns=\"refuse\"",
                            List.of(
                                    "lab",
                                    "first_name",
                                    "last_name",
                                    "state",
                                    "test_time",
                                    "specimen_id",
                                    "observation"),
                            List.of(),
                            Map.of()));
        }

        @Test
        void aReferralOfRefugees() throws IOException {
            var found = draft("10 referral", "unhcr-errf/V4-TEST-Minimal.xml", "IdentityVerificationRequest");

            assertThat(found.layout()).isEqualTo("It is XML with the root UNHCR_RRF, in 1 sample.");
            assertThat(found.columns()).hasSize(69).contains("FamilyName", "SexCode", "NationalityCode");
            assertThat(found.mapped()).isEqualTo(Map.of());
        }
    }
}
