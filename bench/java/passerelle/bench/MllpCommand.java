package passerelle.bench;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures HL7 v2 over MLLP in and out, and looks for every message. */
@Command(
        name = "mllp",
        description = "Updates of patients in by MLLP and out by MLLP: all acknowledged, all delivered once and in the order"
                + " of each patient, and how fast that is.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Messages have 700 bytes and are of 200 patients; sender and recipient are of this command, the gateway is a",
            "process of its own. Open Integration Engine 4.5.2 did 123 messages/s with a p99 of 148 ms and 8.0 CPU seconds",
            "for 1,000 messages on this task; the aim is 500, 50 and 2.",
            "",
            "Exit code 0: no difference; 1: a message is lost, came twice, or in another order.",
            "",
            "Examples:",
            "  ./passerelle bench mllp",
            "  ./passerelle bench mllp --messages 5000 --kill 10"
        })
final class MllpCommand implements Callable<Integer> {
    private static final int MOST_TOLD = 20;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config, routes and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(names = "--messages", defaultValue = "10000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int messages;

    @Option(
            names = "--warm-up",
            paramLabel = "MESSAGES",
            defaultValue = "10000",
            description = "Sent before those that count (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--connections",
            defaultValue = "8",
            description = "Senders at once: 1, 2, 4, 5, 8, 10 or 20 (default: ${DEFAULT-VALUE}).")
    private int connections;

    @Option(
            names = "--kill",
            paramLabel = "TIMES",
            defaultValue = "0",
            description = "Kills the gateway (SIGKILL) so often at random moments (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(names = "--seed", description = "Repeats the random moments of an earlier run.")
    private long seed = System.nanoTime();

    @Override
    public Integer call() throws Exception {
        System.out.println("seed " + seed);
        try (var run =
                MllpRun.open(home.toAbsolutePath().normalize(), new Random(seed), System.out::println)) {
            var result = run.run(warmUp, messages, connections, kills);
            System.out.println(text(result));
            result.differences().stream().limit(MOST_TOLD).forEach(System.out::println);
            if (!result.differences().isEmpty()) {
                System.out.println("All that the gateway wrote is in " + run.path());
            }
            return result.differences().isEmpty() ? 0 : 1;
        }
    }

    private String text(MllpRun.Result result) {
        return """
                             accepted/s  drained/s   p50 ms   p99 ms  CPU s/1000
                gateway      %10.0f  %9.0f  %7.1f  %7.1f  %10.2f
                aim                 500                      50.0        2.00
                OIE 4.5.2           123                     148.0        8.00
                %d messages over %d connections, %d kills, %d unanswered and sent again, %d delivered again under the same id, %d differences"""
                .formatted(
                        result.accepted(),
                        result.drained(),
                        result.p50(),
                        result.p99(),
                        result.cpuSeconds(),
                        messages,
                        connections,
                        kills,
                        result.unanswered(),
                        result.again(),
                        result.differences().size())
                .replace("NaN", String.format(Locale.ROOT, "%3s", "-"));
    }
}
