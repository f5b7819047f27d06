package passerelle.cli;

import java.util.List;
import passerelle.bench.Bench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Entry of every command. Exit codes: 0 done, 1 a problem was found, 2 wrong use. */
@Command(
        name = "passerelle",
        description = "An interoperability gateway for migration systems that cannot be changed.",
        mixinStandardHelpOptions = true,
        version = "passerelle 0.1.0",
        footer = {
            "",
            "Begin with:",
            "  ./passerelle demo          the whole gateway on real traffic, in a minute",
            "  ./passerelle check         every fault of the configuration, with file and line",
            "  ./passerelle start         the gateway, until Ctrl-C"
        })
public final class Passerelle implements Runnable {
    private static final List<Class<?>> COMMANDS = List.of(
            Start.class,
            Demo.class,
            Check.class,
            Try.class,
            TestCommand.class,
            Doc.class,
            Status.class,
            Messages.class,
            Show.class,
            Dead.class,
            Replay.class,
            Release.class,
            Audit.class,
            SecretCommand.class,
            New.class,
            PlanChange.class,
            Apply.class,
            Rollback.class,
            History.class,
            Diff.class,
            Bench.class);

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    public static void main(String[] arguments) {
        System.exit(run(arguments));
    }

    /** Runs one command; the exit code. */
    public static int run(String... arguments) {
        return line(arguments)
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setExecutionExceptionHandler((exception, command, result) -> {
                    command.getErr().println("passerelle: " + Fault.say(exception));
                    return 1;
                })
                .execute(arguments);
    }

    /** Every command that there is. */
    static CommandLine line() {
        return line(new String[0]);
    }

    /** Where the first argument names a command, that one alone: to read the options of all takes a fifth of a second. */
    private static CommandLine line(String[] arguments) {
        var line = new CommandLine(new Passerelle());
        var named = COMMANDS.stream()
                .filter(command -> arguments.length > 0
                        && command.getAnnotation(Command.class).name().equals(arguments[0]))
                .toList();
        (named.isEmpty() ? COMMANDS : named).forEach(line::addSubcommand);
        return line;
    }

    @Override
    public void run() {
        throw new CommandLine.ParameterException(spec.commandLine(), "a command is missing");
    }
}
