package passerelle.route;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;

/**
 * What one stage of the road made of a sample.
 *
 * @param recipient whom a view or what goes out is for: a partner, or the format where no partner was named; "" before
 * @param document a native document, a common message or a view; the one that was refused, as far as it came
 * @param bytes what came, or what would go out
 * @param words what was decided, a line each
 * @param failures why the road ends here; empty when it goes on
 * @param took the time of this stage alone
 */
public record TrialStep(
        Stage stage,
        String recipient,
        Optional<XdmNode> document,
        Optional<Bytes> bytes,
        List<String> words,
        List<Failure> failures,
        Duration took) {

    /** The stages, in the order of the road. */
    public enum Stage {
        RAW,
        NATIVE,
        COMMON,
        DECISION,
        VIEW,
        OUT
    }

    /** @param charset to show them in; what it has no letter for is not shown as it is @param value treat as immutable */
    public record Bytes(byte[] value, Charset charset) {
        /** For people. */
        public String text() {
            return new String(value, charset);
        }
    }

    public TrialStep {
        words = List.copyOf(words);
        failures = List.copyOf(failures);
    }

    public boolean isGood() {
        return failures.isEmpty();
    }

    /** Without the content, which may be personal data. */
    @Override
    public String toString() {
        return stage + " " + failures;
    }
}
