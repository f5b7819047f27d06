package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.SYNTAX;
import static passerelle.format.edifact.Interchanges.bytes;
import static passerelle.format.edifact.Interchanges.document;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Random;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;

class InterchangeWriterTest {
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-23T08:05:00Z"), ZoneOffset.UTC);
    private static final String UNB = "<UNB><e2><c1>XAA</c1></e2><e3><c1>XBB</c1></e3></UNB>";
    private static final String UNH = "<UNH><e1>M1</e1><e2><c1>PAXLST</c1><c2>D</c2><c3>05B</c3><c4>UN</c4></e2></UNH>";
    private static final String BODY = "<BGM><e1><c1>745</c1></e1></BGM><Transport><TDT><e1>20</e1></TDT></Transport>"
            + "<Person><NAD><e1>FL</e1><e4><c1>NZE</c1></e4></NAD></Person>";

    private static XdmNode node(String xml) {
        return HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new IllegalArgumentException(failure.forSender());
        });
    }

    private static String written(String xml) {
        return SYNTAX.at(CLOCK)
                .write(node(xml))
                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), Failure::forSender);
    }

    private static String list(String unb, String body) {
        return "<PAXLST><interchange>" + unb + "</interchange>" + UNH + body + "</PAXLST>";
    }

    @Test
    void writesWhatItReadsAsItStood() {
        assertThat(written(document(ONE))).isEqualTo(ONE.replace("\n", ""));
    }

    @Test
    void fillsInWhatTheEnvelopeDoesNotSay() {
        assertThat(written(list(UNB, BODY)))
                .isEqualTo("UNA:+.? 'UNB+UNOA:4+XAA+XBB+261123:0805+M1'UNH+M1+PAXLST:D:05B:UN'"
                        + "BGM+745'TDT+20'NAD+FL+++NZE'UNT+5+M1'UNZ+1+M1'");
        assertThat(written(list(UNB + "<UNG><e1>PAXLST</e1></UNG>", BODY)))
                .isEqualTo("UNA:+.? 'UNB+UNOA:4+XAA+XBB+261123:0805+M1'UNG+PAXLST+++261123:0805+M1'"
                        + "UNH+M1+PAXLST:D:05B:UN'BGM+745'TDT+20'NAD+FL+++NZE'UNT+5+M1'UNE+1+M1'UNZ+1+M1'");
    }

    /** It is said of the whole flight, by whoever made the list; a list of part of it keeps it. */
    @Test
    void keepsACountThatIsNotOfThePersonsOfTheList() {
        var counted = list(UNB, BODY + "<CNT><e1><c1>42</c1><c2>130</c2></e1></CNT>");

        assertThat(written(counted)).contains("NAD+FL+++NZE'CNT+42:130'UNT+6+M1'");
    }

    @Test
    void releasesServiceCharacters() {
        assertThat(written(list(UNB, BODY.replace("NZE", "O'LEARY+A:B?C*")))).contains("NAD+FL+++O?'LEARY?+A?:B??C*'");
    }

    @Test
    void statesTheRepetitionSeparatorWhereAnElementRepeats() {
        var repeated = list(
                UNB,
                BODY.replace("</NAD>", "</NAD><ATT><e1>2</e1><e3><c1>M</c1></e3><e3><c1>F</c1></e3></ATT>")
                        .replace("NZE", "N*E"));

        assertThat(written(repeated)).startsWith("UNA:+.?*'UNB+").contains("NAD+FL+++N?*E'ATT+2++M*F'");
        assertThat(document(written(repeated))).contains("<e3><c1>M</c1></e3><e3><c1>F</c1></e3>");
    }

    /** The place is the document's, or the interchange's where only its reader could tell. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
            NZE                     | Nze     | at /PAXLST/Person[1]/NAD[1]/e4: found 'z'; expected characters of UNOA
            <e2><c1>XAA</c1></e2>   | <e2><c1>XAÄ</c1></e2> | at /PAXLST/interchange[1]/UNB[1]/e2: found 'Ä'; expected characters of UNOA
            <e1>FL</e1>             | <e1>FLXX</e1> | at message M1, segment 4 NAD, element 1, line 1: found 'FLXX'; expected at most 3 characters
            <BGM><e1><c1>745</c1></e1></BGM> | <!-- --> | at message M1, segment 2 TDT, line 1; expected segment BGM before this one
            <e4><c1>NZE</c1></e4>   | <e4><c2>A</c2><c1>NZE</c1></e4> | at /PAXLST/Person[1]/NAD[1]/e4/c1: found 'c1'; expected components in their order, each once
            <e4><c1>NZE</c1></e4>   | <e4><c1>NZE</c1></e4><e3>X</e3> | at /PAXLST/Person[1]/NAD[1]/e3: found 'e3'; expected elements in their order
            <e4><c1>NZE</c1></e4>   | <e400>NZE</e400> | at /PAXLST/Person[1]/NAD[1]/e400: found 'e400'; expected e1 to e100
            <e2><c1>PAXLST</c1>     | <e2><c1>IFTMIN</c1> | at message M1, segment 1 UNH, element 2, component 1, line 1: found 'IFTMIN'; expected PAXLST
            <e3><c1>XBB</c1></e3>   | <!-- --> | at segment UNB, element 3, component 1, line 1; expected a value
            """)
    void refusesWhatAnInterchangeCannotSay(String right, String wrong, String failure) {
        assertThat(written(list(UNB, BODY).replace(right, wrong))).isEqualTo("MAP-UNWRITABLE " + failure);
    }

    @Test
    void refusesADocumentOfAnotherKind() {
        assertThat(written("<IFTMIN/>")).isEqualTo("MAP-UNWRITABLE at /IFTMIN: found 'IFTMIN'; expected /PAXLST");
        assertThat(written("<PAXLST/>"))
                .isEqualTo("MAP-UNWRITABLE at /PAXLST/interchange/UNB; expected sender and recipient");
        assertThat(written(list(
                        "<UNB><e1><c1>UNOA</c1><c2>3</c2></e1>" + UNB.substring(5),
                        BODY.replace("</NAD>", "</NAD><ATT><e1>2</e1><e3><c1>M</c1></e3><e3><c1>F</c1></e3></ATT>"))))
                .isEqualTo("MAP-UNWRITABLE at /PAXLST/interchange[1]/UNB[1]/e1/c2: found '3';"
                        + " expected syntax version 4, since an element repeats");
    }

    /** Names of any service characters and letters, in loops of any number: nothing is lost on the way there and back. */
    @Test
    void readsBackWhatItWrites() {
        var random = new Random(20261125);
        for (int i = 0; i < 200; i++) {
            var persons = new StringBuilder();
            for (int n = random.nextInt(5); n >= 0; n--) {
                persons.append("<Person><NAD><e1>FL</e1><e4><c1>")
                        .append(name(random))
                        .append("</c1><c3>")
                        .append(name(random))
                        .append("</c3></e4></NAD></Person>");
            }
            var unb = UNB.replace("<UNB>", "<UNB><e1><c1>UNOY</c1><c2>4</c2></e1>")
                    .replace("</UNB>", "<e4><c1>261123</c1><c2>0805</c2></e4><e5>R</e5></UNB>");
            var said = list(unb, BODY.replaceAll("<Person>.*", "") + persons);

            var back = SYNTAX.write(node(said)).then(SYNTAX::read).match(Interchanges::xml, Failure::forSender);

            assertThat(back).isEqualTo(Interchanges.xml(node(said)));
        }
        assertThat(bytes(ONE)).isNotEmpty();
    }

    private static String name(Random random) {
        var letters = "AZaz09 +:?'*#$.-,/éßЩع\uD83D\uDE00";
        var name = new StringBuilder();
        for (int n = 1 + random.nextInt(10); n > 0; n--) {
            int at = letters.offsetByCodePoints(0, random.nextInt(letters.codePointCount(0, letters.length())));
            name.appendCodePoint(letters.codePointAt(at));
        }
        return name.toString();
    }
}
