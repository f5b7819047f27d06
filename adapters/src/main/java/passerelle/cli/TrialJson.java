package passerelle.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.route.TrialFile;
import passerelle.route.TrialStep;
import passerelle.route.TrialStep.Stage;
import passerelle.translate.Rule;
import passerelle.translate.Rules;

/** A trial for programs. Bytes are text where their character set is known, and base64 as well. */
final class TrialJson {
    private TrialJson() {}

    /** @param rules of the stylesheets, to say which of them made which element */
    static ObjectNode of(TrialFile file, Rules rules) {
        var out = JsonNodeFactory.instance.objectNode();
        out.put("good", file.isGood());
        var records = out.putArray("messages");
        for (var record : file.records()) {
            var node = records.addObject();
            node.put("number", record.number());
            node.put("place", record.place());
            node.put("good", record.isGood());
            var steps = node.putArray("stages");
            record.steps().forEach(step -> steps.add(of(step, rules)));
        }
        out.put("not-tried", file.more());
        failures(file.faults(), out.putArray("file-failures"));
        if (!file.notes().isEmpty()) {
            var notes = out.putArray("notes");
            file.notes().forEach(notes::add);
        }
        return out;
    }

    private static ObjectNode of(TrialStep step, Rules rules) {
        var node = JsonNodeFactory.instance.objectNode();
        node.put("stage", TrialText.name(step.stage()));
        if (!step.part().isEmpty()) {
            node.put("part", step.part());
        }
        if (!step.recipient().isEmpty()) {
            node.put("for", step.recipient());
        }
        node.put("good", step.isGood());
        node.put("milliseconds", step.took().toNanos() / 1e6);
        step.document()
                .ifPresent(document ->
                        node.put("document", new String(Serialization.utf8(document), StandardCharsets.UTF_8)));
        step.bytes().ifPresent(bytes -> {
            node.put("text", bytes.text());
            node.put("base64", Base64.getEncoder().encodeToString(bytes.value()));
        });
        if (!step.words().isEmpty()) {
            var words = node.putArray(step.stage() == Stage.DECISION ? "decision" : "step");
            step.words().forEach(words::add);
        }
        failures(step.failures(), node.putArray("failures"));
        if (!step.made().isEmpty()) {
            var made = node.putArray("made");
            step.made().forEach(one -> made.addObject()
                    .put("element", one.path())
                    .put("file", one.file())
                    .put("line", one.line())
                    .put(
                            "rule",
                            rules.at(one.file(), one.line()).map(Rule::toString).orElse("")));
        }
        return node;
    }

    static void failures(List<Failure> failures, ArrayNode list) {
        for (var failure : failures) {
            list.addObject()
                    .put("code", failure.code().code())
                    .put("place", failure.place())
                    .put("found", failure.found())
                    .put("expected", failure.expected());
        }
    }
}
