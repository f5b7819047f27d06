package passerelle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Goes back to an earlier version. */
@Command(
        name = "rollback",
        description = "Puts the files of an earlier version back into config, routes and xslt, and makes them live.",
        mixinStandardHelpOptions = true,
        footer = {"", "./passerelle history shows the versions.", "", "Example:", "  ./passerelle rollback 11"})
final class Rollback implements Callable<Integer> {
    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "VERSION", description = "Its number.")
    private long version;

    @Override
    public Integer call() throws Exception {
        return Apply.print(home, home.client().post("rollback/" + version));
    }
}
