package passerelle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Decides about a file that is held for a person. */
@Command(
        name = "release",
        description = "Decides about a partner's file that is held: its records go, or with --refuse none of them.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "./passerelle status shows the files that are held.",
            "",
            "Examples:",
            "  ./passerelle release 6f0a41c2-1b7e-4a53-9d6e-2f0d5b7a9c11",
            "  ./passerelle release --refuse 6f0a41c2-1b7e-4a53-9d6e-2f0d5b7a9c11"
        })
final class Release implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "FILE", description = "The file, as status names it.")
    private String file = "";

    @Option(names = "--refuse", description = "Nothing of the file goes; its sender is told.")
    private boolean refuse;

    @Override
    public Integer call() throws Exception {
        var answer = home.client().post("release/" + file + "/" + (refuse ? "refuse" : "accept"));
        System.out.println(
                home.json() ? answer.toPrettyString() : file + (refuse ? " is refused." : " goes on its way."));
        return 0;
    }
}
