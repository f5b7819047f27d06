package passerelle.bench;

import java.nio.file.Path;
import java.util.Objects;
import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import passerelle.model.FormatId;
import passerelle.translate.TranslationStages;

/** A crossing report of 3.4 kB that becomes a notice of another format: each stage by itself, and all of them in one go. */
@State(Scope.Benchmark)
public class TranslationBenchmark {
    /** The size of the report, in bytes. */
    static final int BYTES = 3_400;

    /** The folder that holds config and xslt. */
    @Param(".")
    public String home = ".";

    private final byte[] message = CrossingReport.xml(1, BYTES);
    private @Nullable Prepared prepared;

    /** What each stage starts from. */
    private record Prepared(TranslationStages stages, XdmNode in, XdmNode common, XdmNode out) {}

    /** Loads the formats and takes every stage once. */
    @Setup
    public void prepare() {
        var stages = new TranslationStages(
                Path.of(home).toAbsolutePath().normalize(),
                new FormatId("utopia-border-v1"),
                new FormatId("xbb-immigration-v1"));
        var in = stages.parse(message);
        var common = stages.toCommon(in);
        prepared = new Prepared(stages, in, common, stages.fromCommon(common));
    }

    private Prepared ready() {
        return Objects.requireNonNull(prepared);
    }

    @Benchmark
    public Object parse(Processor processor) {
        processor.count();
        return ready().stages.parse(message);
    }

    @Benchmark
    public Object nativeSchema(Processor processor) {
        processor.count();
        return ready().stages.input(ready().in);
    }

    @Benchmark
    public Object toCommon(Processor processor) {
        processor.count();
        return ready().stages.toCommon(ready().in);
    }

    @Benchmark
    public Object commonSchema(Processor processor) {
        processor.count();
        return ready().stages.shape(ready().common);
    }

    @Benchmark
    public Object commonRules(Processor processor) {
        processor.count();
        return ready().stages.rules(ready().common);
    }

    @Benchmark
    public Object fromCommon(Processor processor) {
        processor.count();
        return ready().stages.fromCommon(ready().common);
    }

    @Benchmark
    public Object outputSchema(Processor processor) {
        processor.count();
        return ready().stages.output(ready().out);
    }

    @Benchmark
    public Object serialise(Processor processor) {
        processor.count();
        return ready().stages.serialise(ready().out);
    }

    /** The whole way, as a message goes it. */
    @Benchmark
    public Object thereAndBack(Processor processor) {
        processor.count();
        var stages = ready().stages;
        var common = stages.rules(stages.shape(stages.toCommon(stages.input(stages.parse(message)))));
        return stages.serialise(stages.output(stages.fromCommon(common)));
    }
}
