package passerelle.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/** A program of ours in a process of its own, with the options and the class path that this process was started with. */
final class Child implements AutoCloseable {
    private static final Duration LONGEST_START = Duration.ofSeconds(120);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);

    private final Process process;
    private final Path output;

    private Child(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /**
     * @param output takes what it prints
     * @param command its main class and arguments
     */
    static Child start(Path output, List<String> javaOptions, List<String> command) throws IOException {
        var line = new ArrayList<String>();
        line.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        ManagementFactory.getRuntimeMXBean().getInputArguments().stream()
                .filter(option -> !option.contains("agent") && !option.contains("FlightRecord"))
                .forEach(line::add);
        line.addAll(javaOptions);
        line.addAll(List.of("-cp", System.getProperty("java.class.path")));
        line.addAll(command);
        var builder = new ProcessBuilder(line)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        return new Child(builder.start(), output);
    }

    /** Waits until this very process has written its ports; the HTTP port. */
    int port(Path portsFile) throws IOException, InterruptedException {
        return port(portsFile, "http.port");
    }

    /** The same for another port, by its name in that file. */
    int port(Path portsFile, String name) throws IOException, InterruptedException {
        long end = System.nanoTime() + LONGEST_START.toNanos();
        while (System.nanoTime() < end) {
            var ports = read(portsFile);
            // A process that was killed leaves its file behind.
            if (Long.toString(process.pid()).equals(ports.getProperty("pid"))) {
                return Integer.parseInt(ports.getProperty(name));
            }
            if (process.waitFor(10, TimeUnit.MILLISECONDS)) {
                throw new IllegalStateException("It ended while starting; see " + output);
            }
        }
        throw new IllegalStateException("It did not start within " + LONGEST_START + "; see " + output);
    }

    private static Properties read(Path file) throws IOException {
        var properties = new Properties();
        try (var in = Files.newBufferedReader(file)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return properties;
        }
        return properties;
    }

    /** Processor time since its start, in seconds. */
    double cpuSeconds() {
        return process.info().totalCpuDuration().orElse(Duration.ZERO).toNanos() / 1e9;
    }

    /** Bytes that it gave to the disk since its start; 0 where the system does not say. */
    long writtenBytes() throws IOException {
        return told("io", "write_bytes:");
    }

    /** The most memory that it ever had from the system, in bytes; 0 where the system does not say. */
    long peakBytes() throws IOException {
        return told("status", "VmHWM:") << 10;
    }

    private long told(String file, String key) throws IOException {
        var told = Path.of("/proc", Long.toString(process.pid()), file);
        if (!Files.isReadable(told)) {
            return 0;
        }
        return Files.readAllLines(told).stream()
                .filter(line -> line.startsWith(key))
                .mapToLong(line -> Long.parseLong(
                        line.substring(key.length()).replace("kB", "").strip()))
                .findFirst()
                .orElse(0);
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** Ends it as a power cut would, as far as the process is concerned: SIGKILL. Returns when it is gone. */
    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    /** Asks it to stop, and waits until it has. */
    void stop() throws InterruptedException {
        process.destroy();
        if (!process.waitFor(LONGEST_STOP.toSeconds(), TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("It did not stop within " + LONGEST_STOP + "; see " + output);
        }
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }
}
