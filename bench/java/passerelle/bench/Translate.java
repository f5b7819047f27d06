package passerelle.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures what the translation of one message costs, stage by stage, with JMH. */
@Command(
        name = "translate",
        description = "Measures what translating one message of 3.4 kB there and back costs, stage by stage (JMH).",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Runs in this process: the launcher forbids the Java serialisation that JMH's own processes speak.",
            "Exit code 0: there and back costs at most 500 microseconds of processor time; 1: more.",
            "",
            "Example:",
            "  ./passerelle bench translate --warm-up 20 --seconds 5"
        })
final class Translate implements Callable<Integer> {
    private static final double LIMIT = 500;
    private static final String WHOLE = "thereAndBack";
    private static final Map<String, String> STAGES = stages();

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(
            names = "--seconds",
            defaultValue = "3",
            description = "How long each stage is measured (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "10",
            description = "How long each stage runs before it is measured; the whole runs four times as long, since the"
                    + " JVM compiles for its first 50,000 messages or so (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    private record Cost(double cpu, double wall) {}

    private static Map<String, String> stages() {
        var stages = new LinkedHashMap<String, String>();
        stages.put("parse", "parse");
        stages.put("nativeSchema", "native schema");
        stages.put("toCommon", "to common");
        stages.put("commonSchema", "common schema");
        stages.put("commonRules", "common rules");
        stages.put("fromCommon", "from common");
        stages.put("outputSchema", "output schema");
        stages.put("serialise", "serialise");
        return stages;
    }

    @Override
    public Integer call() throws RunnerException {
        // The whole goes first: that is the mixture in which the stages run, and for which the JVM compiles. After the
        // stages have run alone, it is no longer compiled for the whole.
        var costs = new LinkedHashMap<String, Cost>();
        costs.put(WHOLE, measure(WHOLE, 3 * warmUp));
        for (var stage : STAGES.keySet()) {
            costs.put(stage, measure(stage, warmUp));
        }
        System.out.println(json ? json(costs) : text(costs));
        return cpu(costs, List.of(WHOLE)) <= LIMIT ? 0 : 1;
    }

    private Cost measure(String stage, int warmUpSeconds) throws RunnerException {
        var name = TranslationBenchmark.class.getName() + "." + stage;
        var options = new OptionsBuilder()
                .include("^" + name.replace(".", "\\.") + "$")
                .param("home", home.toAbsolutePath().normalize().toString())
                .mode(Mode.AverageTime)
                .timeUnit(TimeUnit.MICROSECONDS)
                .forks(0)
                .threads(1)
                .warmupIterations(1)
                .warmupTime(TimeValue.seconds(warmUpSeconds))
                .measurementIterations(3)
                .measurementTime(TimeValue.milliseconds(seconds * 1_000L / 3))
                .verbosity(VerboseMode.SILENT)
                .build();
        var wall = new Runner(options).runSingle().getPrimaryResult().getScore();
        return new Cost(Processor.micros(name), wall);
    }

    private static double cpu(Map<String, Cost> costs, Iterable<String> names) {
        double sum = 0;
        for (var name : names) {
            sum += costs.getOrDefault(name, new Cost(0, 0)).cpu;
        }
        return sum;
    }

    private static String text(Map<String, Cost> costs) {
        var text = new StringBuilder("one report of %d bytes, utopia-border-v1 to xbb-immigration-v1, one thread\n"
                .formatted(TranslationBenchmark.BYTES));
        text.append(String.format(Locale.ROOT, "%-16s %10s %10s%n", "stage", "CPU µs", "clock µs"));
        STAGES.forEach((stage, title) -> text.append(line(title, costs.getOrDefault(stage, new Cost(0, 0)))));
        text.append(String.format(Locale.ROOT, "%-16s %10.1f%n", "sum of stages", cpu(costs, STAGES.keySet())));
        var whole = costs.getOrDefault(WHOLE, new Cost(0, 0));
        text.append(line("there and back", whole));
        text.append(String.format(
                Locale.ROOT, "limit %.0f µs of CPU: %s", LIMIT, whole.cpu <= LIMIT ? "kept" : "not kept"));
        return text.toString();
    }

    private static String line(String title, Cost cost) {
        return String.format(Locale.ROOT, "%-16s %10.1f %10.1f%n", title, cost.cpu, cost.wall);
    }

    private static String json(Map<String, Cost> costs) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("bytes", TranslationBenchmark.BYTES).put("limit-cpu-micros", LIMIT);
        out.put("sum-cpu-micros", cpu(costs, STAGES.keySet()));
        out.put("there-and-back-cpu-micros", cpu(costs, List.of(WHOLE)));
        var stages = out.putArray("stages");
        STAGES.forEach((stage, title) -> {
            var cost = costs.getOrDefault(stage, new Cost(0, 0));
            stages.addObject().put("stage", title).put("cpu-micros", cost.cpu).put("clock-micros", cost.wall);
        });
        return out.toPrettyString();
    }
}
