package passerelle.route;

import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.translate.Tracing.Made;

/**
 * What one stage of the road made of a sample.
 *
 * @param part which one of those that a team's own step divided the sample into, as in {@code part 1 of 2}; "" otherwise
 * @param recipient whom a view or what goes out is for: a partner, or the format where no partner was named; "" before
 * @param document a native document, a common message or a view; the one that was refused, as far as it came
 * @param bytes what came, or what would go out
 * @param words what was decided, a line each; or which of a team's own steps this is, and whether the message ends here
 * @param failures why the road ends here; empty when it goes on
 * @param made which line of a stylesheet made each element; empty unless that is watched
 * @param took the time of this stage alone
 */
public record TrialStep(
        Stage stage,
        String part,
        String recipient,
        Optional<XdmNode> document,
        Optional<Bytes> bytes,
        List<String> words,
        List<Failure> failures,
        List<Made> made,
        Duration took) {

    /** The stages, in the order of the road. */
    public enum Stage {
        RAW,
        NATIVE,
        /** What a team's own step left of the native document. */
        BEFORE,
        COMMON,
        /** What a team's own step left of the common message. */
        AFTER,
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
        made = List.copyOf(made);
    }

    /** The bytes that came. */
    static TrialStep raw(Bytes bytes, List<Failure> failures, Duration took) {
        return new TrialStep(
                Stage.RAW, "", "", Optional.empty(), Optional.of(bytes), List.of(), failures, List.of(), took);
    }

    /** A document that is not for one recipient. */
    static TrialStep document(
            Stage stage, Optional<XdmNode> document, List<Failure> failures, List<Made> made, Duration took) {
        return new TrialStep(stage, "", "", document, Optional.empty(), List.of(), failures, made, took);
    }

    /** What the agreements said. */
    static TrialStep decision(List<String> words, List<Failure> failures, Duration took) {
        return new TrialStep(
                Stage.DECISION, "", "", Optional.empty(), Optional.empty(), words, failures, List.of(), took);
    }

    /** What one recipient gets, in the common model. */
    static TrialStep view(String recipient, XdmNode document, Duration took) {
        return new TrialStep(
                Stage.VIEW,
                "",
                recipient,
                Optional.of(document),
                Optional.empty(),
                List.of(),
                List.of(),
                List.of(),
                took);
    }

    /** The same of one part of the sample. */
    TrialStep of(String name) {
        return new TrialStep(stage, name, recipient, document, bytes, words, failures, made, took);
    }

    /** The same with what is to be said of it. */
    TrialStep saying(String text) {
        return new TrialStep(stage, part, recipient, document, bytes, List.of(text), failures, made, took);
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
