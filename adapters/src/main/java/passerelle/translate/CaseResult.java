package passerelle.translate;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.Serialization;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * What one way of a case gave, held against what its folder says.
 *
 * @param file that says what is expected: {@code expected.xml}, {@code back-expected.failure}; it need not exist yet
 * @param came the document or the refusal
 * @param differences in words, each with its place; empty when all is as expected
 */
public record CaseResult(Path file, Result<XdmNode> came, List<String> differences) {
    private static final Set<FailureCode> FAULTS = Set.of(
            FailureCode.MAP_STYLESHEET, FailureCode.MAP_TOO_SLOW, FailureCode.GATEWAY_BUSY, FailureCode.GATEWAY_FAULT);

    public CaseResult {
        differences = List.copyOf(differences);
    }

    static CaseResult ofFailure(Path file, String sentence, Result<XdmNode> came) {
        return new CaseResult(
                file,
                came,
                came.match(
                        node -> List.of("expected the refusal " + sentence + " but it was translated"),
                        found -> found.forSender().equals(sentence)
                                ? List.<String>of()
                                : List.of("expected the refusal " + sentence + "\nbut it was " + found.forSender())));
    }

    static CaseResult ofDocument(Path file, Result<XdmNode> expected, Result<XdmNode> came) {
        return new CaseResult(
                file,
                came,
                expected.match(
                        right -> came.match(
                                node -> Difference.between(right, node).stream()
                                        .map(Difference::toString)
                                        .toList(),
                                refused -> List.of("was refused: " + refused.forSender())),
                        broken -> List.of("cannot be read: " + broken.forSender())));
    }

    static CaseResult ofNothing(Path file, Result<XdmNode> came) {
        return new CaseResult(
                file,
                came,
                List.of("is not there yet; "
                        + came.match(
                                node -> "it was translated to\n"
                                        + Serialization.indented(node).stripTrailing(),
                                refused -> "it was refused: " + refused.forSender())));
    }

    public boolean isGood() {
        return differences.isEmpty();
    }

    /** Whether a case may expect what came: a fault of a stylesheet or of the gateway it may not. */
    public boolean isAcceptable() {
        return came.match(node -> true, failure -> !FAULTS.contains(failure.code()));
    }

    /** File, differences, and the whole of what came when there are some. */
    @Override
    public String toString() {
        var said = file.getFileName() + ": " + differences.stream().collect(Collectors.joining("\n"));
        return isGood()
                ? said
                : said
                        + Optional.of(came)
                                .flatMap(result -> result.match(
                                        node -> Optional.of("\nthe whole result is\n" + node),
                                        failure -> Optional.empty()))
                                .orElse("");
    }
}
