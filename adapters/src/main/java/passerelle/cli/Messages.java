package passerelle.cli;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists messages, newest first. */
@Command(
        name = "messages",
        description = "Lists messages, newest first.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./passerelle messages --partner xaa-registry --state waiting",
            "  ./passerelle messages --since 2026-11-23T00:00:00Z --most 500 --json"
        })
final class Messages implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Option(names = "--partner", defaultValue = "", description = "Sender or recipient.")
    private String partner = "";

    @Option(names = "--state", defaultValue = "", description = "accepted, ended, refused, waiting, delivered or dead.")
    private String state = "";

    @Option(names = "--since", defaultValue = "", description = "A moment in UTC as in 2026-11-23T00:00:00Z.")
    private String since = "";

    @Option(names = "--most", defaultValue = "50", description = "Most rows (default: ${DEFAULT-VALUE}).")
    private int most = 50;

    @Override
    public Integer call() throws Exception {
        var query = "messages?most=" + most + "&partner=" + encode(partner) + "&state=" + encode(state) + "&since="
                + encode(since);
        var found = home.client().get(query);
        if (home.json()) {
            System.out.println(found.toPrettyString());
            return 0;
        }
        var table = new Table("MESSAGE", "RECEIVED", "FROM", "TYPE", "RECORDS", "STATE");
        for (var message : found.path("messages")) {
            table.row(
                    message.path("message"),
                    message.path("received"),
                    message.path("sender"),
                    message.path("type"),
                    message.path("records"),
                    message.path("state"));
        }
        System.out.print(table.isEmpty() ? "No messages.\n" : table);
        return 0;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
