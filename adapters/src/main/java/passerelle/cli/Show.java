package passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One message's whole journey. */
@Command(
        name = "show",
        description = "Prints a message's whole journey: every stage, attempt and next try.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Example:",
            "  ./passerelle show 0b5c1c1e-6f3e-5d8a-9f0e-6a6f2f1d7c11",
            "",
            "--payload shows personal data and leaves a VIEWED event in the audit log."
        })
final class Show implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "ID", description = "The message's id.")
    private String id = "";

    @Option(names = "--payload", description = "Prints the bytes that were received; this is recorded.")
    private boolean payload;

    @Override
    public Integer call() throws Exception {
        if (payload) {
            System.out.println(home.client()
                    .get("messages/" + id + "/payload")
                    .path("payload")
                    .asText());
            return 0;
        }
        var journey = home.client().get("messages/" + id);
        System.out.print(home.json() ? journey.toPrettyString() + "\n" : text(journey));
        return 0;
    }

    /** The journey for a terminal. */
    static String text(JsonNode journey) {
        var text = new StringBuilder();
        text.append("message ").append(journey.path("message").asText()).append('\n');
        text.append("from ").append(journey.path("sender").asText());
        var type = journey.path("type").asText();
        text.append(", ").append(type.isEmpty() ? "type not known" : type);
        text.append(", ").append(journey.path("state").asText()).append('\n');
        if (journey.hasNonNull("bundle")) {
            text.append("line ").append(journey.path("line").asText());
            text.append(" of a file, in bundle ").append(journey.path("bundle").asText());
            text.append('\n');
        }
        for (var delivery : journey.path("deliveries")) {
            boolean isPair = delivery.path("recipient").equals(journey.path("sender"));
            text.append(
                    isPair
                            ? "its other half"
                            : "to " + delivery.path("recipient").asText());
            text.append(": ")
                    .append(isPair ? pair(delivery) : delivery.path("state").asText());
            text.append(isPair ? "" : ", attempts " + delivery.path("attempts").asText());
            if (delivery.hasNonNull("next-try")) {
                text.append(isPair ? ", until " : ", next try ")
                        .append(delivery.path("next-try").asText());
            }
            if (delivery.hasNonNull("code")) {
                text.append(", ").append(delivery.path("code").asText());
            }
            text.append('\n');
        }
        var table = new Table("LOG", "TIME", "EVENT", "FACTS");
        for (var event : journey.path("events")) {
            var facts = new ArrayList<String>();
            event.path("facts")
                    .properties()
                    .forEach(fact -> add(facts, fact.getKey(), fact.getValue().asText()));
            table.row(event.path("log"), event.path("time"), event.path("event"), String.join(" ", facts));
        }
        return text.append(table).toString();
    }

    /** A delivery to the sender itself is a message that waits for another of it. */
    private static String pair(JsonNode delivery) {
        return switch (delivery.path("state").asText()) {
            case "waiting" -> "waited for";
            case "dead" -> "did not come in time";
            default -> "came, and both went on as one";
        };
    }

    /** Digests are cut to what a person compares; --json has them whole. */
    private static void add(List<String> facts, String name, String value) {
        if (!value.isEmpty() && !name.equals("sender")) {
            var isDigest = name.endsWith("digest")
                    || name.equals("roll")
                    || name.equals("stylesheet")
                    || name.equals("configuration");
            facts.add(name + "=" + (isDigest ? value.substring(0, Math.min(12, value.length())) : value));
        }
    }
}
