package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.format.edifact.Interchanges.ONE;
import static passerelle.format.edifact.Interchanges.SYNTAX;
import static passerelle.format.edifact.Interchanges.bytes;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import passerelle.format.FileFault;
import passerelle.format.FileRecord;
import passerelle.model.FileRules.WrongTotals;

class HostileEdifactTest {
    private static final int MUTANTS = Integer.getInteger("passerelle.mutated", 3_000);
    private static final long A_SECOND = 1_000_000_000;

    /** Of this thread, so that it says nothing of how busy the machine is. */
    private static final ThreadMXBean CLOCK = ManagementFactory.getThreadMXBean();

    private static final String NONE = "a document";

    private static final String TWO = ONE
            + "QP XXXABCD\r\n.XXXEFGH 231100\r\n"
            + ONE.replace("UNA:+.? '", "UNA:*.? #")
                    .replace("'\n", "#")
                    .replace('+', '*')
                    .replace("\n", "")
            + "\r\n\r\nSent by mail\r\n";

    private static final List<byte[]> WHOLE = List.of(
            bytes(ONE),
            bytes(ONE.replace("\n", "")),
            bytes(wrapped(ONE.replace("\n", ""), 64)),
            bytes(TWO),
            bytes(ONE.replace("UNA:+.? '", "UNA:+.?*'")),
            bytes(ONE.replace("UNT+12+PAX001'", "UNT+12+PAX001'UNH+2+PAXLST:D:05B:UN'BGM+745'TDT+20'UNT+4+2'")));

    private static String wrapped(String text, int width) {
        return text.replaceAll("(.{" + width + "})", "$1\r\n");
    }

    /** The seed makes a failure come again; with {@code passerelle.mutated} there are as many as one likes. */
    @Test
    void answersEveryBrokenInterchange() throws IOException {
        var random = new Random(20261125);
        int good = 0;
        int refused = 0;
        int answered = 0;
        for (int i = 0; i < MUTANTS; i++) {
            var mutant = mutant(random);
            long before = CLOCK.getCurrentThreadCpuTime();

            var outcome = Interchanges.read(mutant, WrongTotals.values()[i % 3]);
            var alone = SYNTAX.read(mutant)
                    .match(node -> NONE, failure -> failure.code().code());
            var contrl = SYNTAX.answer(
                    new ByteArrayInputStream(mutant), WrongTotals.REFUSE, Map.of(), "0123456789ab", Instant.EPOCH);

            assertThat(CLOCK.getCurrentThreadCpuTime() - before)
                    .as("mutant %d", i)
                    .isLessThan(A_SECOND);
            assertThat(outcome.totals().read())
                    .isEqualTo(outcome.good().size() + outcome.bad().size());
            assertThat(outcome.totals().read() == 0 && outcome.totals().hold()).isFalse();
            assertThat(outcome.totals().types().get("PAXLST").good())
                    .isEqualTo(outcome.good().size());
            outcome.good().forEach(record -> isAsItStands(record, mutant));
            outcome.bad()
                    .forEach(record -> assertThat(record.faults()).isNotEmpty().allSatisfy(HostileEdifactTest::isTold));
            assertThat(outcome.totals().faults()).allSatisfy(HostileEdifactTest::isTold);
            assertThat(alone).matches("READ-.+|" + NONE);
            good += outcome.good().isEmpty() ? 0 : 1;
            refused += outcome.bad().isEmpty() ? 0 : 1;
            answered += contrl.isPresent() ? 1 : 0;
        }
        assertThat(good).isGreaterThan(MUTANTS / 10);
        assertThat(refused).isGreaterThan(MUTANTS / 10);
        assertThat(answered).isGreaterThan(MUTANTS / 2);
    }

    private static void isAsItStands(FileRecord record, byte[] file) {
        assertThat(record.raw())
                .isEqualTo(
                        Arrays.copyOfRange(file, (int) record.offset(), (int) record.offset() + record.raw().length));
        assertThat(record.node()).isNotNull();
    }

    private static void isTold(FileFault fault) {
        assertThat(fault.code().code()).startsWith("READ-");
        assertThat(fault.expected()).isNotEmpty();
        assertThat(fault.offset()).isNotNegative();
    }

    private static byte[] mutant(Random random) {
        var bytes = WHOLE.get(random.nextInt(WHOLE.size()));
        for (int times = 1 + random.nextInt(3); times > 0; times--) {
            bytes = mutated(bytes, random);
        }
        return bytes;
    }

    private static byte[] mutated(byte[] file, Random random) {
        int from = random.nextInt(file.length + 1);
        int to = Math.min(file.length, from + random.nextInt(12));
        var out = new ByteArrayOutputStream();
        out.write(file, 0, from);
        switch (random.nextInt(9)) {
            case 0 -> noise(out, random, to - from);
            case 1 -> out.write(random.nextInt());
            case 2 -> out.writeBytes(bytes("\r\n"));
            case 3 -> out.write("'+:?*# -.".charAt(random.nextInt(9)));
            case 4 ->
                out.writeBytes(bytes("UNA"
                        + "'+:?*# -.".repeat(2).substring(random.nextInt(9)).substring(0, 6)));
            case 5 -> out.writeBytes(Arrays.copyOfRange(file, from, Math.min(file.length, from + random.nextInt(300))));
            case 6 -> out.writeBytes(bytes("X".repeat(random.nextInt(20_000))));
            case 7 -> out.writeBytes(bytes(":+'".substring(random.nextInt(3)).repeat(random.nextInt(200))));
            default -> {
                return random.nextBoolean() ? Arrays.copyOf(file, from) : Arrays.copyOfRange(file, from, file.length);
            }
        }
        out.write(file, to, file.length - to);
        return out.toByteArray();
    }

    private static void noise(ByteArrayOutputStream out, Random random, int length) {
        var noise = new byte[length];
        random.nextBytes(noise);
        out.writeBytes(noise);
    }
}
