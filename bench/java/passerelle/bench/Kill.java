package passerelle.bench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Kills the gateway again and again, and looks for a message that was lost or delivered twice. */
@Command(
        name = "kill",
        description = "Kills the gateway (SIGKILL) at random moments under load; nothing may be lost or come twice.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: every acknowledged message is in exactly one delivered record and the audit log agrees; 1: not.",
            "",
            "Example:",
            "  ./passerelle bench kill --times 50"
        })
final class Kill implements Callable<Integer> {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config, routes and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(names = "--times", defaultValue = "50", description = "How many kills (default: ${DEFAULT-VALUE}).")
    private int times;

    @Option(
            names = "--seconds",
            defaultValue = "4",
            description = "The longest time from a start to the next kill (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--seed", description = "Repeats the random moments of an earlier run.")
    private long seed = System.nanoTime();

    @Override
    public Integer call() throws Exception {
        System.out.println("seed " + seed);
        var differences =
                KillRun.run(home, List.of(), times, Duration.ofSeconds(seconds), new Random(seed), System.out::println);
        differences.forEach(System.out::println);
        return differences.isEmpty() ? 0 : 1;
    }
}
