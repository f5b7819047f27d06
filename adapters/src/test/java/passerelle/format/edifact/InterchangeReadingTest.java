package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.SYNTAX;
import static passerelle.format.edifact.Interchanges.bytes;
import static passerelle.format.edifact.Interchanges.document;
import static passerelle.format.edifact.Interchanges.read;
import static passerelle.format.edifact.Interchanges.sink;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileRecord;
import passerelle.format.Totals;
import passerelle.model.FileRules.WrongTotals;

class InterchangeReadingTest {
    private static final String SECOND = "UNH+2+PAXLST:D:05B:UN'\nBGM+745'\nTDT+20'\nUNT+4+2'\n";
    private static final String BAD = "UNH+3+PAXLST:D:05B:UN'\nBGM'\nXYZ+1'\nUNT+4+3'\n";
    private static final String THREE = ONE.replace("UNE+1", SECOND + BAD + "UNE+3");

    @Test
    void handsOnEachMessageWithItsPlaceAndBytes() {
        var outcome = read(THREE);

        var second = outcome.good().get(1);
        assertThat(outcome.good()).extracting(FileRecord::number).containsExactly(1L, 2L);
        assertThat(List.of(second.type(), second.line(), second.lastLine(), second.records(), second.isFrame()))
                .isEqualTo(List.of("PAXLST", 16L, 19L, 1, false));
        assertThat(new String(second.raw(), java.nio.charset.StandardCharsets.ISO_8859_1))
                .isEqualTo(SECOND.strip());
        assertThat(second.offset()).isEqualTo(THREE.indexOf("UNH+2"));
        assertThat(Interchanges.xml(second.node()))
                .startsWith(document(ONE).replaceAll("<UNH>.*", "") + "<UNH><e1>2</e1>");
        assertThat(outcome.totals())
                .isEqualTo(new Totals(3, 2, 1, Map.of("PAXLST", new Totals.Count(3, 2)), List.of()));
    }

