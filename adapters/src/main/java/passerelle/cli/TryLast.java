package passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import passerelle.model.FormatId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** {@code try --last}: asks the gateway that runs, since it alone has the keys of what came. */
record TryLast(Home home, FormatId format, int most, Optional<String> partner, boolean show) {
    /** More would hold the operator's door for long. */
    private static final int MOST = 1_000;

    /** Prints what would be different; 1 when anything would. */
    int run(CommandSpec spec) throws IOException, InterruptedException {
        if (most < 1 || most > MOST) {
            throw new ParameterException(
                    spec.commandLine(), "--last is " + most + "; expected a number from 1 to " + MOST);
        }
        var path = "try/" + format + "?most=" + most
                + partner.map(id -> "&partner=" + URLEncoder.encode(id, StandardCharsets.UTF_8))
                        .orElse("")
                + (show ? "&show=yes" : "");
        var answer = home.client().post(path);
        System.out.print(home.json() ? answer.toPrettyString() + "\n" : text(answer));
        return answer.has("problems") || answer.path("different").asInt() > 0 ? 1 : 0;
    }

    static String text(JsonNode answer) {
        var text = new StringBuilder();
        if (answer.has("problems")) {
            answer.path("problems")
                    .forEach(problem -> text.append(problem.asText()).append('\n'));
            return text.toString();
        }
        text.append(answer.path("messages").asInt()).append(" messages: ");
        text.append(answer.path("same").asInt()).append(" would come out the same, ");
        text.append(answer.path("different").asInt()).append(" would not");
        int alone = answer.path("not-readable-alone").asInt();
        text.append(alone == 0 ? ".\n" : ", " + alone + " cannot be read without the rest of their file.\n");
        text.append("Compared with the mapping that runs; of its ")
                .append(answer.path("views").asInt());
        text.append(" views ").append(answer.path("views-as-they-went-out").asInt());
        text.append(" are proved to be what went out then.\n");
        var table = new Table("STAGE", "FOR", "PATH", "WHAT", "COUNT");
        for (var change : answer.path("changes")) {
            table.row(
                    change.path("stage"),
                    change.path("for"),
                    change.path("path"),
                    change.path("what"),
                    change.path("count").asText());
        }
        text.append(table.isEmpty() ? "" : table.toString());
        for (var change : answer.path("changes")) {
            for (var example : change.path("examples")) {
                text.append(change.path("path").asText()).append(" in ");
                text.append(example.path("message").asText()).append(": then ");
                text.append(example.path("then").asText()).append(", now ");
                text.append(example.path("now").asText()).append('\n');
            }
        }
        return text.toString();
    }
}
