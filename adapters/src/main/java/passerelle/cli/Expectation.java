package passerelle.cli;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import passerelle.format.xml.HardenedXml;
import passerelle.route.TrialRecord;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Difference;

/**
 * What a person expects of one stage: XML, compared as a document; the sentence of a refusal, when the file ends with
 * {@code .failure}; or else bytes, compared as lines of text.
 */
record Expectation(String name, byte[] bytes) {

    /**
     * The differences, each with its place; empty when all is as expected.
     *
     * @param stage empty: what goes out, if the road leads there, else the common message
     */
    List<String> differences(TrialRecord record, Optional<Stage> stage) {
        if (name.endsWith(".failure")) {
            return refusal(record);
        }
        var steps = record.steps();
        var last = steps.get(steps.size() - 1);
        var wanted = stage.orElse(last.stage() == Stage.OUT ? Stage.OUT : Stage.COMMON);
        var found = steps.stream().filter(step -> step.stage() == wanted).toList();
        var refusal = found.isEmpty() ? last : found.get(0);
        if (found.isEmpty() || !refusal.isGood()) {
            return List.of("expected a document at " + TrialText.name(wanted) + " but it was refused: "
                    + refusal.failures().stream()
                            .findFirst()
                            .map(TrialText::said)
                            .orElse("the road ends at " + TrialText.name(last.stage())));
        }
        return found.size() > 1
                ? List.of(found.size() + " recipients get it; name one with --to")
                : differences(found.get(0));
    }

    private List<String> refusal(TrialRecord record) {
        var sentence = new String(bytes, StandardCharsets.UTF_8).strip();
        var said = record.steps().stream()
                .flatMap(step -> step.failures().stream())
                .findFirst()
                .map(TrialText::said);
        return said.filter(sentence::equals).isPresent()
                ? List.of()
                : List.of("expected the refusal " + sentence + "\nbut it "
                        + said.map(text -> "was " + text).orElse("was translated"));
    }

    private List<String> differences(TrialStep step) {
        return HardenedXml.parse(bytes)
                .match(
                        expected -> step.document()
                                .map(found -> Difference.between(expected, found).stream()
                                        .map(Difference::toString)
                                        .toList())
                                .orElse(List.of("expected a document but was none")),
                        noXml -> step.bytes()
                                .map(found -> lines(found))
                                .orElseGet(() -> List.of("expected is no XML: " + noXml.forSender())));
    }

    /** Bytes that show as the same lines and are not the same differ in what no letter shows. */
    private List<String> lines(TrialStep.Bytes found) {
        var lines = TextDifference.between(
                TrialText.printable(new String(bytes, found.charset())), TrialText.printable(found.text()));
        return lines.isEmpty() && !Arrays.equals(bytes, found.value())
                ? List.of("the bytes differ in line ends or in what is no letter: expected " + bytes.length
                        + " bytes but was " + found.value().length)
                : lines;
    }
}
