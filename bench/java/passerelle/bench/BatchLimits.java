package passerelle.bench;

import passerelle.format.FileReading;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.flat.FlatReader;
import passerelle.format.FileRecord;
import passerelle.model.FormatId;
import passerelle.translate.TranslationStages;

/** What parts of the road do by themselves, with the very file that went along it. */
final class BatchLimits {
    private static final int ROUNDS = 3;
    private static final int CHUNK = 500;
    private static final int BUFFER = 1 << 16;

    private final TranslationStages stages;
    private final Path file;
    private final long records;
    private final Set<String> fields;
    private final Consumer<String> told;
    private final int processors = Runtime.getRuntime().availableProcessors();
    private Spent one = new Spent(0, 0, 0);
    private Spent all = new Spent(0, 0, 0);

    /** @param home holds the formats */
    BatchLimits(Path home, Path file, long records, Consumer<String> told) {
        this.stages = new TranslationStages(home, new FormatId("border-extract-v1"), new FormatId("xaa-registry-v1"));
        this.file = file;
        this.records = records;
        this.fields = new TreeSet<>(OwnHome.FIELDS);
        this.fields.addAll(BatchHome.MORE_FIELDS);
        this.told = told;
    }

    /**
     * Records a second, by the clock, of the compiled stylesheets alone: nodes in, nodes out.
     *
     * @param alone to the common model and from it
     * @param withRules with the rules of the common model between them, which are a stylesheet too
     */
    record Mapping(int threads, double alone, double withRules) {
        private static Mapping of(int threads, Spent spent) {
            double seconds = spent.mapping / 1e9 / threads;
            return new Mapping(
                    threads, spent.records / seconds, spent.records / (seconds + spent.rules / 1e9 / threads));
        }
    }

    /** What was measured. */
    record Measured(Rate slicer, Rate parser, Mapping one, Mapping all) {}

    /**
     * Maps every other chunk of the file, on one thread and then on all processors: half of them before the run and half
     * after it, since a machine is not the same from one minute to the next.
     *
     * @param half 0 or 1
     */
    void map(int half) throws IOException, InterruptedException {
        one = one.plus(mapping(1, half));
        told.accept("one thread of mapping is measured, half %d of 2".formatted(half + 1));
        all = all.plus(mapping(processors, half));
    }

    /** What was mapped so far, and the rest. */
    Measured measure() throws IOException {
        var slicer = new Slicer(Extract.LENGTHS, Extract.CHARSET);
        var sliced = Rate.of(slicer::slice, open(), records);
        var parsed = Rate.of(this::parse, open(), records);
        for (int round = 1; round < ROUNDS; round++) {
            sliced = sliced.better(Rate.of(slicer::slice, open(), records));
            parsed = parsed.better(Rate.of(this::parse, open(), records));
        }
        return new Measured(sliced, parsed, Mapping.of(1, one), Mapping.of(processors, all));
    }

    private InputStream open() throws IOException {
        return new BufferedInputStream(Files.newInputStream(file), BUFFER);
    }

    private void parse(InputStream in) throws IOException {
        var totals = new FlatReader(stages.layout()).read(in, new Unkept());
        if (!totals.hold()) {
            throw new IllegalStateException("The extract is none: " + totals.faults());
        }
    }

    private Spent mapping(int threads, int half) throws IOException, InterruptedException {
        var pool = Executors.newFixedThreadPool(threads);
        try (var in = open()) {
            var reading = new FlatReader(stages.layout()).open(in);
            var work = new ArrayList<Callable<Spent>>();
            for (int thread = 0; thread < threads; thread++) {
                work.add(() -> map(reading, half));
            }
            var spent = new Spent(0, 0, 0);
            for (var each : pool.invokeAll(work)) {
                spent = spent.plus(done(each));
            }
            return spent;
        } finally {
            pool.shutdownNow();
        }
    }

    private static Spent done(Future<Spent> work) throws InterruptedException {
        try {
            return work.get();
        } catch (ExecutionException e) {
            throw new IllegalStateException("The mapping failed", e.getCause());
        }
    }

    /** Nanoseconds of the clock for so many records. */
    private record Spent(long records, long mapping, long rules) {
        Spent plus(Spent other) {
            return new Spent(records + other.records, mapping + other.mapping, rules + other.rules);
        }
    }

    private Spent map(FileReading reading, int half) throws IOException {
        var spent = new Spent(0, 0, 0);
        for (var chunk = chunk(reading); !chunk.records.isEmpty(); chunk = chunk(reading)) {
            long number = chunk.records.get(0).line() / CHUNK;
            spent = number % 2 == half ? spent.plus(map(chunk)) : spent;
        }
        return spent;
    }

    private Good chunk(FileReading reading) throws IOException {
        synchronized (reading) {
            var chunk = new Good();
            // A chunk can be all bad, and the file not at its end.
            boolean more = true;
            while (more && chunk.records.isEmpty()) {
                more = reading.read(CHUNK, chunk);
            }
            return chunk;
        }
    }

    /** What is between the stylesheets is left out of the time: building and reading nodes, and the permitted view. */
    private Spent map(Good chunk) {
        var documents = chunk.records.stream().map(FileRecord::node).toList();
        long start = System.nanoTime();
        var messages = new ArrayList<XdmNode>(documents.size());
        documents.forEach(document -> stages.tried(document).ifPresent(messages::add));
        long mapped = System.nanoTime();
        messages.forEach(stages::rules);
        long checked = System.nanoTime();
        var views = messages.stream().map(message -> stages.view(message, fields)).toList();
        long viewed = System.nanoTime();
        views.forEach(stages::fromCommon);
        long end = System.nanoTime();
        return new Spent(documents.size(), mapped - start + end - viewed, checked - mapped);
    }

    private static final class Unkept implements FileReading.Sink {
        @Override
        public void good(FileRecord record) {
            // Read is all that it had to be.
        }

        @Override
        public void bad(BadRecord record) {
            // Read is all that it had to be.
        }
    }

    /** The good crossings. */
    private static final class Good implements FileReading.Sink {
        private final ArrayList<FileRecord> records = new ArrayList<>();

        @Override
        public void good(FileRecord record) {
            if (record.type().equals("crossing")) {
                records.add(record);
            }
        }

        @Override
        public void bad(BadRecord record) {
            // There is nothing to map.
        }
    }
}
