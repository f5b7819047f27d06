package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Result;

/** What comes is answered, whatever it is, and in time; more of it with {@code -Dpasserelle.mutated=100000}. */
class HostileHl7Test {
    private static final int MUTATED = Integer.getInteger("passerelle.mutated", 3_000);
    private static final long A_SECOND = 1_000_000_000;

    private final Hl7Syntax syntax = new Hl7Syntax();

    /** Of this thread, in ns: other work on the machine is not the reader's. */
    private static long cpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** The answer to a message as the gateway makes it. */
    private byte[] answer(byte[] message) {
        return syntax.read(message)
                .match(
                        document -> Acknowledgement.accepted(message, "1", Instant.EPOCH),
                        failure -> Acknowledgement.refused(message, failure, Optional.empty(), Instant.EPOCH))
                .orElseGet(() -> "none asked for".getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void everyMutatedMessageIsAnsweredWithinASecond() {
        var mutations = new Mutations(6);
        var wrong = new ArrayList<String>();

        for (int i = 0; i < MUTATED; i++) {
            var message = mutations.next();
            long start = cpu();
            var answer = new String(answer(message), StandardCharsets.ISO_8859_1);
            long took = cpu() - start;
            if (took > A_SECOND || answer.chars().anyMatch(c -> c == 0x0B || c == 0x1C)) {
                wrong.add("mutation " + i + " took " + took / 1_000_000 + " ms");
            }
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void whatIsReadOfMutatedMessagesIsWrittenAgainAsItWas() {
        var mutations = new Mutations(7);
        var wrong = new ArrayList<String>();

        for (int i = 0; i < MUTATED / 3; i++) {
            var first = syntax.read(mutations.next()).then(syntax::write);
            var second = first.then(syntax::read).then(syntax::write);
            if (!text(second).equals(text(first)) && !isUnwritable(first)) {
                wrong.add("mutation " + i + ": " + text(first) + " became " + text(second));
            }
        }

        assertThat(wrong).isEmpty();
    }

    private static String text(Result<byte[]> result) {
        return result.match(bytes -> new String(bytes, StandardCharsets.ISO_8859_1), Failure::forSender);
    }

    private static boolean isUnwritable(Result<byte[]> result) {
        return result.match(bytes -> false, failure -> true);
    }

    @Test
    void everyMutatedFileIsReadToItsEnd() throws IOException {
        var mutations = new Mutations(8);
        var reader = syntax.files(WrongTotals.WARN).orElseThrow();
        var handed = new ArrayList<String>();
        long read = 0;

        for (int i = 0; i < MUTATED / 10; i++) {
            var file = new ByteArrayInputStream(new String(mutations.next(), StandardCharsets.ISO_8859_1)
                    .concat("\r" + InventedMessages.MERGE)
                    .getBytes(StandardCharsets.ISO_8859_1));
            read += reader.read(file, new FileReading.Sink() {
                        @Override
                        public void good(FileRecord record) {
                            handed.add(record.type());
                        }

                        @Override
                        public void bad(BadRecord record) {
                            handed.add("bad");
                        }
                    })
                    .read();
        }

        assertThat(read).isEqualTo(handed.size()).isGreaterThan(MUTATED / 10);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ZZZ\r", "OBX|1|ED\r", "PID\rOBX\r", "A0A\rB0B\rC0C\r", "PID|~\r", "PID|^\r", "PID|&\r", "PID|\\\r", "PID||1^2&3~4\r", "NTE|1||\\X0D\\\r", "x", "\r", "MSH"
            })
    void aMegabyteOfAnythingIsAnsweredWithinASecond(String piece) {
        var header = "MSH|^~\\&|A|B|C|D|2026||ORU^R01^ORU_R01|7|P|2.5.1\r";
        var message = (header + piece.repeat((MessageReader.MOST_BYTES - header.length()) / piece.length()))
                .getBytes(StandardCharsets.UTF_8);
        answer(message);

        long start = cpu();
        answer(message);

        assertThat(cpu() - start).isLessThan(A_SECOND);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ZZZ", "OBX", "PID OBX", "A0A B0B C0C D0D", "OBR OBX NTE ZZZ", "MRG PID"})
    void asManySegmentsAsAMessageMayHaveAreAnsweredWithinASecond(String ids) {
        var message = new StringBuilder("MSH|^~\\&|A|B|C|D|2026||ORU^R01^ORU_R01|7|P|2.5.1\r");
        for (int i = 0; i < 4_999; i++) {
            message.append(ids.split(" ")[i % ids.split(" ").length]).append("|1|ST|a^b||x\r");
        }
        var bytes = message.toString().getBytes(StandardCharsets.UTF_8);
        answer(bytes);

        long start = cpu();
        answer(bytes);

        assertThat(cpu() - start).isLessThan(A_SECOND);
    }

    @Test
    void mutationsReachEveryKindOfRefusal() {
        var mutations = new Mutations(9);
        var kinds = new TreeMap<String, Integer>();

        for (int i = 0; i < MUTATED; i++) {
            kinds.merge(syntax.read(mutations.next()).match(document -> "read", failure -> failure.code().code()), 1, Integer::sum);
        }

        assertThat(kinds.keySet())
                .containsAll(List.of(
                        "read",
                        FailureCode.READ_SYNTAX.code(),
                        FailureCode.READ_CHARSET.code(),
                        FailureCode.READ_UNEXPECTED.code()));
    }
}
