package passerelle.format.copybook;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CopybookTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PIC X                              | length=\"1\"",
                "PICTURE IS X(12)                   | length=\"12\"",
                "PIC A(3)                           | length=\"3\"",
                "PIC XX99                           | length=\"4\"",
                "PIC 9(5)                           | length=\"5\" type=\"number\" sign=\"none\"",
                "PIC 9(3)V9(2)                      | length=\"5\" type=\"number\" decimals=\"2\" sign=\"none\"",
                "PIC S9(3)                          | length=\"3\" type=\"number\" sign=\"overpunch\"",
                "PIC S9(3) SIGN LEADING             | length=\"3\" type=\"number\" sign=\"overpunch-leading\"",
                "PIC S9(3) SIGN TRAILING SEPARATE   | length=\"4\" type=\"number\" sign=\"trailing\" plus=\"sign\"",
                "PIC S9 COMP-3                      | length=\"1\" type=\"packed\" sign=\"packed\"",
                "PIC S9(2) COMP-3                   | length=\"2\" type=\"packed\" sign=\"packed\" digits=\"2\"",
                "PIC 9(3) COMP-3                    | length=\"2\" type=\"packed\" sign=\"none\"",
                "PIC S9(31) COMP-3                  | length=\"16\" type=\"packed\" sign=\"packed\"",
                "PIC 9 COMP                         | length=\"2\" type=\"binary\" sign=\"none\" digits=\"1\"",
                "PIC S9(4) BINARY                   | length=\"2\" type=\"binary\" sign=\"twos-complement\" digits=\"4\"",
                "PIC S9(5) COMP-4                   | length=\"4\" type=\"binary\" sign=\"twos-complement\" digits=\"5\"",
                "PIC 9(9) COMP                      | length=\"4\" type=\"binary\" sign=\"none\" digits=\"9\"",
                "PIC 9(10) COMP                     | length=\"8\" type=\"binary\" sign=\"none\" digits=\"10\"",
                "PIC 9(16)V99 COMP                  | length=\"8\" type=\"binary\" decimals=\"2\" sign=\"none\" digits=\"18\"",
                "PIC S9(4) COMP-5                   | length=\"2\" type=\"binary\" sign=\"twos-complement\"",
                "PIC VP(2)9(3)                      | length=\"3\" type=\"number\" decimals=\"5\" sign=\"none\"",
                "PIC X(4) OCCURS 3 TIMES            | length=\"4\" occurs=\"3\"",
                "PIC X(4) JUST RIGHT                | length=\"4\" align=\"right\""
            })
    void givesEachPictureItsTypeAndLength(String clauses, String attributes) {
        assertThat(Copybooks.item(clauses).parts()).containsExactly("<field name=\"a\" " + attributes + "/>");
        assertThat(Copybooks.item(clauses).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "PIC X(3             | found the picture 'X(3'; expected at most 60 of the signs",
                "PIC X(0)            | found the picture 'X(0)'; expected at most 60 of the signs",
                "PIC Q(3)            | found the picture 'Q(3)'; expected at most 60 of the signs",
                "PIC 9S9             | found the picture '9S9'; expected letters and signs in an order",
                "PIC 9V9V9           | found the picture '9V9V9'; expected letters and signs in an order",
                "PIC SV              | found the picture 'SV'; expected letters and signs in an order",
                "PIC S9(39)          | found the picture 'S9(39)'; expected letters and signs in an order",
                "PIC X(1048577)      | found the picture 'X(1048577)'; expected at most 1048576 characters",
                "PIC                 | found a period; expected a picture after PIC",
                "PIC X PIC X         | found 'PIC'; expected another clause: PIC is there already",
                "PIC X COMP-3        | found A with PIC X and usage COMP-3; expected a picture of 9, S and V",
                "PIC 9(19) COMP      | found A with PIC 9(19) and usage COMP; expected at most 18 digits",
                "PIC 9 COMP-1        | found A with a picture and usage COMP-1; expected one of them",
                "PIC 9 COMP COMP-3   | found 'COMP-3'; expected one usage: COMP is there already",
                "PIC 9 COMP-X        | found 'COMP-X'; expected a clause (PIC, USAGE, SIGN",
                "PIC X OCURS 3       | (did you mean OCCURS?)",
                "PIC X OCCURS 0      | found '0'; expected how often, from 1 up, after OCCURS",
                "PIC X OCCURS 5 TO 3 | found '3'; expected how often, from 1 up, after OCCURS",
                "PIC X DEPENDING ON B| found DEPENDING ON without OCCURS; expected both",
                "PIC X SIGN HERE     | found 'HERE'; expected LEADING or TRAILING after SIGN",
                "PIC X VALUE HELLO   | found 'HELLO'; expected a literal after VALUE",
                "PIC X VALUE 'A      | found a literal without its second '; expected both on one line",
                "PIC X BLANK NOW     | found 'NOW'; expected BLANK WHEN ZERO",
                "REDEFINES B PIC X   | found A redefines B; expected an item before it at the same level",
                "''                  | found A without a picture; expected PIC, or items with higher level numbers"
            })
    void refusesWhatItCannotReadAndNamesLineAndExpectation(String clauses, String text) {
        var outcome = Copybooks.item(clauses);

        assertThat(outcome.layout()).isEmpty();
        assertThat(outcome.texts())
                .anySatisfy(problem ->
                        assertThat(problem).startsWith("test.cpy:2: ").contains(text));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "05 A PIC X. 10 B PIC X.        | found B of level 10 below A (line 1), which has a picture",
                "01 R. 05 A PIC X               | found the end of the file; expected a period after '05'",
                "50 A PIC X.                    | found level 50; expected 01 to 49, 66, 77 or 88",
                "00 A PIC X.                    | found level 0; expected 01 to 49, 66, 77 or 88",
                "COMPUTE A = B.                 | found 'COMPUTE'; expected a level number (01 to 49, 66, 77, 88) or COPY",
                "PROCEDURE DIVISION.            | found 'PROCEDURE'; expected a level number",
                "EXEC SQL SELECT 1              | found EXEC without END-EXEC; expected both",
                "88 NO-ITEM VALUE 'A'. 05 A PIC X.| found 88 NO-ITEM; expected an item before it",
                "05 A PIC X. 88 B.              | found a period; expected VALUE after 88 B",
                "05 A PIC X. 88 B VALUE 1 THRU. | found a period; expected a literal after VALUE",
                "05 Ä PIC X.                    | found the name 'Ä'; expected letters A to Z",
                "01 R OCCURS 3. 05 A PIC X.     | found R of level 01 with OCCURS; expected OCCURS at levels 02 to 49",
                "01 R. 05 FILLER PIC X.         | found R with nothing to read; expected at least one item with a name",
                "05 A JUST. 10 B PIC X.         | found A with JUSTIFIED or BLANK WHEN ZERO, and items below it",
                "05 A PIC X(9) OCCURS 999999.   | found A, which ends at byte 8999991; expected records of at most 1048576",
                "''                             | found no data description; expected items as in 05 SURNAME PIC X(30)."
            })
    void refusesWhatIsNoCopybook(String text, String problem) {
        var outcome = Copybooks.made(text);

        assertThat(outcome.layout()).isEmpty();
        assertThat(outcome.texts()).singleElement().satisfies(found -> assertThat(found)
                .contains(problem));
    }

    @Test
    void findsEveryProblemAtItsLine() {
        var outcome = Copybooks.made(
                """
                01 R.
                  05 A PIC Q.
                  05 B PIC X.
                  05 C PIC X COMP-3.
                  05 D.
                """);

        assertThat(outcome.texts())
                .extracting(text -> text.substring(0, text.indexOf(": ")))
                .containsExactly("test.cpy:2", "test.cpy:4", "test.cpy:5");
    }

    @Test
    void endsWithTheTwentiethPlaceThatItCannotRead() {
        var outcome = Copybooks.made("NOT A COPYBOOK.\n".repeat(1000));

        assertThat(outcome.layout()).isEmpty();
        assertThat(outcome.problems()).hasSize(21);
        assertThat(outcome.texts().get(20))
                .isEqualTo("test.cpy: 20 places cannot be read; what follows was not looked at. Is it a copybook?");
    }

    @Test
    void refusesAnIndicatorThatFixedFormatDoesNotHave() {
        var outcome = Copybooks.made("       01 R.\n       05 A PIC X.\n      X05 B PIC X.\n");

        assertThat(outcome.texts())
                .containsExactly(
                        "test.cpy:3: found 'X' in column 7; expected a blank, *, /, - or D there, as in fixed format");
    }

    @Test
    void refusesControlCharacters() {
        assertThat(Copybooks.made("01 R.\n 05 A\u0001 PIC X.\n").texts())
                .containsExactly("test.cpy:2: found the control character U+0001; expected text");
    }

    @Test
    void reportsWhatStandsBehindColumn72() {
        var outcome = Copybooks.made("       01 R.\n" + "       05 A PIC X.".concat(" ".repeat(70)) + "05 B PIC X.\n");

        assertThat(outcome.parts()).containsExactly("<field name=\"a\" length=\"1\"/>");
        assertThat(outcome.texts()).singleElement().satisfies(text -> assertThat(text)
                .startsWith("test.cpy:2: text goes on across column 72"));
    }

    @Test
    void reportsACopybookThatIsNotUtf8() {
        var bytes = "01 R.\n*> Größe\n  05 A PIC X.\n".getBytes(StandardCharsets.ISO_8859_1);

        var outcome = Copybooks.made(bytes, Copybooks.MAINFRAME);

        assertThat(outcome.parts()).containsExactly("<field name=\"a\" length=\"1\"/>");
        assertThat(outcome.texts())
                .containsExactly(
                        "test.cpy: the file is not UTF-8 and was read as ISO-8859-1; save it as UTF-8 if a literal"
                                + " has letters beyond ASCII");
    }

    @Test
    void readsLineEndsTabsAndFormFeedsOfAnySystem() {
        var outcome = Copybooks.made("\uFEFF\t01\tR.\r\n\f\r\n\t05\tA\tPIC X.\r\t05\tB\tPIC X(2).\n\u001A");

        assertThat(outcome.parts())
                .containsExactly("<field name=\"a\" length=\"1\"/>", "<field name=\"b\" length=\"2\"/>");
    }

    @Test
    void namesTheRecordAsAsked() {
        var choices = new LayoutChoices(Optional.of("person"), "UTF-8", StandardCharsets.UTF_8, Optional.empty());

        var outcome = Copybooks.made("01 R.\n  05 A PIC X.\n".getBytes(StandardCharsets.UTF_8), choices);

        assertThat(outcome.elements())
                .containsExactly(
                        "<layout encoding=\"UTF-8\" framing=\"fixed\" record-length=\"1\">",
                        "<record name=\"person\" max=\"many\">",
                        "<field name=\"a\" length=\"1\"/>",
                        "</record>",
                        "</layout>");
    }

    @Test
    void doesNotGiveOneNameToSeveralRecords() {
        var choices = new LayoutChoices(Optional.of("person"), "UTF-8", StandardCharsets.UTF_8, Optional.empty());

        var outcome = Copybooks.made("01 R. 05 A PIC X. 01 S. 05 B PIC X.".getBytes(StandardCharsets.UTF_8), choices);

        assertThat(outcome.texts())
                .containsExactly(
                        "test.cpy: found --name and 2 records; expected no --name: each is called as its level 01");
    }

    @Test
    void leavesRecordsOfDifferentLengthAsTheyAreWhenTheirLengthStandsBeforeThem() {
        var copybook = Copybooks.resource("several-records/copybook.cpy").getBytes(StandardCharsets.UTF_8);

        var outcome = Copybooks.made(copybook, Copybooks.choices(FileFraming.RDW));

        assertThat(outcome.layout().orElseThrow().records())
                .extracting(record -> record.name() + " " + record.bytes())
                .containsExactly("header-record 25 bytes", "person-record 41 bytes", "trailer-record 10 bytes");
        assertThat(outcome.elements().get(0)).isEqualTo("<layout encoding=\"cp037\" framing=\"rdw\" order=\"mixed\">");
        assertThat(outcome.problems()).hasSize(1);
    }

    @Test
    void reportsThatFixedFramingHasNoTableOfChangingLength() {
        var copybook = Copybooks.resource("counted/copybook.cpy").getBytes(StandardCharsets.UTF_8);

        assertThat(Copybooks.made(copybook, Copybooks.choices(FileFraming.FIXED))
                        .texts())
                .containsExactly(
                        "test.cpy:1: FAMILY has from 10 to 262 bytes, and framing is fixed; use --framing rdw, or"
                                + " ask for records of one length");
    }

    @Test
    void doubtsTheOrderOfBytesOnlyOutsideOfMainframes() {
        var copybook = "01 R.\n  05 A PIC 9(4) COMP-5.\n".getBytes(StandardCharsets.UTF_8);

        assertThat(Copybooks.made(copybook, Copybooks.MAINFRAME).problems()).isEmpty();
        assertThat(Copybooks.made(copybook, Copybooks.choices("windows-1256")).texts())
                .singleElement()
                .satisfies(text -> assertThat(text).startsWith("test.cpy:2: A is COMP-5 in a file that is not EBCDIC"));
    }

    @Test
    void saysHowLongARecordMayBeWhenItIsLongerThanMost() {
        assertThat(Copybooks.made("01 R. 05 A PIC X(60000). 05 B PIC X(10000).")
                        .elements()
                        .get(0))
                .isEqualTo(
                        "<layout encoding=\"cp037\" framing=\"fixed\" record-length=\"70000\" longest-record=\"70000\">");
    }

    @Test
    void takesNoCodesThatTheCharacterSetOfTheFileLacks() {
        var copybook = "01 R.\n  05 A PIC X.\n    88 B VALUE 'Ж'.\n".getBytes(StandardCharsets.UTF_8);

        var mainframe = Copybooks.made(copybook, Copybooks.MAINFRAME);
        var cyrillic = Copybooks.made(
                copybook, Copybooks.choices(Charset.forName("ISO-8859-5").name()));

        assertThat(mainframe.parts()).containsExactly("<field name=\"a\" length=\"1\"/>");
        assertThat(mainframe.problems()).hasSize(1);
        assertThat(cyrillic.parts()).containsExactly("<field name=\"a\" length=\"1\" codes=\"Ж\"/>");
    }

    @Test
    void keepsACommentWholeWhateverALiteralHolds() {
        var outcome = Copybooks.made(
                """
                01 R.
                  05 A PIC X(8).
                    88 A1 VALUE '--><x/>' '-'.
                  05 B REDEFINES A PIC X(8).
                    88 B1 VALUE '--><y/>' '<!--'.
                  05 C PIC X.
                """);

        assertThat(outcome.elements())
                .containsExactly(
                        "<layout encoding=\"cp037\" framing=\"fixed\" record-length=\"9\">",
                        "<record name=\"r\" max=\"many\">",
                        "<field name=\"a\" length=\"8\" codes=\"--&gt;&lt;x/&gt; -\"/>",
                        "<field name=\"c\" length=\"1\"/>",
                        "</record>",
                        "</layout>");
        assertThat(Copybooks.read(outcome.xml(), new ArrayList<>())).isPresent();
    }

    @ParameterizedTest
    @CsvSource({
        "05 N PIC X(2).",
        "05 N PIC 9V9.",
        "05 M PIC 9(2).",
        "05 G OCCURS 2. 10 N PIC 9.",
        "05 N PIC 9(2). 05 G. 10 N PIC 9(2)."
    })
    void reportsATableThatNoNumberBeforeItCounts(String before) {
        var outcome = Copybooks.made("01 R. " + before + " 05 T PIC X(3) OCCURS 1 TO 4 DEPENDING ON N.");

        assertThat(outcome.parts()).contains("<field name=\"t\" length=\"3\" occurs=\"4\"/>");
        assertThat(outcome.texts()).singleElement().satisfies(text -> assertThat(text)
                .startsWith("test.cpy:1: T occurs as often as N says, which a layout cannot say here: N is not one"
                        + " number before it in the same record"));
    }
}
