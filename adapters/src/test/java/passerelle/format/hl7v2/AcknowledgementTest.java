package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.hl7v2.InventedMessages.lines;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

class AcknowledgementTest {
    private static final Instant NOW = Instant.parse("2026-11-01T11:00:00.250Z");
    private static final Optional<String> ID = Optional.of("6f1a2c9e-7d3b-5c41-9a55-0d6c3f3b7e10");
    private static final String HEADER = "MSH|^~\\&|GATEWAY|XAA|WARD|CLINIC^2.999.1^ISO|20261101110000.250+0000||";

    private static final Failure UNKNOWN_CODE = new Failure(
            FailureCode.MAP_UNKNOWN_CODE, "/ADT_A01/PID/PID.3[2]/CX.4/HD.1", "A|B", "one of the list 'sex'");

    private static String accepted(String request) {
        return Acknowledgement.accepted(bytes(request), ID.orElseThrow(), NOW)
                .map(AcknowledgementTest::text)
                .orElse("");
    }

    private static String refused(String request, Failure failure) {
        return Acknowledgement.refused(bytes(request), failure, ID, NOW)
                .map(AcknowledgementTest::text)
                .orElse("");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static String request(String accept, String application) {
        return lines("MSH|^~\\&|A|B|C|D|2026||ADT^A08^ADT_A01|7|P|2.5.1|||" + accept + "|" + application, "PID|1");
    }

    @Test
    void acceptsWithTheIdsOfTheRequest() {
        var answer = accepted(InventedMessages.ADMISSION);

        assertThat(answer)
                .isEqualTo(lines(
                        HEADER + "ACK^A04^ACK|6f1a2c9e7d3b5c419a55|P|2.5.1||||||UNICODE UTF-8", "MSA|AA|A-1"));
    }

    @Test
    void saysWhereAndWhatIsWrong() {
        var answer = refused(InventedMessages.ADMISSION, UNKNOWN_CODE);

        assertThat(answer)
                .isEqualTo(lines(
                        HEADER + "ACK^A04^ACK|6f1a2c9e7d3b5c419a55|P|2.5.1||||||UNICODE UTF-8",
                        "MSA|AE|A-1",
                        "ERR||PID^1^3^2^4^1|103^Table value not found^HL70357|E"
                                + "|MAP-UNKNOWN-CODE^A code that the code list does not have.^PASSERELLE"
                                + "||/ADT_A01/PID/PID.3[2]/CX.4/HD.1: found 'A\\F\\B'|expected one of the list 'sex'"));
    }

    @Test
    void tellsAnOldVersionInItsOwnFields() {
        var request = lines("MSH|^~\\&|A|B|C|D|2026||ADT^A08|7|P|2.3", "PID|1");

        var answer = refused(request, UNKNOWN_CODE);

        assertThat(answer)
                .isEqualTo(lines(
                        "MSH|^~\\&|C|D|A|B|20261101110000.250+0000||ACK^A08^ACK|6f1a2c9e7d3b5c419a55|P|2.3",
                        "MSA|AE|7|MAP-UNKNOWN-CODE at /ADT_A01/PID/PID.3[2]/CX.4/HD.1: found 'A\\F\\B'; expected one of the list 'sex'",
                        "ERR|PID^1^3^103&Table value not found&HL70357"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', AA, AE",
        "AL, '', CA, CE",
        "AL, AL, CA, CE",
        "ER, '', '', CE",
        "SU, NE, CA, ''",
        "NE, AL, AA, AE",
        "'', AL, AA, AE",
        "NE, SU, AA, ''",
        "NE, ER, '', AE",
        "ER, AL, AA, CE",
        "NE, NE, '', ''",
        "NE, '', '', ''",
        "odd, NE, CA, CE",
    })
    void answersInTheModeThatTheSenderAsksFor(String accept, String application, String good, String bad) {
        var request = request(accept, application);

        var codes = code(accepted(request)) + " " + code(refused(request, UNKNOWN_CODE));

        assertThat(codes).isEqualTo(good + " " + bad);
    }

    private static String code(String answer) {
        return answer.isEmpty() ? "" : answer.split("\rMSA\\|")[1].substring(0, 2);
    }

    @ParameterizedTest
    @CsvSource({
        "READ_SYNTAX, 'PID-7, line 2', AE",
        "READ_SYNTAX, 'OBX[2]-5.1, line 4', AE",
        "READ_SYNTAX, 'line 4', AR",
        "READ_SYNTAX, 'MSH-2, line 1', AR",
        "READ_LIMIT, '', AR",
        "READ_CHARSET, 'PID-5, line 2', AR",
        "READ_UNEXPECTED, 'MSH-9, line 1', AR",
        "READ_ID_REUSED, '', AR",
        "POLICY_RECIPIENT, '', AR",
        "MAP_MISSING, /ADT_A01/PID, AE",
        "MODEL_COMMON, /message/body, AE",
        "GATEWAY_BUSY, '', AE",
        "GATEWAY_FAULT, '', AE",
    })
    void tellsWhatTheSenderCanMendFromWhatIsNotTaken(FailureCode code, String place, String expected) {
        var answer = refused(request("", ""), new Failure(code, place, "", ""));

        assertThat(code(answer)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "'PID-7, line 2', PID^1^7^1",
        "'OBX[2]-5[3].4.1, line 4', OBX^2^5^3^4^1",
        "'OBX[2], line 4', OBX^2",
        "/ORU_R01/ORU_R01.PATIENT_RESULT/ORU_R01.ORDER_OBSERVATION/ORU_R01.OBSERVATION[2]/OBX/OBX.5, OBX^2^5^1",
        "'line 7, /ORU_R01/ORU_R01.PATIENT_RESULT/ORU_R01.PATIENT/PID', PID^1",
        "/ORU_R01/SFT/SFT.1/XON.1, SFT^1^1^1^1",
        "/message/body/person, ''",
        "line 9, ''",
        "'', ''",
    })
    void givesTheLocationAsSegmentFieldAndComponent(String place, String expected) {
        var answer = refused(InventedMessages.RESULT, new Failure(FailureCode.MAP_BAD_VALUE, place, "", ""));

        assertThat(answer.split("\rERR\\|\\|")[1].split("\\|")[0]).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(FailureCode.class)
    void hasAReasonForEveryCode(FailureCode code) {
        var answer = refused(InventedMessages.MERGE, new Failure(code, "", "", ""));

        assertThat(answer).contains("|" + code.code() + "^").contains("^HL70357|E|");
    }

    @Test
    void answersWhatIsNoMessageAtAll() {
        var answer = refused("GET / HTTP/1.1\r\n\r\n", new Failure(FailureCode.READ_SYNTAX, "line 1", "GET", "MSH"));

        assertThat(answer)
                .isEqualTo(lines(
                        "MSH|^~\\&|||||20261101110000.250+0000||ACK|6f1a2c9e7d3b5c419a55|P|2.6",
                        "MSA|AR",
                        "ERR|||102^Data type error^HL70357|E|READ-SYNTAX^The bytes are not well-formed in their format.^PASSERELLE"
                                + "||line 1: found 'GET'|expected MSH"));
    }

    @Test
    void givesTheSameBytesForARepeat() {
        var first = Acknowledgement.refused(bytes("MSH|"), UNKNOWN_CODE, Optional.empty(), NOW);
        var second = Acknowledgement.refused(bytes("MSH|"), UNKNOWN_CODE, Optional.empty(), NOW);

        assertThat(second.orElseThrow()).isEqualTo(first.orElseThrow());
    }

    @Test
    void usesTheDelimitersOfTheRequest() {
        var request = "MSH#*~!+#A#B*9#C#D#2026##ADT*A08*ADT_A01#7#P#2.5.1\rPID#1\r";

        var answer = refused(request, new Failure(FailureCode.MAP_BAD_VALUE, "PID-5, line 2", "1#2", ""));

        assertThat(answer)
                .startsWith("MSH#*~!+#C#D#A#B*9#20261101110000.250+0000##ACK*A08*ACK#")
                .endsWith("##PID-5, line 2: found '1!F!2'\r");
    }

    @Test
    void quotesInTheCharacterSetOfTheRequestAndNamesWhatThatCannotWrite() {
        var charset = Charset.forName("ISO-8859-2");
        var request = lines("MSH|^~\\&|Łódź|B|C|D|2026||ADT^A08^ADT_A01|7|P|2.5.1||||||8859/2", "PID|1")
                .getBytes(charset);

        var answer = Acknowledgement.refused(
                request, new Failure(FailureCode.MAP_BAD_VALUE, "PID-5, line 2", "ŁД\u001C", ""), ID, NOW);

        assertThat(new String(answer.orElseThrow(), charset))
                .startsWith("MSH|^~\\&|C|D|Łódź|B|")
                .contains("|P|2.5.1||||||8859/2\r")
                .endsWith("found 'ŁU+0414U+001C'\r");
    }

    @Test
    void keepsNothingOfTheRequestThatWouldEndTheFrame() {
        var request = "MSH|^~\\&|A\u001C|B|C|D|2026||ADT^A08^ADT_A01|7\u000B|P|2.5.1\r";

        var answer = accepted(request);

        assertThat(answer).contains("|A |B|").endsWith("MSA|AA|7 \r");
    }

    @Test
    void understandsItsOwnAnswers() {
        var good = Acknowledgement.accepted(bytes(InventedMessages.MERGE), "r1", NOW).orElseThrow();
        var bad = Acknowledgement.refused(bytes(InventedMessages.MERGE), UNKNOWN_CODE, ID, NOW)
                .orElseThrow();

        assertThat(Acknowledgement.verdict(good, "A-2")).isEqualTo(new Verdict.Accepted());
        assertThat(Acknowledgement.verdict(bad, "A-2"))
                .isEqualTo(new Verdict.Rejected("AE", "103 MAP-UNKNOWN-CODE", "PID-3"));
        assertThat(Acknowledgement.verdict(good, "A-3")).isEqualTo(new Verdict.NoAnswer());
    }

    @Test
    void takesNoWordsFromAnAnswer() {
        var answer = lines("MSH|^~\\&|||||2026||ACK|9|P|2.3", "MSA|AR|7|Okoro Nze is unknown", "ERR|PID^1^3");

        var verdict = Acknowledgement.verdict(bytes(answer), "7");

        assertThat(verdict).isEqualTo(new Verdict.Rejected("AR", "", "PID-3"));
    }

    @ParameterizedTest
    @CsvSource({"''", "MSH", "MSH|^~\\&|", "nothing", "MSA|AA|7"})
    void anythingElseIsNoAnswer(String answer) {
        assertThat(Acknowledgement.verdict(bytes(answer), "7")).isEqualTo(new Verdict.NoAnswer());
    }
}
