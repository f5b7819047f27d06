package passerelle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import passerelle.format.xml.Serialization;
import passerelle.model.Problem;
import passerelle.route.TrialFile;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Rules;

/**
 * One run of {@code try}.
 *
 * @param file empty when a format has faults
 * @param differences from what was expected; empty when nothing was
 * @param rules of the stylesheets, where it is said which of them made what
 * @param seen how the files stood before they were read
 * @param text the whole result without what changes from run to run, for telling two apart
 */
record TrialRun(
        Optional<TrialFile> file,
        List<Problem> problems,
        Optional<List<String>> differences,
        Rules rules,
        WatchedFiles seen,
        String text) {

    /** A refusal that is expected is as it should be. */
    int code() {
        boolean good = file.isPresent()
                && differences.map(List::isEmpty).orElseGet(() -> file.get().isGood());
        return good ? 0 : 1;
    }

    void printText() {
        file.ifPresent(tried -> System.out.print(TrialText.of(tried, rules, true)));
        comparison().forEach(System.out::println);
    }

    void printJson() {
        file.ifPresent(tried -> {
            var json = TrialJson.of(tried, rules);
            differences.ifPresent(some -> some.forEach(json.putArray("differences")::add));
            System.out.println(json.toPrettyString());
        });
    }

    private List<String> comparison() {
        return differences
                .map(some -> some.isEmpty()
                        ? List.of("as expected")
                        : some.stream().map(one -> "not as expected: " + one).toList())
                .orElse(List.of());
    }

    /** Bytes as they would go, so that they can be piped on; why there are none goes to standard error. */
    void printStage(Stage stage) throws IOException {
        if (file.isEmpty()) {
            return;
        }
        for (var record : file.get().records()) {
            for (var step : record.steps()) {
                if (step.stage() == stage && step.isGood()) {
                    System.out.write(bytes(step));
                }
                step.failures().forEach(failure -> System.err.println(TrialText.said(failure)));
            }
        }
        file.get().faults().forEach(fault -> System.err.println("the file: " + fault.forSender()));
        comparison().forEach(System.err::println);
        System.out.flush();
    }

    private static byte[] bytes(TrialStep step) {
        return step.bytes()
                .map(TrialStep.Bytes::value)
                .or(() -> step.document()
                        .map(document -> (Serialization.indented(document) + "\n").getBytes(StandardCharsets.UTF_8)))
                .orElseGet(() -> (String.join("\n", step.words()) + "\n").getBytes(StandardCharsets.UTF_8));
    }
}
