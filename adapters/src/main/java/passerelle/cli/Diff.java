package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.io.IOException;
import java.util.concurrent.Callable;
import passerelle.config.HomeFiles;
import passerelle.version.TextDiff;
import passerelle.version.Version;
import passerelle.version.Versions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Shows what one version changed. */
@Command(
        name = "diff",
        description = "Shows what changed from one version to another, or what a version changed.",
        mixinStandardHelpOptions = true,
        footer = {"", "Examples:", "  ./passerelle diff 12", "  ./passerelle diff 9 12"})
final class Diff implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "VERSION", description = "Its number.")
    private long first;

    @Parameters(
            index = "1",
            arity = "0..1",
            paramLabel = "VERSION",
            defaultValue = "0",
            description = "A later one (default: from the one before the first to the first).")
    private long second;

    @Override
    public Integer call() throws Exception {
        var versions = new Versions(home.settings().data());
        var from = second == 0
                ? versions.find(first - 1).map(Version::files).orElseGet(HomeFiles::none)
                : found(versions, first).files();
        var to = found(versions, second == 0 ? first : second);
        TextDiff.Source kept = (path, digest) -> versions.bytes(digest);
        var lines = TextDiff.of(from, kept, to.files(), kept);
        if (home.json()) {
            var out = JsonNodeFactory.instance
                    .objectNode()
                    .put("version", to.number())
                    .put("author", to.author())
                    .put("note", to.note());
            lines.forEach(out.putArray("diff")::add);
            System.out.println(out.toPrettyString());
        } else {
            lines.forEach(System.out::println);
        }
        return 0;
    }

    private static Version found(Versions versions, long number) throws IOException {
        return versions.find(number)
                .orElseThrow(() -> new Fault.Refused(
                        "there is no version " + number + "; ./passerelle history lists those that are"));
    }
}
