package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.hl7v2.InventedMessages.ADMISSION;
import static passerelle.format.hl7v2.InventedMessages.MERGE;
import static passerelle.format.hl7v2.InventedMessages.RESULT;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileFault;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.format.Totals;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;

class MessageFilesTest {
    private static final String BROKEN = "MSH|^~\\&|WARD|CLINIC|GATEWAY|XAA|2026||ADT^A04^ADT_A01|B-1|P|2.5\rPID|1\rnot a segment\r";
    private static final String BATCH = "FHS|^~\\&|CLINIC\rBHS|^~\\&|CLINIC\r" + ADMISSION + MERGE + "BTS|2\rFTS|1\r";

    private final FileReader reader = new Hl7Syntax().files(WrongTotals.REFUSE).orElseThrow();

    /** What a reader hands on, one line each. */
    private static final class Listing implements FileReading.Sink {
        private final List<String> all = new ArrayList<>();
        private final List<byte[]> raw = new ArrayList<>();

        @Override
        public void good(FileRecord record) {
            all.add(record.type() + " " + record.number() + ", lines " + record.line() + " to " + record.lastLine()
                    + ", byte " + record.offset() + ", "
                    + record.node().getOutermostElement().getNodeName().getLocalName());
            raw.add(record.raw());
        }

        @Override
        public void bad(BadRecord record) {
            all.add("bad " + record.type() + ", line " + record.line() + ", byte " + record.offset() + ": "
                    + record.faults().get(0).toFailure().forSender());
            raw.add(record.raw());
        }
    }

