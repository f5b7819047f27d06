package passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Makes what the home folder holds live. */
@Command(
        name = "apply",
        description =
                "Makes what config, routes and xslt hold now live in the running gateway; with a fault nothing changes.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: it is live; 1: it has faults, and what ran goes on.",
            "",
            "Example:",
            "  ./passerelle apply --note \"ticket 4711: the registry writes dates with dots\""
        })
final class Apply implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Option(names = "--note", paramLabel = "TEXT", defaultValue = "", description = "Why; kept with the version.")
    private String note = "";

    @Override
    public Integer call() throws Exception {
        var answer = home.client().post("apply?note=" + URLEncoder.encode(note, StandardCharsets.UTF_8));
        return print(home, answer);
    }

    /** Prints what became of a change. */
    static int print(Home home, JsonNode answer) {
        boolean isLive = answer.path("problems").isEmpty();
        if (home.json()) {
            System.out.println(answer.toPrettyString());
        } else {
            answer.path("problems").forEach(problem -> System.out.println(problem.asText()));
            answer.path("effect").forEach(word -> System.out.println("  " + word.asText()));
            System.out.println("Version " + answer.path("version").asLong()
                    + (isLive ? " is live." : " goes on: the change has faults."));
        }
        return isLive ? 0 : 1;
    }
}
