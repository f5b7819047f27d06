package passerelle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Sends dead letters on the road again, or a whole file as it was. */
@Command(
        name = "replay",
        description =
                "Takes dead letters back on the road, after their cause was mended; or sends a file again as it was.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Examples:",
            "  ./passerelle replay 0b5c1c1e-6f3e-5d8a-9f0e-6a6f2f1d7c11",
            "  ./passerelle replay --all --to xaa-registry",
            "  ./passerelle replay --file BORDER-20260101T060000Z-0b5c1c1e6f3e.TXT --to xaa-registry"
        })
final class Replay implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", arity = "0..1", paramLabel = "ID", description = "The message's id.", defaultValue = "")
    private String id = "";

    @Option(names = "--to", paramLabel = "PARTNER", defaultValue = "", description = "Only this recipient.")
    private String recipient = "";

    @Option(names = "--all", description = "Every dead letter (of the recipient, with --to).")
    private boolean all;

    @Option(
            names = "--file",
            paramLabel = "NAME",
            defaultValue = "",
            description = "The file of this name that went to --to, or should have; the same name and bytes again.")
    private String file = "";

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Override
    public Integer call() throws Exception {
        if (!file.isEmpty()) {
            return file();
        }
        if (all == !id.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "give the id of one message, or --all, or --file");
        }
        var client = home.client();
        int replayed = 0;
        for (var letter : client.get("dead").path("dead")) {
            var isMeant = (all || letter.path("message").asText().equals(id))
                    && (recipient.isEmpty() || letter.path("recipient").asText().equals(recipient));
            if (isMeant) {
                client.post("replay/" + letter.path("message").asText() + "/"
                        + letter.path("recipient").asText());
                replayed++;
            }
        }
        if (home.json()) {
            System.out.println("{\"replayed\": " + replayed + "}");
        } else {
            System.out.println(replayed == 0 ? "No such dead letter; see: ./passerelle dead" : replayed + " replayed.");
        }
        return replayed == 0 ? 1 : 0;
    }

    private int file() throws Exception {
        if (all || !id.isEmpty() || recipient.isEmpty()) {
            throw new CommandLine.ParameterException(
                    spec.commandLine(), "with --file give its recipient: --to PARTNER, and nothing else");
        }
        var answer = home.client().post("replay-file/" + file + "/" + recipient);
        System.out.println(home.json() ? answer.toPrettyString() : file + " goes to " + recipient + " again.");
        return 0;
    }
}