    private static ByteArrayInputStream in(String file) {
        return new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8));
    }

    private List<String> faults(String file) throws IOException {
        return reader.read(in(file), new Listing()).faults().stream()
                .map(FileFault::toFailure)
                .map(Failure::forSender)
                .toList();
    }

    @Test
    void handsOnEachMessageOfABatchAndNoneOfItsFrames() throws IOException {
        var listing = new Listing();

        var totals = reader.read(in(BATCH), listing);

        assertThat(listing.all)
                .containsExactly(
                        "ADT_A01 1, lines 3 to 10, byte 32, ADT_A01",
                        "ADT_A39 1, lines 11 to 14, byte " + (32 + ADMISSION.length()) + ", ADT_A39");
        assertThat(totals)
                .isEqualTo(new Totals(
                        2,
                        2,
                        0,
                        Map.of("ADT_A01", new Totals.Count(1, 1), "ADT_A39", new Totals.Count(1, 1)),
                        List.of()));
        assertThat(listing.raw.get(0)).isEqualTo(ADMISSION.strip().getBytes(StandardCharsets.UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\r", "\n", "\r\n"})
    void countsLinesWhateverEndsThem(String end) throws IOException {
        var listing = new Listing();

        reader.read(in((MERGE + "\r" + MERGE + BROKEN).replace("\r", end)), listing);

        assertThat(listing.all.stream().map(line -> line.replaceFirst("byte \\d+", "byte n")))
                .containsExactly(
                        "ADT_A39 1, lines 1 to 4, byte n, ADT_A39",
                        "ADT_A39 2, lines 6 to 9, byte n, ADT_A39",
                        "bad ADT_A01, line 10, byte n: READ-SYNTAX at line 12: found 'not'; expected a segment: three"
                                + " capital letters or digits and then |; a line break within a field is written \\X0D\\ or \\.br\\");
    }

    @Test
    void goesOnAfterABadMessageAndAfterWhatIsNone() throws IOException {
        var listing = new Listing();

        var totals = reader.read(in("\uFEFFDear all,\r\n\r\n" + BROKEN + MERGE), listing);

        assertThat(listing.all.stream().map(line -> line.replaceFirst(": .*", "")))
                .containsExactly(
                        "bad , line 1, byte 3",
                        "bad ADT_A01, line 3, byte 16",
                        "ADT_A39 1, lines 6 to 9, byte " + (16 + BROKEN.length()) + ", ADT_A39");
        assertThat(totals.read() + " " + totals.good() + " " + totals.bad()).isEqualTo("3 1 2");
    }

    @Test
    void skipsAMessageThatIsTooLongWithoutKeepingIt() throws IOException {
        var listing = new Listing();
        var endless = MERGE + "NTE|1||" + "x".repeat(3 << 20) + "\r" + "NTE|2||y\r".repeat(200_000);

        reader.read(in(endless + MERGE), listing);

        assertThat(listing.all)
                .containsExactly(
                        "bad ADT_A39, line 1, byte 0: READ-LIMIT at line 1; expected a message of at most 1048576 bytes",
                        "ADT_A39 2, lines 200006 to 200009, byte " + endless.length() + ", ADT_A39");
        assertThat(listing.raw.get(0)).hasSize(MessageReader.MOST_BYTES);
    }

    @Test
    void doesNotTakeTheBeginningOfALongMessageForTheWhole() throws IOException {
        var listing = new Listing();
        int room = MessageReader.MOST_BYTES - MERGE.length();

        reader.read(in(MERGE + "\r".repeat(room) + "NTE|1||more\r"), listing);
        reader.read(in(MERGE + "\r".repeat(room) + "\r"), listing);

        assertThat(listing.all.get(0)).startsWith("bad ADT_A39, line 1, byte 0: READ-LIMIT");
        assertThat(listing.all.get(1)).startsWith("ADT_A39 1, lines 1 to 4");
    }

    @Test
    void resumesAnywhereAsIfItHadNotBeenInterrupted() throws IOException {
        var file = "\uFEFFFHS|^~\\&|A\rBHS|^~\\&\r" + RESULT + BROKEN + "BTS|7\rBHS|^~\\&\r\n" + MERGE.replace("\r", "\r\n")
                + ADMISSION + "BTS|2\rFTS|3\r";
        var whole = new Listing();
        var expected = reader.read(in(file), whole);
        var pieces = new Listing();
        var from = reader.open(in(file)).checkpoint();

        boolean more = true;
        Totals totals = expected;
        while (more) {
            var rest = new ByteArrayInputStream(
                    Arrays.copyOfRange(bytes(file), (int) from.offset(), bytes(file).length));
            var reading = reader.resume(rest, Checkpoint.decode(from.encode()));
            more = reading.read(1, pieces);
            from = reading.checkpoint();
            totals = more ? totals : reading.end();
        }

        assertThat(pieces.all).isEqualTo(whole.all).hasSize(4);
        assertThat(totals).isEqualTo(expected);
        assertThat(expected.faults()).hasSize(2);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void aBareSequenceOfMessagesIsWhole() throws IOException {
        assertThat(faults(ADMISSION + MERGE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            value = {
                "BHS ! 'BTS|1' ! ''",
                "BHS ! 'BTS|01' ! ''",
                "BHS ! BTS ! ''",
                "BHS ! 'BTS|2' ! 'READ-TOTAL at BTS-1, line 6: found ''2''; expected 1, the number of messages'",
                "BHS ! 'BTS|one' ! 'READ-TOTAL at BTS-1, line 6: found ''one''; expected 1, the number of messages'",
                "BHS ! '' ! 'READ-SYNTAX at BTS; expected an end to the BHS of line 1'",
                "FHS ! 'FTS|1' ! ''",
                "FHS ! 'FTS|4' ! 'READ-TOTAL at FTS-1, line 6: found ''4''; expected 1, the number of batches'",
                "FHS ! '' ! 'READ-SYNTAX at FTS; expected an end to the FHS of line 1'",
                "'' ! 'BTS|1' ! 'READ-SYNTAX at BTS, line 6; expected BHS before BTS'",
                "'' ! FTS ! 'READ-SYNTAX at FTS, line 6; expected FHS before FTS'",
                "'' ! 'BHS|^~\\&' ! 'READ-SYNTAX at BTS; expected an end to the BHS of line 6'",
                "'' ! 'FHS|^~\\&' ! 'READ-SYNTAX at FHS, line 6; expected FHS as the first segment of the file, once'",
            })
    void saysWhatIsWrongWithHeadersAndTrailers(String before, String after, String fault) throws IOException {
        var found = faults(before + "\r" + MERGE + after + "\r");

        assertThat(found.isEmpty() ? "" : found.get(0)).isEqualTo(fault);
    }

    @Test
    void anAnswerHasAnAcknowledgementForEachMessage() throws IOException {
        var file = BATCH.replace("BTS", BROKEN + "BTS");
        var refused = Map.of(
                32L + ADMISSION.length(),
                List.of(new Failure(FailureCode.MAP_MISSING, "/ADT_A39/ADT_A39.PATIENT/PID/PID.3", "", "an id")));

        var answer = new Hl7Syntax()
                .answer(in(file), WrongTotals.REFUSE, refused, "0123456789ab", Instant.parse("2026-11-01T11:00:00Z"));

        assertThat(codes(answer.orElseThrow()))
                .containsExactly(
                        "BHS|^~\\&|||||20261101110000.000+0000||||0123456789ab",
                        "MSA|AA|A-1",
                        "MSA|AE|A-2",
                        "ERR||PID^1^3^1|101^Required field missing^HL70357|E|MAP-MISSING",
                        "MSA|AR|B-1",
                        "ERR|||102^Data type error^HL70357|E|READ-SYNTAX",
                        "BTS|3");
    }

    @Test
    void aFileThatIsRefusedWholeTakesNoMessage() throws IOException {
        var refused = Map.of(
                Syntax.WHOLE_FILE, List.of(new Failure(FailureCode.READ_FILE_REPEATED, "", "", "another file")));

        var answer =
                new Hl7Syntax().answer(in(BATCH), WrongTotals.REFUSE, refused, "0123456789ab", Instant.EPOCH);

        assertThat(codes(answer.orElseThrow()).stream().filter(line -> line.startsWith("MSA")))
                .containsExactly("MSA|AR|A-1", "MSA|AR|A-2");
    }

    @Test
    void aFileWithoutMessagesHasNoAnswer() throws IOException {
        assertThat(new Hl7Syntax().answer(in("\r\n"), WrongTotals.REFUSE, Map.of(), "0123456789ab", Instant.EPOCH))
                .isEmpty();
    }

    /** Without the headers of messages and the words of errors. */
    private static List<String> codes(byte[] answer) {
        return Arrays.stream(new String(answer, StandardCharsets.UTF_8).split("\r"))
                .filter(line -> !line.startsWith("MSH"))
                .map(line -> line.startsWith("ERR") ? line.replaceFirst("(READ|MAP)(-[A-Z]+)\\^.*", "$1$2") : line)
                .toList();
    }
}
