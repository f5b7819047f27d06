package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileRecord;
import passerelle.format.Totals;

class FlatReaderTest {
    private static final String HEADER = "H01       \n";
    private final Layout small = FlatFiles.layout(FlatFiles.SMALL);

    @Test
    void readsARecordIntoANodeWithEveryFieldTrimmed() {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M125\nDAda   000\nT002000125\n");

        assertThat(outcome.good())
                .extracting(record -> record.node().toString().replaceAll("\\n *", ""))
                .containsExactly(
                        "<header><type>H</type><version>01</version></header>",
                        "<person><type>D</type><name>Nze</name><sex>M</sex><fee>12.5</fee></person>",
                        "<person><type>D</type><name>Ada</name><sex/><fee>0.0</fee></person>",
                        "<trailer><type>T</type><count>2</count><fees>12.5</fees></trailer>");
        assertThat(outcome.totals())
                .isEqualTo(new Totals(
                        4,
                        4,
                        0,
                        Map.of(
                                "header", new Totals.Count(1, 1),
                                "person", new Totals.Count(2, 2),
                                "trailer", new Totals.Count(1, 1)),
                        List.of()));
    }

    @Test
    void saysWhereEachRecordStands() {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M125\nDAda   000\nT002000125\n");

        var second = outcome.good().get(2);
        assertThat(List.of(second.type(), second.number(), second.line(), second.offset()))
                .isEqualTo(List.of("person", 2L, 3L, 22L));
        assertThat(new String(second.raw(), StandardCharsets.UTF_8)).isEqualTo("DAda   000");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void readsBothLineEndsAndALastLineWithoutOne(String end) {
        var outcome = FlatFiles.read(small, String.join(end, "H01       ", "DNze  M125", "T001000125"));

        assertThat(outcome.totals().good()).isEqualTo(3);
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void namesAllFaultsOfARecordAtOnce() {
        var outcome = FlatFiles.read(small, HEADER + "D     Z1x5\nT001000000\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, record person, field name, column 2; expected a value: the field is"
                                + " required",
                        "READ-RECORD at line 2, record person, field sex, column 7: found 'Z'; expected one of M F X",
                        "READ-RECORD at line 2, record person, field fee, column 8: found '1x5'; expected a number with"
                                + " 1 decimals");
    }

    @Test
    void countsBytesForThePlaceInTheFileAndCharactersForTheColumn() {
        var outcome = FlatFiles.read(small, HEADER + "DÅséQ000\nT001000000\n");

        var fault = (Fault) outcome.bad().get(0).faults().get(0);
        assertThat(List.of(fault.field(), fault.column(), fault.offset())).isEqualTo(List.of("sex", 5, 17L));
    }

    @ParameterizedTest
    @CsvSource({"DNze  M12, 10, 9 bytes", "DNze  M1250, 11, 11 bytes", "D, 2, 1 bytes"})
    void refusesATruncatedAndALongRecordWithOneFault(String record, int column, String found) {
        var outcome = FlatFiles.read(small, HEADER + record + "\nT001000000\n");

        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 2, record person, column " + column + ": found '" + found
                        + "'; expected 10 bytes");
        assertThat(outcome.totals().good()).isEqualTo(2);
    }

    @Test
    void saysWhatARecordCanBeWhenItIsNone() {
        var outcome = FlatFiles.read(small, HEADER + "XNze\u0000 M125\n\nT000000000\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, column 1: found 'XNze\uFFFD M125'; expected 'H' at byte 1 (header) or"
                                + " 'D' at byte 1 (person) or 'T' at byte 1 (trailer)",
                        "READ-RECORD at line 3, column 1; expected 'H' at byte 1 (header) or 'D' at byte 1 (person) or"
                                + " 'T' at byte 1 (trailer)");
        assertThat(outcome.totals().read()).isEqualTo(4);
    }

    @Test
    void namesTheFieldWhenOnlyALaterFixedValueIsWrong() {
        var outcome = FlatFiles.read(small, "H02       \nT000000000\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 1, record header, field version, column 2: found '02'; expected '01'");
    }

    @Test
    void reportsAMissingTrailer() {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M125\n");

        assertThat(outcome.fileFaults())
                .containsExactly(
                        "READ-RECORD at record trailer: found '0 that can be read'; expected at least 1 in a file");
        assertThat(outcome.totals().hold()).isFalse();
    }

    @Test
    void findsAnEmptyFileWithoutHeaderAndTrailer() {
        var outcome = FlatFiles.read(small, "");

        assertThat(outcome.totals().read()).isZero();
        assertThat(outcome.fileFaults()).hasSize(2);
    }

    @Test
    void comparesControlTotalsWithWhatWasRead() {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M125\nDAda  Z100\nT003000200\n");

        assertThat(outcome.fileFaults())
                .containsExactly(
                        "READ-TOTAL at line 4, record trailer, field count, column 2: found '3'; expected 2, which is"
                                + " count(person), with 1 records refused",
                        "READ-TOTAL at line 4, record trailer, field fees, column 5: found '20.0'; expected 22.5, which"
                                + " is sum(person/fee), with 1 records refused");
        assertThat(outcome.totals().types()).containsEntry("person", new Totals.Count(2, 1));
    }

    @Test
    void doesNotTakeATotalThatCannotBeReadForRight() {
        var outcome = FlatFiles.read(small, HEADER + "T   000000\n");

        assertThat(outcome.fileFaults())
                .containsExactly("READ-TOTAL at record trailer, field count; expected 0, which is count(person)");
    }

    @Test
    void refusesARecordAfterTheTrailerAndASecondHeader() {
        var outcome = FlatFiles.read(small, HEADER + HEADER + "T000000000\nDNze  M125\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, record header, column 1: found 'one more'; expected at most 1 in a file",
                        "READ-RECORD at line 4, record person, column 1: found 'person after trailer'; expected person"
                                + " before trailer");
        assertThat(outcome.totals().hold()).isFalse();
    }

    @Test
    void goesOnAfterATrailerThatWasNone() {
        var outcome = FlatFiles.read(small, HEADER + "Tx\nDNze  M125\nT001000125\n");

        assertThat(outcome.bad()).hasSize(1);
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void refusesBytesThatTheCharacterSetLacks() {
        var bytes = (HEADER + "DNze  M125\nT001000125\n").getBytes(StandardCharsets.UTF_8);
        bytes[13] = (byte) 0xC3;

        var outcome = FlatFiles.read(small, bytes);

        assertThat(outcome.faults())
                .containsExactly("READ-CHARSET at line 2, record person, field name, column 2: found 'bytes 4E C3 65 20"
                        + " 20'; expected characters of UTF-8");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\u0001", "\r", "\u007F", "\u001B"})
    void refusesControlCharacters(String control) {
        var outcome = FlatFiles.read(small, HEADER + "DN" + control + "e  M125\nT001000125\n");

        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 2, record person, field name, column 2: found 'U+%04X'; expected"
                                .formatted((int) control.charAt(0))
                        + " text without control characters");
    }

    @ParameterizedTest
    @CsvSource({
        "000, 0.0",
        "125, 12.5",
        "-05, -0.5",
        "+05, 0.5",
        "' 5 ', 0.5",
        "'  7', 0.7",
        "'   ', ''",
        "-00, 0.0",
        "999, 99.9"
    })
    void givesANumberItsUsualForm(String field, String text) {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M" + field + "\nT001000000\n");

        assertThat(outcome.good().get(1).node().toString()).contains(text.isEmpty() ? "<fee/>" : "<fee>" + text + "<");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "- 5", "5-0", "--5", "  -", "1 2", "1E2", "\u0663 "})
    void refusesWhatIsNoNumber(String field) {
        var outcome = FlatFiles.read(small, HEADER + "DNze  M" + field + "\nT001000000\n");

        assertThat(outcome.faults()).singleElement().asString().contains("field fee, column 8: found");
    }

    @Test
    void refusesASignWhereTheLayoutAllowsNone() {
        var layout = FlatFiles.layout(FlatFiles.SMALL.replace(
                "length=\"3\" type=\"number\" decimals=\"1\"", "length=\"3\" type=\"number\" sign=\"none\""));

        var outcome = FlatFiles.read(layout, HEADER + "DNze  M-12\nT001000000\n");

        assertThat(outcome.faults())
                .containsExactly("READ-RECORD at line 2, record person, field fee, column 8: found '-12'; expected a"
                        + " whole number and no sign");
    }

    @Test
    void saysNoMoreThanItKnowsWhenTwoTypesBeginAlike() {
        var layout = FlatFiles.layout("<layout encoding='UTF-8'>"
                + "<record name='a'><field name='k' length='1' value='D'/><field name='s' length='2' value='01'/></record>"
                + "<record name='b'><field name='k' length='1' value='D'/><field name='s' length='2' value='02'/></record>"
                + "</layout>");

        var outcome = FlatFiles.read(layout, "D01\nD02\nD03\n");

        assertThat(outcome.good()).extracting(FileRecord::type).containsExactly("a", "b");
        assertThat(outcome.bad()).extracting(BadRecord::type).containsExactly("");
    }

    @Test
    void tellsRecordsByAKeyAnywhereAndLetsThemMix() {
        var layout = FlatFiles.example("movements.xml");
        var file = String.join(
                "\r\n",
                "0001IN Нзе              ",
                "0002EX   Утопия         ",
                "0003IN Ада              ",
                "0004ZZxbb               ");

        var outcome = FlatFiles.read(layout, file);

        assertThat(outcome.good())
                .extracting(FileRecord::type)
                .containsExactly("arrival", "departure", "arrival", "end");
        assertThat(outcome.good().get(1).node().toString()).contains("<place>Утопия</place>");
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void keepsTheOrderOfTheLayoutUnlessItSaysMixed() {
        var xml = FlatFiles.exampleText("movements.xml").replace("order=\"mixed\"", "");
        var file = "0001EX                  \n0002IN                  \n0003ZZ                  \n";

        var outcome = FlatFiles.read(FlatFiles.layout(xml), file);

        assertThat(outcome.faults()).singleElement().asString().contains("arrival after departure");
    }

    @Test
    void takesEveryOtherRecordForTheTypeWithoutAKey() {
        var layout = FlatFiles.layout(
                FlatFiles.SMALL.replace("name=\"type\" length=\"1\" value=\"D\"", "name=\"type\" length=\"1\""));

        var outcome = FlatFiles.read(layout, HEADER + "DNze  M125\nHAda  F000\nT002000125\n");

        assertThat(outcome.good())
                .extracting(FileRecord::type)
                .containsExactly("header", "person", "person", "trailer");
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void keepsPersonalDataOutOfEveryTextForTheLog() {
        var outcome = FlatFiles.read(small, HEADER + "DNze  Z125\nDNze  M000\nT009000000\n");

        var log = "" + outcome.good() + outcome.bad() + outcome.totals().faults();

        assertThat(log).contains("field sex").doesNotContain("Nze", "'Z'", "'9'");
    }
}