    @Test
    void tellsEveryFaultOfABadMessageAndKeepsTheOthers() {
        var outcome = read(THREE);

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-SYNTAX at message 3, segment 2 BGM, element 1, line 21; expected a value",
                        "READ-SYNTAX at message 3, segment 3 XYZ, line 22: found 'XYZ';"
                                + " expected a segment that PAXLST has",
                        "READ-SYNTAX at message 3, segment 4 UNT, line 23; expected segment TDT before this one");
        assertThat(outcome.bad().get(0).offset()).isEqualTo(THREE.indexOf("UNH+3"));
        assertThat(outcome.bad().get(0).toString()).doesNotContain("XYZ+1");
    }

    @Test
    void refusesAMessageWhoseOwnTotalsDoNotFit() {
        var wrong = ONE.replace("UNT+12+PAX001", "UNT+13+PAX002").replace("CNT+42:1", "CNT+42:7'CNT+41:1");

        assertThat(read(wrong).faults())
                .containsExactly(
                        "READ-TOTAL at message PAX001, segment 13 UNT, element 2, line 15: found 'PAX002';"
                                + " expected PAX001, the reference of UNH",
                        "READ-TOTAL at message PAX001, segment 11 CNT, element 1, component 2, line 14: found '7';"
                                + " expected 1, as many as there are NAD with DDU or FL",
                        "READ-TOTAL at message PAX001, segment 12 CNT, element 1, component 2, line 14: found '1';"
                                + " expected 0, as many as there are NAD with DDT or FM");
        assertThat(document(wrong)).isEqualTo(read(wrong).faults().get(0));
    }

    @Test
    void takesAMessageWhoseTotalsDoNotFitWhereThePartnersFileSaysSo() {
        var wrong = ONE.replace("UNT+12", "UNT+99");

        for (var rule : List.of(WrongTotals.HOLD, WrongTotals.WARN)) {
            var outcome = read(bytes(wrong), rule);

            assertThat(outcome.documents()).containsExactly(document(ONE));
            assertThat(outcome.totalFaults())
                    .containsExactly("READ-TOTAL at message PAX001, segment 12 UNT, element 1, line 15: found '99';"
                            + " expected 12, as many as the message has segments");
        }
    }

    @Test
    void tellsOfTotalsOfTheInterchangeWhateverTheRule() {
        var wrong = ONE.replace("UNE+1+G1", "UNE+2+G2").replace("UNZ+1+REF1", "UNZ+3+REF2");

        for (var rule : WrongTotals.values()) {
            assertThat(read(bytes(wrong), rule).totalFaults())
                    .containsExactly(
                            "READ-TOTAL at segment UNE, element 1, line 16: found '2';"
                                    + " expected 1, as many as there are messages in the group",
                            "READ-TOTAL at segment UNE, element 2, line 16: found 'G2';"
                                    + " expected G1, the reference of UNG",
                            "READ-TOTAL at segment UNZ, element 1, line 17: found '3';"
                                    + " expected 1, as many as there are groups",
                            "READ-TOTAL at segment UNZ, element 2, line 17: found 'REF2';"
                                    + " expected REF1, the reference of UNB");
        }
        assertThat(document(wrong)).startsWith("READ-TOTAL at segment UNE, element 1");
    }

    @Test
    void countsWithZerosBeforeTheNumber() {
        assertThat(read(ONE.replace("UNT+12", "UNT+000012")).faults()).isEmpty();
    }

    /** Wherever a file ends, nothing of the message that it ends in is sent on. */
    @Test
    void refusesAMessageThatIsCutOff() {
        int end = ONE.indexOf("UNT+12+PAX001'") + "UNT+12+PAX001'".length();
        for (int length = ONE.indexOf("UNH+") + 4; length < end; length++) {
            for (var rule : WrongTotals.values()) {
                var outcome = read(bytes(ONE.substring(0, length)), rule);

                assertThat(outcome.good()).as("cut at %d", length).isEmpty();
                assertThat(outcome.bad()).hasSize(1);
            }
        }
        assertThat(read(ONE.substring(0, end)).totalFaults())
                .containsExactly(
                        "READ-SYNTAX at line 15; expected UNE: the group is not closed",
                        "READ-SYNTAX at line 15; expected UNZ: the interchange is cut off");
    }

    @Test
    void refusesAMessageThatAnotherOneBeginsIn() {
        var outcome = read(ONE.replace("UNT+12+PAX001'\n", SECOND).replace("UNE+1", "UNE+2"));

        assertThat(outcome.faults())
                .containsExactly("READ-SYNTAX at message PAX001, segment 12, line 15: found 'UNH';"
                        + " expected UNT: the message is cut off");
        assertThat(outcome.good()).hasSize(1);
        assertThat(outcome.totalFaults()).isEmpty();
    }

    @Test
    void tellsOfASegmentBetweenTwoMessages() {
        assertThat(read(ONE.replace("UNE+1", "CNT+42:1'\nFTX'\nUNE+1")).totalFaults())
                .containsExactly("READ-SYNTAX at segment CNT, line 16: found 'CNT';"
                        + " expected UNH, UNG, UNE or UNZ between two messages");
    }

    @Test
    void tellsOfAnInterchangeWithoutMessages() {
        assertThat(read("UNB+UNOA:4+XAA+XBB+261123:0800+R1'UNZ+0+R1'").totalFaults())
                .containsExactly("READ-SYNTAX at segment UNB, line 1: found 'an interchange without messages';"
                        + " expected at least one message");
    }

    @Test
    void refusesPassengerNameRecordsWithAClearWord() {
        assertThat(document(ONE.replace("PAXLST:D:05B:UN", "PNRGOV:11:1:IA")))
                .isEqualTo("READ-UNEXPECTED at message PAX001, segment 1 UNH, element 2, component 1, line 4:"
                        + " found 'PNRGOV'; expected PAXLST, since passenger name records go far beyond advance"
                        + " passenger information");
    }

    @Test
    void refusesAnotherMessageAndAnotherVersion() {
        assertThat(document(ONE.replace("PAXLST:D", "IFTMIN:D")))
                .isEqualTo("READ-UNEXPECTED at message PAX001, segment 1 UNH, element 2, component 1, line 4:"
                        + " found 'IFTMIN'; expected PAXLST");
        assertThat(document(ONE.replace("PAXLST:D:05B", "PAXLST:D:96A")))
                .isEqualTo("READ-UNEXPECTED at message PAX001, segment 1 UNH, element 2, component 2, line 4:"
                        + " found 'D:96A'; expected PAXLST of version D:02B or D:05B");
    }

    @Test
    void refusesAMessageOfMoreThanEightMegabytesInConstantMemory() {
        var file = new StringBuilder(ONE.substring(0, ONE.indexOf("ATT+2")));
        var text = "FTX+BAG+++" + "X".repeat(500) + "'\n";
        while (file.length() < OpenMessage.MOST_BYTES) {
            file.append(text);
        }
        file.append("UNT+12+PAX001'\n").append(SECOND).append("UNE+2+G1'UNZ+1+REF1'");

        var outcome = read(file.toString());

        assertThat(outcome.good()).hasSize(1);
        assertThat(outcome.faults().get(0))
                .isEqualTo("READ-LIMIT at message PAX001, segment 1 UNH, line 4: found 'a larger message';"
                        + " expected a message of at most 8388608 bytes and 200000 segments");
    }

    /** However often reading is interrupted, between any two messages: the same messages, faults and totals. */
    @Test
    void goesOnFromACheckpointAsIfItHadNotBeenInterrupted() throws IOException {
        var file = bytes("QP XXXABCD\r\n" + THREE.replace("UNT+4+2'\n", "").replace("UNT+12", "UNT+9") + "noise\n"
                + ONE.replace('+', '*').replace("'\n", "#").replace("UNA:*.? '", "UNA:*.? #") + "UNH+1+X'"
                + THREE.replace("UNE+3+G1'\nUNZ+1+REF1'\n", "") + ONE.substring(10));
        var whole = read(file, WrongTotals.WARN);
        var reader = SYNTAX.files(WrongTotals.WARN).orElseThrow();
        var good = new ArrayList<FileRecord>();
        var bad = new ArrayList<BadRecord>();

        var reading = reader.open(new ByteArrayInputStream(file));
        while (reading.read(1, sink(good, bad))) {
            var checkpoint = Checkpoint.decode(reading.checkpoint().encode());
            assertThat(checkpoint.read()).isEqualTo(good.size() + bad.size());
            reading = reader.resume(new ByteArrayInputStream(file, (int) checkpoint.offset(), file.length), checkpoint);
        }

        assertThat(good.stream().map(record -> Interchanges.xml(record.node())).toList())
                .isEqualTo(whole.documents());
        assertThat(good)
                .extracting(FileRecord::line)
                .isEqualTo(whole.good().stream().map(FileRecord::line).toList());
        assertThat(bad.toString()).isEqualTo(whole.bad().toString());
        assertThat(bad)
                .extracting(BadRecord::offset)
                .isEqualTo(whole.bad().stream().map(BadRecord::offset).toList());
        assertThat(reading.end()).isEqualTo(whole.totals());
        assertThat(whole.good()).hasSizeGreaterThan(4);
        assertThat(whole.bad()).hasSizeGreaterThan(3);
    }

    @Test
    void givesTheSameMessagesHoweverTheBytesArrive() throws IOException {
        var file = bytes(THREE);
        var trickle = new ByteArrayInputStream(file) {
            @Override
            public synchronized int read(byte[] into, int at, int length) {
                return super.read(into, at, Math.min(length, 1));
            }
        };
        var good = new ArrayList<FileRecord>();

        var totals = SYNTAX.files(WrongTotals.REFUSE).orElseThrow().read(trickle, sink(good, new ArrayList<>()));

        assertThat(totals).isEqualTo(read(THREE).totals());
        assertThat(good.get(0).raw())
                .isEqualTo(Arrays.copyOfRange(file, THREE.indexOf("UNH+PAX"), THREE.indexOf("UNH+2") - 1));
    }
}
