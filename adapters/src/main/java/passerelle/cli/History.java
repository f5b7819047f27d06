package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.concurrent.Callable;
import passerelle.config.HomeFiles;
import passerelle.version.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists the versions that were live. */
@Command(
        name = "history",
        description =
                "Lists the versions of the configuration that were live: when, by whom, why, and how many files changed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ./passerelle history", "  ./passerelle history --json"})
final class History implements Callable<Integer> {
    private static final int SHOWN = 12;

    @Mixin
    private Home home = new Home();

    @Override
    public Integer call() throws Exception {
        var versions = new Versions(home.settings().data()).all();
        var out = JsonNodeFactory.instance.objectNode();
        var list = out.putArray("versions");
        var table = new Table("VERSION", "LIVE SINCE", "BY", "FILES CHANGED", "DIGEST", "NOTE");
        var before = HomeFiles.none();
        for (var version : versions) {
            var changed = before.changes(version.files()).size();
            list.addObject()
                    .put("version", version.number())
                    .put("at", version.at().toString())
                    .put("author", version.author())
                    .put("note", version.note())
                    .put("changed", changed)
                    .put("digest", version.digest());
            table.row(
                    version.number(),
                    version.at(),
                    version.author(),
                    changed,
                    version.digest().substring(0, SHOWN),
                    version.note());
            before = version.files();
        }
        System.out.print(home.json() ? out.toPrettyString() + "\n" : table.toString());
        return 0;
    }
}
