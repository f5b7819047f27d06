package passerelle.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import passerelle.model.Secret;

/**
 * What the gateway itself needs to run, as written in {@code config/gateway.properties}; an environment variable
 * ({@code PASSERELLE_HTTP_PORT}) is stronger than the file, and {@code --set http.port=…} is stronger than both.
 *
 * @param data absolute folder of everything that the gateway writes
 * @param leastFreeBytes of the data folder's disk; below it nothing is accepted
 * @param stylesheetTime how long one stylesheet may work on one message
 * @param filesKept how long a file that went out can be sent again
 * @param changes when a change of configuration, routes or stylesheets goes live
 * @param logOrigin name of the audit log in its checkpoints (C2SP tlog-checkpoint, origin line)
 */
public record Settings(
        Http http,
        Sftp sftp,
        Mllp mllp,
        Path data,
        Broker broker,
        int mostMessageBytes,
        long leastFreeBytes,
        Duration stylesheetTime,
        Duration filesKept,
        Changes changes,
        String logOrigin) {

    /** When a change of the home's files goes live; it is free of faults, or it does not at all. */
    public enum Changes {
        /** As soon as the files are saved. */
        SAVED,
        /** When a person says so: {@code ./passerelle apply}. */
        APPLIED
    }

    /** The one HTTP listener. @param port 0 means any free port @param threads workers that answer requests */
    public record Http(String host, int port, int threads) {}

    /** The embedded SFTP server. @param port 0 means any free port */
    public record Sftp(String host, int port) {}

    /** Where partners' MLLP listeners are. @param port of a partner that says none; 0 means any free port */
    public record Mllp(String host, int port) {}

    /**
     * The queues.
     *
     * @param url of a broker elsewhere; empty means the one that the gateway carries
     * @param journalBuffer how long the embedded broker's journal waits to write several commits at once
     */
    public record Broker(Optional<URI> url, Optional<String> user, Optional<Secret> password, Duration journalBuffer) {}

    /** Where the files that hold secrets are; each has mode 0600. */
    public Path secrets() {
        return data.resolve("secrets");
    }
}
