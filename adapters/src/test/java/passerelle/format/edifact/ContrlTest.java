package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.SYNTAX;
import static passerelle.format.edifact.Interchanges.bytes;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import passerelle.format.BadRecord;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;

class ContrlTest {
    private static final String HEAD = "UNA:+.? 'UNB+UNOA:4+XBBBORDER:ZZ+XAACARRIER:ZZ+261123:0800+0123456789AB'"
            + "UNH+1+CONTRL:4:1:UN'UCI+REF1+XAACARRIER:ZZ+XBBBORDER:ZZ+";

    private static final String GROUP = "UCF+G1+XAACARRIER:ZZ+XBBBORDER:ZZ+7'";
    private static final String MESSAGE = "UCM+PAX001+PAXLST:D:05B:UN:IATA+";
    private static final String END = "+1'UNZ+1+0123456789AB'";

    /** The answer, if there is one; each is read back by a schema of CONTRL. */
    private static String answer(String file, WrongTotals rule, Map<Long, List<Failure>> refused) throws IOException {
        Optional<byte[]> answer = SYNTAX.answer(
                new ByteArrayInputStream(bytes(file)),
                rule,
                refused,
                "0123456789ab",
                Instant.parse("2026-11-23T08:00:00Z"));
        if (answer.isPresent()) {
            var good = new ArrayList<FileRecord>();
            var bad = new ArrayList<BadRecord>();
            var totals = Interchanges.syntax("contrl.xml")
                    .files(WrongTotals.REFUSE)
                    .orElseThrow()
                    .read(new ByteArrayInputStream(answer.get()), Interchanges.sink(good, bad));
            assertThat(bad).isEmpty();
            assertThat(totals.hold()).isTrue();
            assertThat(good).isNotEmpty();
        }
        return answer.map(bytes -> new String(bytes, StandardCharsets.ISO_8859_1))
                .orElse("none");
    }

    private static String answer(String file) throws IOException {
        return answer(file, WrongTotals.REFUSE, Map.of());
    }

    private static Map<Long, List<Failure>> refused(long offset, FailureCode code) {
        return Map.of(offset, List.of(new Failure(code, "/message/person", "", "")));
    }

