package passerelle.bench;

import passerelle.format.FileReading;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.FileRecord;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.model.Result;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the reader and writer of flat files against the barest program that cuts the same lines. */
@Command(
        name = "flat",
        description = "Measures reading and writing flat files (300 bytes, 25 fields, Arabic names, 0.1 %% bad) against a"
                + " bare slicer that cuts each line into 25 strings and does nothing else.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Each is run in turn, several rounds, in one thread; the best round counts, by processor time.",
            "Exit code 0: the parser reads at least 0.5 of what the slicer cuts; 1: less.",
            "",
            "Example:",
            "  ./passerelle bench flat --records 1000000 --rounds 5"
        })
final class Flat implements Callable<Integer> {
    private static final double LIMIT = 0.5;
    private static final String SLICER = "bare slicer";
    private static final String PARSER = "parser";

    @Option(
            names = "--records",
            defaultValue = "1000000",
            description = "In thousands; how many each round has (default: ${DEFAULT-VALUE}).")
    private int records;

    @Option(names = "--rounds", defaultValue = "4", description = "How often each is run (default: ${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    private final Layout layout = FlatFile.layout();

    @Override
    public Integer call() throws IOException {
        var file = new FlatFile(records);
        var nodes = nodes();
        var runs = new LinkedHashMap<String, Rate.Run>();
        runs.put(SLICER, new Slicer(FlatFile.LENGTHS, FlatFile.CHARSET)::slice);
        runs.put(PARSER, in -> parse(in, file, false));
        runs.put("parser, nodes", in -> parse(in, file, true));
        runs.put("writer", in -> write(nodes));
        var rates = new LinkedHashMap<String, Rate>();
        for (int round = 0; round < rounds; round++) {
            for (var run : runs.entrySet()) {
                rates.merge(run.getKey(), Rate.of(run.getValue(), file.open(), file.records()), Rate::better);
            }
        }
        System.out.println(json ? json(rates) : text(rates));
        return ratio(rates, PARSER) >= LIMIT ? 0 : 1;
    }

    private void parse(InputStream in, FlatFile file, boolean withNodes) throws IOException {
        var totals = new FlatReader(layout).read(in, new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (withNodes) {
                    record.node();
                }
            }

            @Override
            public void bad(BadRecord record) {
                // Counted by the reader.
            }
        });
        if (!totals.hold() || totals.read() != file.records() || totals.bad() != file.bad()) {
            throw new IllegalStateException("The parser read something else: " + totals.faults());
        }
    }

    /** A thousand records to write again and again. */
    private List<XdmNode> nodes() throws IOException {
        var nodes = new ArrayList<XdmNode>();
        new FlatReader(layout).read(new FlatFile(1_000).open(), new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (record.type().equals("person")) {
                    nodes.add(record.node());
                }
            }

            @Override
            public void bad(BadRecord record) {
                // One of the thousand.
            }
        });
        return nodes;
    }

    private void write(List<XdmNode> nodes) {
        var writer = new FlatWriter(layout);
        var tally = writer.tally();
        long bytes = 0;
        for (int i = 0; i < records; i++) {
            if (writer.encode(nodes.get(i % nodes.size())) instanceof Result.Ok<Encoded> ok) {
                tally.add(ok.value());
                bytes += writer.framed(ok.value()).length;
            }
        }
        if (bytes != records * 301L) {
            throw new IllegalStateException("The writer wrote " + bytes + " bytes");
        }
    }

    private static double ratio(Map<String, Rate> rates, String name) {
        var none = new Rate(0, 0);
        return rates.getOrDefault(name, none).cpu() / rates.getOrDefault(SLICER, none).cpu();
    }

    private String text(Map<String, Rate> rates) {
        var text = new StringBuilder("%,d records of 300 bytes and 25 fields, windows-1256, one thread, best of %d\n"
                .formatted(records, rounds));
        text.append(String.format(Locale.ROOT, "%-16s %14s %14s %7s%n", "", "records/CPU s", "records/s", "ratio"));
        rates.forEach((name, rate) -> text.append(String.format(
                Locale.ROOT, "%-16s %,14.0f %,14.0f %7.2f%n", name, rate.cpu(), rate.clock(), ratio(rates, name))));
        text.append(String.format(
                Locale.ROOT,
                "limit %.1f of the slicer for the parser: %s",
                LIMIT,
                ratio(rates, PARSER) >= LIMIT ? "kept" : "not kept"));
        return text.toString();
    }

    private String json(Map<String, Rate> rates) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("records", records).put("rounds", rounds).put("limit-ratio", LIMIT);
        var runs = out.putArray("runs");
        rates.forEach((name, rate) -> runs.addObject()
                .put("run", name)
                .put("records-per-cpu-second", rate.cpu())
                .put("records-per-second", rate.clock())
                .put("ratio", ratio(rates, name)));
        return out.toPrettyString();
    }
}
