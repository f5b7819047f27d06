package passerelle.cli;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.concurrent.Callable;
import passerelle.model.Problem;
import passerelle.route.Plan;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Names every fault of the configuration before anything starts. */
@Command(
        name = "check",
        description = "Reads all configuration and stylesheets and lists every fault with file and line.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0: no fault; 1: faults.", "", "Example:", "  ./passerelle check --json"})
final class Check implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() {
        var plan = home.plan();
        if (home.json()) {
            System.out.println(json(plan).toPrettyString());
        } else {
            plan.problems().stream().map(Problem::toString).forEach(System.out::println);
            System.out.println(
                    plan.problems().isEmpty()
                            ? "No fault: " + plan.configuration().partners().size() + " partners, "
                                    + plan.configuration().agreements().size() + " agreements, "
                                    + plan.formats().all().size() + " formats."
                            : plan.problems().size() + " faults.");
        }
        return plan.problems().isEmpty() ? 0 : 1;
    }

    /** The faults of a plan. */
    static ObjectNode json(Plan plan) {
        var out = JsonNodeFactory.instance.objectNode();
        put(plan.problems(), out.putArray("problems"));
        return out;
    }

    static void put(List<Problem> problems, ArrayNode list) {
        for (var problem : problems) {
            list.addObject()
                    .put("file", problem.file())
                    .put("line", problem.line())
                    .put("column", problem.column())
                    .put("text", problem.text())
                    .put("suggestion", problem.suggestion().orElse(""));
        }
    }
}
