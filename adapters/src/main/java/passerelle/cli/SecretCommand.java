package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Makes what a partner's file names and does not exist yet. */
@Command(
        name = "secret",
        description = "Makes every secret that the configuration names and that does not exist yet: passwords and keys"
                + " in data/secrets, the partner's half in data/secrets/handover.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "To use a secret that exists already, put it into data/secrets/NAME with mode 0600.",
            "",
            "Example:",
            "  ./passerelle secret"
        })
final class SecretCommand implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var made = FirstUse.make(home.plan().configuration());
        if (home.json()) {
            var out = JsonNodeFactory.instance.objectNode();
            made.forEach(out.putArray("made")::add);
            System.out.println(out.toPrettyString());
        } else {
            made.forEach(System.out::println);
            System.out.println(made.isEmpty() ? "Nothing is missing." : made.size() + " made.");
        }
        return 0;
    }
}
