package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.document;
import static passerelle.format.edifact.Interchanges.interchange;
import static passerelle.format.edifact.Interchanges.read;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrontFilterTest {
    private static final String ONE_LINE = ONE.replace("\n", "");
    private static final String SAME = document(ONE);
    private static final String HEADER = "QP XXXABCD\t \r\n\r\n.LUNA UNB AIR 231100\r\n";
    private static final String FOOTER = "\r\n\r\n  Don't print this mail\r\n\f";

    @Test
    void passesOverTelexHeadersAndMailFooters() {
        assertThat(document(HEADER + ONE_LINE + FOOTER)).isEqualTo(SAME);
    }

    /** At every width there is, so at every column of every segment. */
    @Test
    void joinsLinesThatWereWrappedAtAnyColumn() {
        for (int width = 9; width < ONE_LINE.length(); width++) {
            var wrapped = HEADER + ONE_LINE.replaceAll("(.{" + width + "})", "$1\r\n") + FOOTER;

            assertThat(document(wrapped)).as("wrapped at %d", width).isEqualTo(SAME);
        }
    }

    @Test
    void keepsABlankAtTheEndOfAWrappedLineAndAtTheStartOfTheNext() {
        assertThat(document(ONE_LINE.replace("GEDED CENTRAL", "GEDED \r\nCENTRAL")))
                .isEqualTo(SAME);
        assertThat(document(ONE_LINE.replace("GEDED CENTRAL", "GEDED\r\n CENTRAL")))
                .isEqualTo(SAME);
    }

    @Test
    void keepsAReleaseCharacterWithWhatStandsOnTheNextLine() {
        assertThat(document(ONE_LINE.replace("OKORO", "O?\r\n'KORO"))).isEqualTo(SAME.replace("OKORO", "O'KORO"));
    }

    @Test
    void passesOverWhatStandsBetweenTwoSegments() {
        assertThat(document(ONE.replace("\n", "\r\n  \u0003\u0087\t"))).isEqualTo(SAME);
        assertThat(document(ONE.replace("UNG+", "UNG +"))).isEqualTo(SAME);
    }

    /** Component, element, release and terminator as UNA has them. */
    @ParameterizedTest
    @ValueSource(strings = {":-.? '", ":*.? $", ":*.? #", ":+.?*'", ":+,? '", ":+.  '", "|^.\\~%", ":+.? \n"})
    void readsAnyServiceCharacters(String una) {
        var plain = interchange("UNA:+.? '", "BGM+745", "TDT+20+XA101", "NAD+FL+++NZE:OKORO");
        var other = plain.substring(9)
                .replace('+', '\1')
                .replace(':', una.charAt(0))
                .replace('\1', una.charAt(1))
                .replace('\'', una.charAt(5));

        assertThat(document("UNA" + una + other)).isEqualTo(document(plain)).startsWith("<PAXLST>");
    }

    /** With a hyphen between elements, a hyphen in a number separates: nobody can know that it should not. */
    @Test
    void separatesAtEachHyphenWhereUnaSaysSo() {
        var other = interchange("UNA:+.? '", "BGM+745", "NAD+MS", "COM+1-2-3:TE", "TDT+20")
                .replace("UNA:+", "UNA:-");

        assertThat(document(other.substring(0, 9) + other.substring(9).replace('+', '-')))
                .isEqualTo("READ-SYNTAX at message M1, segment 4 COM, element 3, line 1: found '3';"
                        + " expected no element at this position");
    }

    @Test
    void takesRepetitionsOfVersionFourOnly() {
        var repeated = interchange("UNA:+.?*'", "BGM+745", "TDT+20", "NAD+FL+++N*Z", "ATT+2++M*F");

        assertThat(document(repeated))
                .isEqualTo("READ-SYNTAX at message M1, segment 4 NAD, element 4, line 1: found 'Z';"
                        + " expected the element no more often");
        assertThat(document(repeated.replace("N*Z", "N")))
                .contains("<ATT><e1>2</e1><e3><c1>M</c1></e3><e3><c1>F</c1></e3></ATT>");
        assertThat(document(repeated.replace("UNOA:4", "UNOA:3").replace("M*F", "M")))
                .contains("<e4><c1>N*Z</c1></e4>");
    }

    @Test
    void readsSeveralInterchangesWithServiceCharactersOfTheirOwn() {
        var other = ONE_LINE.replace("UNA:+.? '", "UNA:*.? #").replace('+', '*').replace("'", "#");

        var outcome = read(HEADER + ONE_LINE + FOOTER + HEADER + other + FOOTER + ONE_LINE.substring(9));

        assertThat(outcome.documents()).isEqualTo(List.of(SAME, SAME, SAME));
        assertThat(outcome.totalFaults()).isEmpty();
    }

    @Test
    void findsTheNextInterchangeWhereTheOneBeforeHasNoEnd() {
        var other = ONE_LINE.replace('+', '*').replace("'", "#");
        var cut = ONE.replace("UNZ+1+REF1'\n", "");

        var outcome = read(cut + FOOTER.replace("'", "") + HEADER + other);

        assertThat(outcome.documents()).isEqualTo(List.of(SAME, SAME));
        assertThat(outcome.totalFaults())
                .containsExactly("READ-SYNTAX at line 23; expected UNZ: the interchange is cut off");
    }

    /** However UNZ ends, what stands behind it is in no interchange. */
    @Test
    void endsAnInterchangeAtAnUnzThatIsWrong() {
        var outcome = read(ONE.replace("UNZ+1+REF1", "UNZ+1+" + "X".repeat(20_000)) + "UNT+1+1'UNE'" + ONE);

        assertThat(outcome.documents()).isEqualTo(List.of(SAME, SAME));
        assertThat(outcome.totalFaults())
                .containsExactly("READ-LIMIT at segment UNZ, line 17: found 'more than 16384 bytes';"
                        + " expected a segment of at most 16384 bytes");
    }

    @Test
    void refusesAWrappedUnbWhereLineEndsEndTheSegments() {
        assertThat(document(ONE.replace("UNA:+.? '\nUNB", "UNA:+.? \nUN\nB").replace("'\n", "\n")))
                .isEqualTo("READ-SYNTAX at segment UNA, line 1: found 'service characters that cannot be told';"
                        + " expected UNA with six characters that are used as it says");
    }

    @Test
    void refusesAFileWithoutAnInterchange() {
        var expected = "READ-SYNTAX at line 1: found 'no UNB';"
                + " expected an EDIFACT interchange: UNA or UNB, messages, UNZ";

        assertThat(read("Nothing today, sorry\r\n").faults()).containsExactly(expected);
        assertThat(read("").faults()).containsExactly(expected);
        assertThat(document("")).isEqualTo(expected);
    }

    /** A character for two purposes, letters, and a UNA that UNB does not follow. */
    @ParameterizedTest
    @ValueSource(strings = {"++.? '", ":A.? '", ":+.+ '", ":*.? '"})
    void refusesServiceCharactersThatCannotSeparate(String una) {
        assertThat(document(ONE.replace("UNA:+.? '", "UNA" + una)))
                .isEqualTo("READ-SYNTAX at segment UNA, line 1: found 'service characters that cannot be told';"
                        + " expected UNA with six characters that are used as it says");
    }

    @Test
    void refusesOtherServiceCharactersWithoutUna() {
        assertThat(document(ONE.replace("UNA:+.? '\n", "").replace('+', '*')))
                .isEqualTo("READ-SYNTAX at segment UNA, line 1: found 'service characters that cannot be told';"
                        + " expected UNA with six characters that are used as it says");
    }

    @Test
    void refusesAMessageThatStandsInNoInterchange() {
        assertThat(read(ONE + "UNH+2+PAXLST:D:05B:UN'BGM+745'").faults())
                .containsExactly("READ-SYNTAX at segment UNH, line 18: found 'a message outside of an interchange';"
                        + " expected UNB before it");
    }

    @Test
    void refusesASegmentOfMoreThanSixteenKilobytes() {
        var allowed = "X".repeat(512);
        var text = "FTX+BAG+++" + allowed;

        assertThat(document(interchange("UNA:+.? '", "BGM+745", "TDT+20", "NAD+FL", text)))
                .startsWith("<PAXLST>");
        assertThat(document(interchange("UNA:+.? '", "BGM+745", "TDT+20", "NAD+FL", text.repeat(40))))
                .isEqualTo("READ-LIMIT at message M1, segment 5 FTX, line 1: found 'more than 16384 bytes';"
                        + " expected a segment of at most 16384 bytes");
    }

    @Test
    void refusesMoreElementsAndComponentsThanASegmentCanHave() {
        var wide = "NAD+FL" + "+".repeat(100);
        var deep = "NAD+FL+++" + ":".repeat(50);

        assertThat(document(interchange("UNA:+.? '", "BGM+745", "TDT+20", wide)))
                .startsWith("READ-LIMIT at message M1, segment 4 NAD");
        assertThat(document(interchange("UNA:+.? '", "BGM+745", "TDT+20", deep)))
                .startsWith("READ-LIMIT at message M1, segment 4 NAD");
        assertThat(document(interchange("UNA:+.? '", "BGM+745", "TDT+20", "NAD+FL" + "+".repeat(99))))
                .startsWith("<PAXLST>");
    }
}
