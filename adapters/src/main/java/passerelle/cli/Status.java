package passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** How the gateway and each partner fare. */
@Command(
        name = "status",
        description = "Shows the running gateway: each partner's queue, its oldest delivery, its last failure.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Files that are being read are shown with how far they are; held ones wait for: ./passerelle release",
            "",
            "Exit code 0: all well; 1: a partner fails or has dead letters.",
            "",
            "Example:",
            "  ./passerelle status"
        })
final class Status implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var status = home.client().get("status");
        if (home.json()) {
            System.out.println(status.toPrettyString());
        } else {
            System.out.println("up since " + status.path("since").asText() + ", audit log "
                    + status.path("audit-entries") + " entries");
            var table = new Table("PARTNER", "STATE", "WAITING", "OLDEST", "DELIVERED", "DEAD", "LAST FAILURE");
            for (var partner : status.path("partners")) {
                table.row(
                        partner.path("partner"),
                        partner.path("state"),
                        partner.path("waiting"),
                        partner.path("oldest"),
                        partner.path("delivered"),
                        partner.path("dead"),
                        partner.path("last-failure"));
            }
            System.out.print(table);
            files(status.path("files"));
            status.path("problems").forEach(problem -> System.out.println("not live: " + problem.asText()));
        }
        return "up".equals(status.path("state").asText()) ? 0 : 1;
    }

    private static void files(JsonNode files) {
        if (files.isEmpty()) {
            return;
        }
        var table = new Table("FILE", "FROM", "STATE", "RECORDS", "DONE", "REFUSED", "PER SECOND", "SECONDS LEFT");
        for (var file : files) {
            table.row(
                    file.path("file"),
                    file.path("partner"),
                    file.path("state"),
                    file.path("records"),
                    file.path("done"),
                    file.path("refused"),
                    file.path("per-second"),
                    file.path("seconds-left"));
        }
        System.out.println();
        System.out.print(table);
    }
}
