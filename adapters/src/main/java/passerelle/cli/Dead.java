package passerelle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Deliveries that a person must look at. */
@Command(
        name = "dead",
        description = "Lists dead letters: deliveries that no further attempt helps, each with its reason.",
        mixinStandardHelpOptions = true,
        footer = {"", "Exit code 0: none; 1: some.", "", "Example:", "  ./passerelle dead --json"})
final class Dead implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var dead = home.client().get("dead");
        if (home.json()) {
            System.out.println(dead.toPrettyString());
        } else {
            var table = new Table("MESSAGE", "TO", "ATTEMPTS", "REASON", "PLACE", "SINCE");
            for (var letter : dead.path("dead")) {
                table.row(
                        letter.path("message"),
                        letter.path("recipient"),
                        letter.path("attempts"),
                        letter.path("code"),
                        letter.path("place"),
                        letter.path("since"));
            }
            System.out.print(table.isEmpty() ? "No dead letters.\n" : table);
        }
        return dead.path("dead").isEmpty() ? 0 : 1;
    }
}
