package passerelle.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Sends one large file through the gateway, looks for every record of it, and measures what the parts could do alone. */
@Command(
        name = "batch",
        description = "One file of a million records in by SFTP and out in another format: nothing lost, nothing twice,"
                + " and how fast that is against its parts alone.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "A record has 300 bytes and 25 fields, names in Arabic and Latin letters, dates of three calendars; one in a",
            "thousand is bad. Every record that comes out is held against what it had to become.",
            "",
            "Exit code 0: no difference, and the limits are kept (that of the run only without --kill); 1: not.",
            "",
            "Examples:",
            "  ./passerelle bench batch",
            "  ./passerelle bench batch --records 50000 --kill 5"
        })
final class BatchCommand implements Callable<Integer> {
    private static final int ONE_BAD_IN = 1_000;
    private static final double RUN_LIMIT = 0.8;
    private static final double PARSER_LIMIT = 0.5;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config, routes and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(names = "--records", defaultValue = "1000000", description = "How many (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(
            names = "--kill",
            paramLabel = "TIMES",
            defaultValue = "0",
            description = "Kills the gateway (SIGKILL) so often at random moments (default: ${DEFAULT-VALUE}).")
    private int kills;

    @Option(
            names = "--heap",
            paramLabel = "SIZE",
            defaultValue = "256m",
            description = "The gateway's -Xmx (default: ${DEFAULT-VALUE}).")
    private String heap = "256m";

    @Option(names = "--seed", description = "Repeats the records and moments of an earlier run.")
    private long seed = System.nanoTime();

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "One more JVM option for the gateway, such as a recording; may be repeated.")
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    /**
     * @param run to the mapping, which is the three stylesheets that every record goes through: to the common model, its
     *     rules, and from it @param formats the same without the rules @param runAll on all processors
     */
    private record Ratios(double run, double formats, double runAll, double parser) {}

    private final class Limits implements BatchRun.Aside {
        private @Nullable BatchLimits limits;
        private BatchLimits.@Nullable Measured measured;

        @Override
        public void before(Path made, Path extract) throws IOException, InterruptedException {
            limits = new BatchLimits(made, extract, records, System.err::println);
            limits.map(0);
        }

        @Override
        public void after() throws IOException, InterruptedException {
            var begun = Objects.requireNonNull(limits);
            begun.map(1);
            measured = begun.measure();
        }
    }

    @Override
    public Integer call() throws Exception {
        System.err.println("seed " + seed);
        var limits = new Limits();
        var outcome = BatchRun.run(
                home,
                new BatchRun.Setting(records, ONE_BAD_IN, kills, heap, seed, javaOptions),
                System.err::println,
                limits);
        outcome.differences().forEach(System.out::println);
        var measured = Objects.requireNonNull(limits.measured);
        var ratios = new Ratios(
                outcome.rate() / measured.one().withRules(),
                outcome.rate() / measured.one().alone(),
                outcome.rate() / measured.all().withRules(),
                measured.parser().cpu() / measured.slicer().cpu());
        System.out.println(json ? json(outcome, measured, ratios) : text(outcome, measured, ratios));
        boolean isFast = ratios.parser >= PARSER_LIMIT && (kills > 0 || ratios.run >= RUN_LIMIT);
        return outcome.differences().isEmpty() && isFast ? 0 : 1;
    }

    private String text(BatchRun.Outcome outcome, BatchLimits.Measured limits, Ratios ratios) {
        var text = new StringBuilder();
        text.append("%,d records of 300 bytes, %,d of them bad, %d kills: %s\n"
                .formatted(
                        records,
                        outcome.bad(),
                        outcome.kills(),
                        outcome.differences().isEmpty() ? "no difference" : "DIFFERENCES, see above"));
        text.append("from the end of the upload to the last byte: %.1f s; heap %s, at most %,d MB resident; CPU s per 1,000 records %.3f\n"
                .formatted(outcome.seconds(), heap, outcome.peakBytes() >> 20, outcome.cpuSeconds() * 1_000 / records));
        text.append(String.format(Locale.ROOT, "%-34s %14s%n", "", "records/s"));
        text.append(line("the run", outcome.rate()));
        for (var mapping : List.of(limits.one(), limits.all())) {
            text.append(line("mapping alone, threads " + mapping.threads(), mapping.withRules()));
            text.append(line("of it the formats', threads " + mapping.threads(), mapping.alone()));
        }
        text.append(line("parser (of processor time)", limits.parser().cpu()));
        text.append(line("bare slicer (of processor time)", limits.slicer().cpu()));
        text.append("run / mapping alone, one thread: " + judged(ratios.run, RUN_LIMIT, kills == 0) + "\n");
        text.append("run / the formats' stylesheets alone, one thread: %.2f\n".formatted(ratios.formats));
        text.append("run / mapping alone, threads %d: %.2f\n".formatted(limits.all().threads(), ratios.runAll));
        text.append("parser / slicer: " + judged(ratios.parser, PARSER_LIMIT, true));
        return text.toString();
    }

    private static String line(String name, double rate) {
        return String.format(Locale.ROOT, "%-34s %,14.0f%n", name, rate);
    }

    private static String judged(double ratio, double limit, boolean counts) {
        var said = counts ? ratio >= limit ? "kept" : "not kept" : "does not count with kills";
        return String.format(Locale.ROOT, "%.2f, limit %.1f: %s", ratio, limit, said);
    }

    private String json(BatchRun.Outcome outcome, BatchLimits.Measured limits, Ratios ratios) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("seed", seed)
                .put("records", records)
                .put("bad", outcome.bad())
                .put("kills", outcome.kills())
                .put("differences", outcome.differences().size())
                .put("heap", heap)
                .put("peak-bytes", outcome.peakBytes())
                .put("seconds", outcome.seconds())
                .put("records-per-second", outcome.rate())
                .put("cpu-seconds-per-1000", outcome.cpuSeconds() * 1_000 / records)
                .put("parser-per-cpu-second", limits.parser().cpu())
                .put("slicer-per-cpu-second", limits.slicer().cpu());
        var mappings = out.putArray("mapping");
        for (var mapping : List.of(limits.one(), limits.all())) {
            mappings.addObject()
                    .put("threads", mapping.threads())
                    .put("records-per-second", mapping.withRules())
                    .put("formats-per-second", mapping.alone());
        }
        out.put("run-to-mapping", ratios.run)
                .put("run-to-formats", ratios.formats)
                .put("run-to-mapping-all-threads", ratios.runAll)
                .put("run-to-mapping-limit", RUN_LIMIT)
                .put("parser-to-slicer", ratios.parser)
                .put("parser-to-slicer-limit", PARSER_LIMIT);
        return out.toPrettyString();
    }
}
