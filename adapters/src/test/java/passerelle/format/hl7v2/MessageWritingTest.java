package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.hl7v2.Hl7Texts.written;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.Failure;

class MessageWritingTest {
    private static final String MSH = "<MSH><MSH.10>7</MSH.10></MSH>";
    private static final String HEADER = "MSH|^~\\&||||||||7\r";

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "<PID><PID.3><CX.1>1</CX.1><CX.4><HD.2>x</HD.2></CX.4></PID.3></PID> ! PID|||1^^^&x",
                "<PID><PID.3/><PID.3><CX.1>1</CX.1></PID.3><PID.8>F</PID.8></PID> ! PID|||~1|||||F",
                "<ADT_A01.INSURANCE><IN1><IN1.1>1</IN1.1></IN1></ADT_A01.INSURANCE> ! IN1|1",
                "<PID><PID.3><CX.1/><CX.2/></PID.3><PID.9/></PID> ! PID",
                "<PID> <PID.3> <CX.1>1</CX.1> </PID.3> </PID> ! PID|||1",
                "<PID><PID.5><XPN.1><FN.1>a|^&amp;~\\b</FN.1></XPN.1></PID.5></PID> ! PID|||||a\\F\\\\S\\\\T\\\\R\\\\E\\b",
                "<NTE><NTE.3>1<escape V='.br'/>2</NTE.3></NTE> ! NTE|||1\\.br\\2",
                "<NTE><NTE.3>1&#13;&#10;2&#10;</NTE.3></NTE> ! NTE|||1\\X0D0A\\2\\X0A\\",
                "<NTE><NTE.3>\"\"</NTE.3></NTE> ! NTE|||\"\"",
                "<ZPI><ZPI.2><UNKNOWN.1><UNKNOWN.2>d</UNKNOWN.2></UNKNOWN.1></ZPI.2></ZPI> ! ZPI||&d",
            })
    void writesEachElementAtItsPlace(String xml, String expected) {
        assertThat(written(MSH + xml)).isEqualTo(HEADER + expected + "\r");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "<PID><PIX.3/></PID> ! /ADT_A01/PID/PIX.3; expected a field of PID, as in PID.1",
                "<PID><PID.x/></PID> ! /ADT_A01/PID/PID.x; expected a field of PID, as in PID.1",
                "<PID><PID.3/><PID.2/></PID> ! /ADT_A01/PID/PID.2; expected fields in the order of their numbers",
                "<PID><PID.3><CX.2>a</CX.2><CX.2>b</CX.2></PID.3></PID> ! /ADT_A01/PID/PID.3/CX.2[2]; expected components in the order of their numbers, each once",
                "<PID><PID.3><CX>a</CX></PID.3></PID> ! /ADT_A01/PID/PID.3/CX; expected a component, as in CX.1",
                "<PID><PID.3>a<CX.1>b</CX.1></PID.3></PID> ! /ADT_A01/PID/PID.3; expected text in fields and components that have no parts",
                "<PID>a</PID> ! /ADT_A01/PID; expected text in fields and components that have no parts",
                "a ! /ADT_A01; expected text in fields and components that have no parts",
                "<PID xmlns=''/> ! /ADT_A01/PID; expected elements of the namespace urn:hl7-org:v2xml",
                "<MSH/> ! /ADT_A01/MSH[2]; expected one MSH, the first of all segments",
                "<NTE><NTE.3><escape V='a|b'/></NTE.3></NTE> ! /ADT_A01/NTE/NTE.3/escape: found 'a|b'; expected an escape sequence of HL7, as in V=\".br\"",
                "<NTE><NTE.3><escape/></NTE.3></NTE> ! /ADT_A01/NTE/NTE.3/escape; expected an escape sequence of HL7, as in V=\".br\"",
                "<NTE><NTE.3>&#133;</NTE.3></NTE> ! /ADT_A01/NTE/NTE.3: found 'U+0085'; expected text without control characters",
                "<Z01><Z01.1><X.1><X.1><X.1/><X.2>deep</X.2></X.1></X.1></Z01.1></Z01> ! /ADT_A01/Z01/Z01.1/X.1/X.1/X.2; expected no component deeper than a subcomponent",
            })
    void refusesWhatHasNoPlaceInAMessage(String xml, String expected) {
        assertThat(written(MSH + xml)).isEqualTo("MAP-UNWRITABLE at " + expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "<PID/>"})
    void refusesADocumentThatDoesNotBeginWithItsHeader(String xml) {
        assertThat(written(xml)).startsWith("MAP-UNWRITABLE").contains("MSH");
    }

    @Test
    void writesTheCharacterSetThatTheHeaderNames() {
        var xml = "<MSH><MSH.18>8859/2</MSH.18></MSH><NTE><NTE.3>Łódź</NTE.3></NTE>";

        assertThat(written(xml, Charset.forName("ISO-8859-2")))
                .isEqualTo("MSH|^~\\&||||||||||||||||8859/2\rNTE|||Łódź\r");
    }

    @Test
    void saysThatItIsUtf8WhereTheHeaderSaysNothing() {
        assertThat(written(MSH + "<NTE><NTE.3>Łódź</NTE.3></NTE>"))
                .isEqualTo("MSH|^~\\&||||||||7||||||||UNICODE UTF-8\rNTE|||Łódź\r");
        assertThat(written(MSH + "<NTE><NTE.3>Lodz</NTE.3></NTE>")).isEqualTo(HEADER + "NTE|||Lodz\r");
    }

    @Test
    void refusesACharacterThatTheCharacterSetDoesNotHave() {
        var xml = "<MSH><MSH.18>8859/1</MSH.18></MSH><NTE><NTE.1>1</NTE.1><NTE.3>é</NTE.3><NTE.3>Łódź</NTE.3></NTE>";

        assertThat(written(xml))
                .isEqualTo("MAP-UNWRITABLE at /ADT_A01/NTE/NTE.3: found 'U+0141'; expected characters of ISO-8859-1");
    }

    @Test
    void refusesACharacterSetThatItDoesNotKnow() {
        assertThat(written("<MSH><MSH.18>8859/99</MSH.18></MSH>"))
                .startsWith("MAP-UNWRITABLE at /ADT_A01/MSH/MSH.18: found '8859/99'; expected one of UNICODE UTF-8");
    }

    @Test
    void refusesDelimitersThatAreNotTold() {
        assertThat(written("<MSH><MSH.2>^~\\\\</MSH.2></MSH>"))
                .startsWith("MAP-UNWRITABLE at /ADT_A01/MSH/MSH.2: found '^~\\\\'; expected four");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "MSH#*%!+#A#B##D#2026##ADT*A08*ADT_A01#7#P#2.5.1\rPID###1*|*^&~%2!F!3!S!4!R!5!T!6!E!7\r",
                "MSH|^~\\&#|A|B||D|2026||ADT^A08^ADT_A01|7|P|2.7\rPID|||1\\P\\2\rPID\rZZZ|~~1^&2\r",
                "MSH|^~\\&|A|B||D|2026||ADT^A08^ADT_A01|7|P|2.7\rOBX|1|CWE|||\"\"^\\.br\\ x \\E\\.br\\E\\\\X0D0A\\\\XC3A9\\\\Zx\\~a\r",
            })
    void whatWasReadIsWrittenAsItCame(String message) {
        var syntax = new Hl7Syntax();

        String back = syntax.read(message.getBytes(StandardCharsets.UTF_8))
                .then(syntax::write)
                .match(bytes -> new String(bytes, StandardCharsets.UTF_8), Failure::forSender);

        assertThat(back).isEqualTo(message);
    }
}
