package passerelle.console;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import passerelle.model.Problem;
import passerelle.route.Changes;
import passerelle.route.Changes.Applied;

/** What an operator asks of changes of the configuration, answered in JSON. */
public final class ChangeAnswers {
    private final Changes changes;

    public ChangeAnswers(Changes changes) {
        this.changes = changes;
    }

    ObjectNode apply(String actor, String note) throws IOException {
        return json(changes.apply(actor, note));
    }

    /** Empty when there is no version of this number. */
    Optional<ObjectNode> rollback(long number, String actor) throws IOException {
        return changes.rollback(number, actor).map(ChangeAnswers::json);
    }

    private static ObjectNode json(Applied applied) {
        var node = JsonNodeFactory.instance
                .objectNode()
                .put("version", applied.version().number())
                .put("digest", applied.version().digest());
        applied.effect().forEach(node.putArray("effect")::add);
        problems(applied.problems(), node);
        return node;
    }

    /** Adds the faults for which the last change did not go live. */
    void status(ObjectNode status) {
        problems(changes.refused(), status);
    }

    private static void problems(List<Problem> problems, ObjectNode node) {
        var list = node.putArray("problems");
        problems.forEach(problem -> list.add(problem.toString()));
    }
}
