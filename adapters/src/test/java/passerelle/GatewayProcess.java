package passerelle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A gateway in a process of its own, started by its command as an operator starts it. */
final class GatewayProcess {
    private final Process process;
    private final Path output;

    private GatewayProcess(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** Returns when every door is open. */
    static GatewayProcess start(List<String> arguments, Path data) throws Exception {
        var output = Files.createTempFile(data.getParent(), "gateway", ".log");
        var command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Djdk.serialFilter=!*",
                "-cp",
                System.getProperty("java.class.path"),
                "passerelle.cli.Passerelle"));
        command.addAll(arguments);
        var started = new GatewayProcess(
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(output.toFile())
                        .start(),
                output);
        GatewayHarness.until(() -> started.isUp() ? Optional.of(true) : Optional.empty());
        return started;
    }

    private boolean isUp() throws IOException {
        var printed = output();
        if (!process.isAlive()) {
            throw new AssertionError("It ended: " + printed);
        }
        return printed.contains("Passerelle is up");
    }

    /** All that it printed and logged until now. */
    String output() throws IOException {
        return Files.readString(output);
    }

    /** Ends it as a power failure does. */
    void kill() {
        process.destroyForcibly().onExit().join();
    }

    /** Asks it to stop; its exit code. */
    int terminate() {
        process.destroy();
        return process.onExit().join().exitValue();
    }
}
