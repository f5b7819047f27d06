package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.hl7v2.Hl7Texts.HEADER;
import static passerelle.format.hl7v2.Hl7Texts.outline;
import static passerelle.format.hl7v2.Hl7Texts.segment;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MessageReadingTest {
    private static final String PID = "<PID><PID.1>1</PID.1></PID>";

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n", "\r\r", "\n\r\n"})
    void everyLineEndEndsASegment(String end) {
        assertThat(segment("PID", HEADER + end + "PID|1" + end + "PV1|1" + end)).isEqualTo(PID);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\uFEFF", "\r\n\r\n", "\uFEFF\n"})
    void aMarkAndEmptyLinesMayComeFirst(String before) {
        assertThat(segment("PID", before + HEADER + "\rPID|1")).isEqualTo(PID);
    }

    @ParameterizedTest
    @CsvSource({
        "'', 'READ-SYNTAX at line 1; expected MSH at the beginning'",
        "' MSH|^~\\&|', 'READ-SYNTAX at line 1; expected MSH at the beginning'",
        "PID|1, 'READ-SYNTAX at line 1: found ''PID''; expected MSH at the beginning'",
        "FHS|^~\\&, 'READ-SYNTAX at line 1: found ''FHS''; expected MSH at the beginning'",
        "MSH, 'READ-SYNTAX at line 1: found ''MSH''; expected MSH at the beginning'",
        "'MSH|^~\\\\&|A', 'READ-SYNTAX at MSH-2, line 1: found ''^~\\\\&''; expected four different punctuation marks, or five since HL7 2.7, as in |^~\\&'",
        "'MSH|^~\\|A', 'READ-SYNTAX at MSH-2, line 1: found ''^~\\''; expected four different punctuation marks, or five since HL7 2.7, as in |^~\\&'",
        "'MSH|^~\\&|A|B|C|D|2026||ZZZ^Z01|7', 'READ-UNEXPECTED at MSH-9, line 1: found ''ZZZ^Z01''; expected a message of HL7 2.6, as in ADT^A01^ADT_A01'",
        "'MSH|^~\\&|A|B|C|D|2026', 'READ-UNEXPECTED at MSH-9, line 1; expected a message of HL7 2.6, as in ADT^A01^ADT_A01'",
    })
    void refusesWhatDoesNotBeginAsAMessage(String message, String expected) {
        assertThat(segment("MSH", message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "ADT^A01^ADT_A01, ADT_A01",
        "ADT^A04, ADT_A01",
        "ADT^A04^ADT_A04, ADT_A01",
        "ADT^A28, ADT_A05",
        "ADT^A31^ADT_A31, ADT_A05",
        "ADT^A40, ADT_A39",
        "ADT^A99^ADT_A05, ADT_A05",
        "VXU^V04, VXU_V04",
        "REF^I12, REF_I12",
        "ORU^R01, ORU_R01",
        "ACK, ACK",
        "ACK^A01^ACK, ACK",
    })
    void theStructureIsTheOneThatTheHeaderNamesOrTheEventHas(String type, String structure) {
        var document = new Hl7Syntax()
                .read(("MSH|^~\\&|A|B|C|D|2026||" + type + "|7|P|2.3\r").getBytes(StandardCharsets.UTF_8));

        String root = document.match(
                d -> d.getOutermostElement().getNodeName().getLocalName(), failure -> failure.forSender());

        assertThat(root).isEqualTo(structure);
    }

    @Test
    void otherDelimitersPartAMessageAsWell() {
        var message = "MSH#*%!+#A#B#C#D#2026##ADT*A08*ADT_A01#7#P#2.5.1\rPID###1*|*^&~+x%2!F!3!S!4!R!5!T!6!E!7\r";

        assertThat(segment("PID", message))
                .isEqualTo("<PID><PID.3><CX.1>1</CX.1><CX.2>|</CX.2><CX.3><ID.1>^&~</ID.1><ID.2>x</ID.2></CX.3></PID.3>"
                        + "<PID.3><CX.1>2#3*4%5+6!7</CX.1></PID.3></PID>");
    }

    @Test
    void aFifthDelimiterIsTheTruncationOfLaterVersions() {
        var message = HEADER.replace("^~\\&", "^~\\&#") + "\rPID|||1#2\\P\\3";

        assertThat(segment("PID", message)).isEqualTo("<PID><PID.3><CX.1>1#2#3</CX.1></PID.3></PID>");
        assertThat(segment("MSH", message)).startsWith("<MSH><MSH.1>|</MSH.1><MSH.2>^~\\&#</MSH.2>");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "1\\F\\2 1|2",
                "1\\S\\2\\T\\3\\R\\4\\E\\5 1^2&3~4\\5",
                "\\X41\\ A",
                "\\XC3A9\\ '<escape XC3A9></escape>'",
                "\\X00\\ '<escape X00></escape>'",
                "1\\.br\\2 '1<escape .br></escape>2'",
                "\\.sp+3\\ '<escape .sp+3></escape>'",
                "\\H\\1\\N\\ '<escape H></escape>1<escape N></escape>'",
                "\\C2842\\ '<escape C2842></escape>'",
                "\\Zown\\ '<escape Zown></escape>'",
                "\\E\\.br\\E\\ \\.br\\",
                "\"\" '\"\"'",
            })
    void readsEachEscapeOnce(String text, String expected) {
        assertThat(segment("PID|1|" + text)).contains("<CX.1>" + expected + "</CX.1>");
    }

    @Test
    void aLineBreakComesByItsNumber() {
        assertThat(segment("PID|1|1\\X0D0A\\2")).contains("<CX.1>1\r\n2</CX.1>");
    }

    @ParameterizedTest
    @ValueSource(strings = {"C:\\temp", "\\temp\\", "\\XZZ\\", "\\X4\\", "\\\\", "a\\"})
    void refusesAnEscapeThatIsNone(String text) {
        assertThat(segment("PID|1||x~y^" + text))
                .startsWith("READ-SYNTAX at PID-3[2].2, line 2: found '\\")
                .endsWith("; expected an escape sequence of HL7; the escape character itself is written \\E\\");
    }

    @Test
    void refusesALineThatIsNoSegment() {
        assertThat(segment("OBX", HEADER + "\rOBX|1|TX|1||one\rtwo lines\r"))
                .isEqualTo("READ-SYNTAX at line 3: found 'two'; expected a segment: three capital letters or digits and"
                        + " then |; a line break within a field is written \\X0D\\ or \\.br\\");
    }

    @ParameterizedTest
    @ValueSource(strings = {"pid|1", "PIDX|1", "PI", "1PI|1", "P D|1"})
    void refusesWhatIsNoSegmentId(String line) {
        assertThat(segment("PID", HEADER + "\r" + line)).startsWith("READ-SYNTAX at line 2: found '");
    }

    @Test
    void refusesASecondMessageAndTheFramesOfAFile() {
        assertThat(segment("PID", HEADER + "\rPID|1\r" + HEADER))
                .isEqualTo("READ-SYNTAX at line 3: found 'MSH'; expected one message, which begins with its only MSH");
        assertThat(segment("PID", HEADER + "\rPID|1\rBTS|1"))
                .isEqualTo("READ-SYNTAX at line 3: found 'BTS'; expected one message, which begins with its only MSH");
    }

    @Test
    void refusesAControlCharacterAtItsPlace() {
        assertThat(segment("PID|1||1^2\u0001"))
                .isEqualTo("READ-SYNTAX at PID-3.2, line 2: found 'the control character U+0001'; expected text; what is"
                        + " no text is written as \\X..\\");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "PID||||||||F^Female ! <PID><PID.8><IS.1>F</IS.1><IS.2>Female</IS.2></PID.8></PID>",
                "PID||||||||F&x ! <PID><PID.8><IS.1><IS.1>F</IS.1><IS.2>x</IS.2></IS.1></PID.8></PID>",
                "PID|||1^^^A&B&C&D ! <PID><PID.3><CX.1>1</CX.1><CX.4><HD.1>A</HD.1><HD.2>B</HD.2><HD.3>C</HD.3><HD.4>D</HD.4></CX.4></PID.3></PID>",
                "PID|||1^^^^^^^^^^^^x&y ! <PID><PID.3><CX.1>1</CX.1><CX.13><UNKNOWN.1>x</UNKNOWN.1><UNKNOWN.2>y</UNKNOWN.2></CX.13></PID.3></PID>",
                "PID|||~~1~~2~ ! <PID><PID.3></PID.3><PID.3></PID.3><PID.3><CX.1>1</CX.1></PID.3><PID.3></PID.3><PID.3><CX.1>2</CX.1></PID.3></PID>",
                "PID|||^^^~^^ ! <PID></PID>",
                "PID|||1^&^~||| ! <PID><PID.3><CX.1>1</CX.1></PID.3></PID>",
                "ZPI|a^b|c&d ! <ZPI><ZPI.1><UNKNOWN.1>a</UNKNOWN.1><UNKNOWN.2>b</UNKNOWN.2></ZPI.1><ZPI.2><UNKNOWN.1><UNKNOWN.1>c</UNKNOWN.1><UNKNOWN.2>d</UNKNOWN.2></UNKNOWN.1></ZPI.2></ZPI>",
                "OBX|1|CE|||a^b ! <OBX><OBX.1>1</OBX.1><OBX.2>CE</OBX.2><OBX.5><CE.1>a</CE.1><CE.2>b</CE.2></OBX.5></OBX>",
                "OBX|1|ZZ|||a^b ! <OBX><OBX.1>1</OBX.1><OBX.2>ZZ</OBX.2><OBX.5><ST.1>a</ST.1><ST.2>b</ST.2></OBX.5></OBX>",
                "OBX|1||||a ! <OBX><OBX.1>1</OBX.1><OBX.5>a</OBX.5></OBX>",
                "PID ! <PID></PID>",
            })
    void losesNothingThatTheStructureDoesNotExpect(String text, String expected) {
        assertThat(segment(text)).isEqualTo(expected);
    }

    @Test
    void aFieldOfALaterVersionIsThereByItsNumber() {
        var pid = "PID" + "|".repeat(45) + "new^er";

        assertThat(segment(pid)).isEqualTo("<PID><PID.45><UNKNOWN.1>new</UNKNOWN.1><UNKNOWN.2>er</UNKNOWN.2></PID.45></PID>");
    }

    @Test
    void segmentsStandInTheirGroups() {
        assertThat(outline(InventedMessages.RESULT))
                .isEqualTo("ORU_R01(MSH SFT PATIENT_RESULT(PATIENT(PID) ORDER_OBSERVATION(ORC OBR OBSERVATION(OBX NTE)"
                        + " OBSERVATION(OBX) SPECIMEN(SPM))))");
    }

    @Test
    void aSegmentThatComesNowhereStaysWhereItStands() {
        var message = HEADER + "\rPID|1\rZPI|1\rPV1|1\rPID|2\rAL1|1\rZAL|1\rAL1|2\rIN1|1\rZIN|1\rIN2|1\r";

        assertThat(outline(message))
                .isEqualTo("ADT_A01(MSH PID ZPI PV1 PID AL1 ZAL AL1 INSURANCE(IN1 ZIN IN2))");
    }

    @ParameterizedTest
    @CsvSource({
        "8859/1, ISO-8859-1, Núñez",
        "8859/2, ISO-8859-2, Łódź",
        "8859/5, ISO-8859-5, Иванов",
        "8859/15, ISO-8859-15, Œuvre",
        "UNICODE UTF-8, UTF-8, Łódź 李",
        "GB 18030-2000, GB18030, 李小龙",
        "KS X 1001, EUC-KR, 김",
        "BIG-5, Big5, 功許",
        "ISO IR14, JIS_X0201, ﾔﾏﾀﾞ",
        "'', UTF-8, Łódź",
    })
    void readsTheCharacterSetThatTheHeaderNames(String name, String charset, String surname) {
        var message = (HEADER + "||||||" + name + "\rPID|||||" + surname + "\r").getBytes(Charset.forName(charset));

        assertThat(segment("PID", message)).contains("<FN.1>" + surname + "</FN.1>");
    }

    @ParameterizedTest
    @CsvSource({
        "ASCII, 'READ-CHARSET at PID-5, line 3: found ''the byte 0xFA''; expected bytes of ASCII'",
        "UNICODE UTF-8, 'READ-CHARSET at PID-5, line 3: found ''the byte 0xFA''; expected bytes of UNICODE UTF-8'",
        "'', 'READ-CHARSET at PID-5, line 3: found ''the byte 0xFA''; expected UTF-8, or the name of another character set in MSH-18'",
    })
    void refusesBytesThatTheCharacterSetDoesNotHave(String name, String expected) {
        var message = (HEADER + "||||||" + name + "\r\nEVN|\r\nPID|||||Núñez\r\n").getBytes(StandardCharsets.ISO_8859_1);

        assertThat(segment("PID", message)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"8859/99", "utf8", "ASCII~ISO IR87", "ISO IR87", "UNICODE UTF-16"})
    void refusesACharacterSetThatItDoesNotKnow(String name) {
        assertThat(segment("PID", HEADER + "||||||" + name + "\rPID|1"))
                .startsWith("READ-CHARSET at MSH-18, line 1: found '" + name + "'; expected one of UNICODE UTF-8, ")
                .endsWith("BIG-5, not repeated");
    }

    @Test
    void refusesAMarkThatTheHeaderContradicts() {
        assertThat(segment("PID", "\uFEFF" + HEADER + "||||||8859/1\rPID|1"))
                .isEqualTo("READ-CHARSET at MSH-18, line 1: found '8859/1'; expected UNICODE UTF-8, since the message begins with its mark");
    }

    @Test
    void refusesSixteenBits() {
        assertThat(segment("PID", HEADER.getBytes(StandardCharsets.UTF_16)))
                .startsWith("READ-CHARSET at line 1; expected a character set of ASCII and more: one of");
    }

    @Test
    void refusesMoreThanAMessageMayHave() {
        assertThat(segment("PID", HEADER + "\rPID|1\rNTE|1||" + "x".repeat(1 << 20)))
                .startsWith("READ-LIMIT: found '10");
        assertThat(segment("PID", HEADER + "\rPID|1" + "\rNTE|1".repeat(4_999)))
                .isEqualTo("READ-LIMIT at line 5001; expected at most 5000 segments");
        assertThat(segment("PID" + "|".repeat(1_001)))
                .isEqualTo("READ-LIMIT at PID-1001, line 2; expected at most 1000 fields");
        assertThat(segment("PID|||" + "~".repeat(1_000)))
                .isEqualTo("READ-LIMIT at PID-3[1001], line 2; expected at most 1000 repetitions");
        assertThat(segment("PID|||" + "^".repeat(1_000) + "x"))
                .isEqualTo("READ-LIMIT at PID-3, line 2; expected at most 1000 components");
    }

    @Test
    void readsAsMuchAsAMessageMayHave() {
        assertThat(segment("PID", HEADER + "\rPID|1" + "\rNTE|1".repeat(4_998))).isEqualTo(PID);
        assertThat(segment("PID|||" + "~".repeat(998) + "x")).endsWith("<PID.3><CX.1>x</CX.1></PID.3></PID>");
    }
}