    @Test
    void acknowledgesInterchangeGroupAndMessage() throws IOException {
        assertThat(answer(ONE)).isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "7'UNT+5" + END);
    }

    @Test
    void tellsWhereEachFaultIs() throws IOException {
        var broken = ONE.replace("NAD+FL+++NZE:OKORO'", "NAD+FLXX+++NZE:O\u0087KORO'XYZ+1'")
                .replace("ATT+2++M'", "ATT+2++X'ATT'ATT+2:3'")
                .replace("UNT+12", "UNT+15");

        assertThat(answer(broken))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4'"
                        + "UCS+7'UCD+39+1'UCD+21+4:2'" // NAD: FLXX is too long, and 0x87 no character
                        + "UCS+8+15'" // XYZ: no segment of the message
                        + "UCS+9'UCD+12+3:1'" // ATT: X is no code
                        + "UCS+10'UCD+13+1'" // ATT: the first element is missing
                        + "UCS+11'UCD+16+1:2'" // ATT: a component too many
                        + "UCS+14'UCD+29+1:2'" // CNT: nobody is FL any more
                        + "UNT+17" + END);
    }

    @Test
    void tellsOfServiceSegmentsWithTheMessage() throws IOException {
        assertThat(answer(ONE.replace("UNT+12", "UNT+99")))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4+29+UNT+1'UNT+5" + END);
        assertThat(answer(ONE.replace("+PAX001'\nUNE", "+PAX9'\nUNE")))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4+28+UNT+2'UNT+5" + END);
        assertThat(answer(ONE.replace("UNT+12+PAX001'\n", "")))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4+13+UNT'UNT+5" + END);
        assertThat(answer(ONE.replace("PAXLST:D", "PNRGOV:D")))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE.replace("PAXLST", "PNRGOV") + "4+14+UNH+2:1'UNT+5" + END);
    }

    @Test
    void takesAMessageWithWrongTotalsWhereTheRuleDoes() throws IOException {
        assertThat(answer(ONE.replace("UNT+12", "UNT+99"), WrongTotals.WARN, Map.of()))
                .isEqualTo(answer(ONE));
    }

    @Test
    void tellsWhatTheRoadRefused() throws IOException {
        long offset = ONE.indexOf("UNH+");

        assertThat(answer(ONE, WrongTotals.REFUSE, refused(offset, FailureCode.POLICY_NO_AGREEMENT)))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4+17'UNT+5" + END);
        assertThat(answer(ONE, WrongTotals.REFUSE, refused(offset, FailureCode.MAP_BAD_VALUE)))
                .isEqualTo(HEAD + "7'" + GROUP + MESSAGE + "4+12'UNT+5" + END);
        assertThat(answer(ONE, WrongTotals.REFUSE, refused(offset + 1, FailureCode.MAP_BAD_VALUE)))
                .isEqualTo(answer(ONE));
    }

    @Test
    void rejectsAFileThatWasRefusedAsAWhole() throws IOException {
        var wrong = ONE.replace("UNZ+1", "UNZ+9");

        assertThat(answer(wrong, WrongTotals.REFUSE, refused(Syntax.WHOLE_FILE, FailureCode.READ_TOTAL)))
                .isEqualTo(HEAD + "4+29+UNZ+1'UNT+3" + END);
        assertThat(answer(ONE, WrongTotals.REFUSE, refused(Syntax.WHOLE_FILE, FailureCode.READ_FILE_REPEATED)))
                .isEqualTo(HEAD + "4+26'UNT+3" + END);
        assertThat(answer(
                        ONE.replace("UNZ+1+REF1'\n", ""),
                        WrongTotals.REFUSE,
                        refused(Syntax.WHOLE_FILE, FailureCode.READ_SYNTAX)))
                .isEqualTo(HEAD + "4+13+UNZ'UNT+3" + END);
    }

    @Test
    void rejectsAnInterchangeWhoseEnvelopeIsWrong() throws IOException {
        assertThat(answer(ONE.replace("+REF1++APIS'", "+REF1+:::X+APIS'")))
                .isEqualTo(HEAD + "4+16+UNB+6:4'" + GROUP + MESSAGE + "4'UNT+5" + END);
        assertThat(answer(ONE.replace("+UN+D:05B'", "+UN+D:05B+X+Y'")))
                .isEqualTo(HEAD + "7'" + GROUP.replace("+7'", "+4+16+UNG+9'") + MESSAGE + "4'UNT+5" + END);
    }

    @Test
    void speaksThePartnersSyntaxAndServiceCharacters() throws IOException {
        var theirs = ONE.replace('+', '*')
                .replace("UNA:*.? '", "UNA:*.? $")
                .replace("'\n", "$")
                .replace("UNOA:4", "UNOC:3")
                .replace("XAACARRIER", "XAA?*CARRIER");

        assertThat(answer(theirs))
                .isEqualTo("UNA:*.? $UNB*UNOC:3*XBBBORDER:ZZ*XAA?*CARRIER:ZZ*261123:0800*0123456789AB$"
                        + "UNH*1*CONTRL:D:3:UN$UCI*REF1*XAA?*CARRIER:ZZ*XBBBORDER:ZZ*7$"
                        + "UCF*G1*XAA?*CARRIER:ZZ*XBBBORDER:ZZ*7$UCM*PAX001*PAXLST:D:05B:UN:IATA*7$"
                        + "UNT*5*1$UNZ*1*0123456789AB$");
    }

    @Test
    void answersEachInterchangeOfAFile() throws IOException {
        var one = HEAD + "7'" + GROUP + MESSAGE + "7'UNT+5" + END;

        assertThat(answer(ONE + ONE)).isEqualTo(one + one.replace("0123456789AB", "0123456789AB1"));
    }

    @Test
    void hasNoAnswerWhereNobodyCanBeNamed() throws IOException {
        assertThat(answer("Nothing today")).isEqualTo("none");
    }
}
