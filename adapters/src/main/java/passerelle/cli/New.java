package passerelle.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** Files that a person would otherwise begin from nothing. */
@Command(
        name = "new",
        description = "Makes a file to begin with.",
        mixinStandardHelpOptions = true,
        subcommands = {NewFormat.class, NewPartner.class, NewAgreement.class, NewLayout.class})
final class New implements Callable<Integer> {
    @Override
    public Integer call() {
        System.err.println("passerelle: new needs a command: format, partner, agreement or layout");
        return 2;
    }
}
