package passerelle.bench;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the whole gateway, and the bare pipeline, in one run on one machine. */
@Command(
        name = "bench",
        description = "Measures the gateway under load against the barest program that does the same job.",
        mixinStandardHelpOptions = true,
        subcommands = {Kill.class, BatchCommand.class, MllpCommand.class, Translate.class, Flat.class},
        footer = {
            "",
            "Runs in a folder of its own below target/ with invented persons; a running gateway is not touched.",
            "",
            "Examples:",
            "  ./passerelle bench",
            "  ./passerelle bench --protocol xml --connections 8 --seconds 60",
            "  ./passerelle bench kill --times 50",
            "  ./passerelle bench batch",
            "  ./passerelle bench mllp",
            "  ./passerelle bench translate",
            "  ./passerelle bench flat"
        })
public final class Bench implements Callable<Integer> {
    private static final int TURNS = 4;

    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config, routes and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(
            names = "--seconds",
            defaultValue = "20",
            description = "How long each measurement takes (default: ${DEFAULT-VALUE}).")
    private int seconds;

    @Option(
            names = "--warm-up",
            paramLabel = "SECONDS",
            defaultValue = "120",
            description = "Load before the first measurement; the JVM compiles for its first 150,000 messages or so"
                    + " (default: ${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--protocol",
            defaultValue = "soap",
            description = "How messages come in: soap or xml (default: ${DEFAULT-VALUE}).")
    private GatewayHome.Protocol protocol = GatewayHome.Protocol.SOAP;

    @Option(
            names = "--connections",
            split = ",",
            defaultValue = "8,32",
            description = "Callers at once; a measurement each (default: ${DEFAULT-VALUE}).")
    private List<Integer> connections = List.of();

    @Option(
            names = "--java",
            paramLabel = "OPTION",
            description = "One more JVM option for the gateway, such as a recording; may be repeated.")
    private List<String> javaOptions = new ArrayList<>();

    @Option(names = "--gateway-only", description = "Leaves the bare pipeline out, for work on the gateway.")
    private boolean gatewayOnly;

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    @Override
    public Integer call() throws Exception {
        try (var made =
                GatewayHome.make(home.toAbsolutePath().normalize(), protocol, 1)) {
            var measured = measured(made);
            var gateway = measured.get(0);
            var pipeline = gatewayOnly ? List.<Figures>of() : measured.get(1);
            System.out.println(json ? json(gateway, pipeline).toPrettyString() : text(gateway, pipeline));
        }
        return 0;
    }

    private List<List<Figures>> measured(GatewayHome made) throws IOException, InterruptedException {
        var runs = new ArrayList<Run>();
        try (var gateway = gateway(made)) {
            runs.add(gateway);
            if (gatewayOnly) {
                return measure(runs);
            }
            try (var pipeline = pipeline(made)) {
                runs.add(pipeline);
                return measure(runs);
            }
        }
    }

    private Run gateway(GatewayHome made) throws IOException, InterruptedException {
        var syncs = new Syncs(made.path(), "gateway", made.data());
        var options = new ArrayList<>(syncs.javaOptions());
        options.addAll(javaOptions);
        var child = made.startGateway(options);
        try {
            return new Run(made.gateway(child), syncs);
        } catch (IOException | RuntimeException e) {
            child.close();
            throw e;
        }
    }

    private Run pipeline(GatewayHome made) throws IOException, InterruptedException {
        var syncs = new Syncs(made.path(), "pipeline", made.path().resolve("pipeline"));
        return new Run(made.pipeline(syncs.javaOptions()), syncs);
    }

    /** Turn by turn: a machine that others use too is not the same from one minute to the next. */
    private List<List<Figures>> measure(List<Run> runs) throws IOException, InterruptedException {
        for (var run : runs) {
            run.warmUp(Collections.max(connections), Duration.ofSeconds(warmUp));
        }
        for (int count : connections) {
            for (int turn = 0; turn < TURNS; turn++) {
                for (var run : runs) {
                    run.measure(count, Duration.ofSeconds(seconds).dividedBy(TURNS));
                }
            }
        }
        var figures = new ArrayList<List<Figures>>();
        for (var run : runs) {
            figures.add(run.end());
        }
        return figures;
    }

    private String text(List<Figures> gateway, List<Figures> pipeline) {
        var text = new StringBuilder();
        var spoken = protocol.name().toLowerCase(Locale.ROOT);
        text.append("gateway: %s in, SFTP folder out, accepted messages durable; bare pipeline: %s in, file out\n"
                .formatted(spoken, spoken));
        text.append("                 conn.    ack/s  drained/s  CPU s/1000   p50 ms   p99 ms  syncs/msg"
                + "   kept B  written B  failed\n");
        for (int i = 0; i < gateway.size(); i++) {
            text.append(line("gateway", gateway.get(i)));
            if (gatewayOnly) {
                continue;
            }
            text.append(line("bare pipeline", pipeline.get(i)));
            text.append("%-16s %5s  %7.2f  %9.2f  %10.2f\n"
                    .formatted(
                            "ratio",
                            "",
                            gateway.get(i).acknowledged() / pipeline.get(i).acknowledged(),
                            gateway.get(i).drained() / pipeline.get(i).drained(),
                            pipeline.get(i).cpuSeconds() / gateway.get(i).cpuSeconds()));
        }
        text.append("syncs a message of the gateway by folder:");
        gateway.get(gateway.size() - 1)
                .syncs()
                .forEach((folder, count) -> text.append(String.format(Locale.ROOT, " %s %.3f", folder, count)));
        return text.toString();
    }

    private static String line(String name, Figures f) {
        return String.format(
                Locale.ROOT,
                "%-16s %5d  %7.0f  %9.0f  %10.2f  %7.1f  %7.1f  %9.2f  %7.0f  %9.0f  %6d\n",
                name,
                f.connections(),
                f.acknowledged(),
                f.drained(),
                f.cpuSeconds(),
                f.p50(),
                f.p99(),
                f.allSyncs(),
                f.kept(),
                f.written(),
                f.failed());
    }

    private ObjectNode json(List<Figures> gateway, List<Figures> pipeline) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("protocol", protocol.name().toLowerCase(Locale.ROOT));
        var runs = out.putArray("runs");
        for (int i = 0; i < gateway.size(); i++) {
            var run = runs.addObject();
            run.put("connections", gateway.get(i).connections());
            run.set("gateway", json(gateway.get(i)));
            if (!gatewayOnly) {
                run.set("pipeline", json(pipeline.get(i)));
                run.put(
                        "ratio",
                        gateway.get(i).acknowledged() / pipeline.get(i).acknowledged());
            }
        }
        return out;
    }

    private static ObjectNode json(Figures figures) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("messages", figures.messages())
                .put("acknowledged-per-second", figures.acknowledged())
                .put("drained-per-second", figures.drained())
                .put("cpu-seconds-per-1000", figures.cpuSeconds())
                .put("p50-ms", figures.p50())
                .put("p99-ms", figures.p99())
                .put("kept-bytes", figures.kept())
                .put("written-bytes", figures.written())
                .put("failed", figures.failed());
        var syncs = out.putObject("syncs");
        figures.syncs().forEach(syncs::put);
        return out;
    }
}
