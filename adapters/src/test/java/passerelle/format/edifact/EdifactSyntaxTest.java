package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.document;
import static passerelle.format.edifact.Interchanges.interchange;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class EdifactSyntaxTest {
    private static final String UNA = "UNA:+.? '";
    private static final String BEGIN = "BGM+745";
    private static final String LEG = "TDT+20+XA101";

    @Test
    void readsAMessageWithItsEnvelopeLoopsAndPositions() {
        assertThat(document(ONE))
                .isEqualTo("<PAXLST><interchange><UNB><e1><c1>UNOA</c1><c2>4</c2></e1>"
                        + "<e2><c1>XAACARRIER</c1><c2>ZZ</c2></e2><e3><c1>XBBBORDER</c1><c2>ZZ</c2></e3>"
                        + "<e4><c1>261123</c1><c2>0800</c2></e4><e5>REF1</e5><e7>APIS</e7></UNB>"
                        + "<UNG><e1>PAXLST</e1><e2><c1>XAACARRIER</c1><c2>ZZ</c2></e2>"
                        + "<e3><c1>XBBBORDER</c1><c2>ZZ</c2></e3><e4><c1>261123</c1><c2>0800</c2></e4><e5>G1</e5>"
                        + "<e6>UN</e6><e7><c1>D</c1><c2>05B</c2></e7></UNG></interchange>"
                        + "<UNH><e1>PAX001</e1><e2><c1>PAXLST</c1><c2>D</c2><c3>05B</c3><c4>UN</c4><c5>IATA</c5></e2>"
                        + "<e3>XA101/261123/1200</e3><e4><c1>01</c1><c2>F</c2></e4></UNH>"
                        + "<BGM><e1><c1>745</c1></e1></BGM>"
                        + "<Party><NAD><e1>MS</e1><e4><c1>GEDED CENTRAL</c1></e4></NAD></Party>"
                        + "<Transport><TDT><e1>20</e1><e2>XA101</e2></TDT>"
                        + "<Place><LOC><e1>125</e1><e2><c1>XAA</c1></e2></LOC>"
                        + "<DTM><e1><c1>189</c1><c2>2611231200</c2><c3>201</c3></e1></DTM></Place></Transport>"
                        + "<Person><NAD><e1>FL</e1><e4><c1>NZE</c1><c2>OKORO</c2></e4></NAD>"
                        + "<ATT><e1>2</e1><e3><c1>M</c1></e3></ATT><DTM><e1><c1>329</c1><c2>801231</c2></e1></DTM>"
                        + "<Document><DOC><e1><c1>P</c1><c2>110</c2><c3>111</c3></e1><e2><c1>A1234567</c1></e2></DOC>"
                        + "</Document></Person><CNT><e1><c1>42</c1><c2>1</c2></e1></CNT></PAXLST>");
    }

    @Test
    void readsOneMessageAsItStandsAlone() {
        assertThat(document(ONE.replace("UNE+1+G1'", "UNH+2+PAXLST:D:05B:UN'BGM+745'TDT+20'UNT+4+2'UNE+2+G1'")))
                .isEqualTo("READ-UNEXPECTED: found '2 messages'; expected one PAXLST; several come in a file");
    }

    /** What a name says however it is written: the service characters never become part of it. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            textBlock =
                    """
            UNA:+.? '| O?'LEARY    | O'LEARY
            UNA:+.? '| A?+B?:C??   | A+B:C?
            UNA:+.? '| GEDED CENTRAL | GEDED CENTRAL
            UNA:+.? '| GEDED? CENTRAL | GEDED CENTRAL
            UNA:+.?*'| A?*B        | A*B
            UNA:+.  '| WHAT?       | WHAT?
            ""       | O?'LEARY    | O'LEARY
            """)
    void releasesServiceCharactersInNames(String una, String written, String name) {
        var interchange = interchange(una, BEGIN, LEG, "NAD+FL+++" + written + ":OKORO");

        assertThat(document(interchange)).contains("<e4><c1>" + name + "</c1><c2>OKORO</c2></e4>");
    }
}
