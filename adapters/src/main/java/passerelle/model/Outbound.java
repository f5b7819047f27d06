package passerelle.model;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalTime;
import java.util.List;
import java.util.Optional;

/** The way in which a partner takes what the gateway delivers. */
public sealed interface Outbound {
    FormatId format();

    /** A call to the partner's own SOAP service. */
    record Soap(
            FormatId format,
            URI url,
            String version,
            String action,
            Optional<Account> account,
            Duration connectTimeout,
            Duration answerTimeout,
            int connections)
            implements Outbound {}

    /**
     * A message in an MLLP frame (HL7 MLLP release 1) to the partner's own listener, which acknowledges it.
     *
     * @param connections kept open at most; with one, all messages go in their order
     */
    record Mllp(
            FormatId format,
            String host,
            int port,
            Optional<MutualTls> tls,
            Duration connectTimeout,
            Duration answerTimeout,
            int connections)
            implements Outbound {}

    /** A way that takes files, in which several messages may go together. */
    sealed interface Files extends Outbound {
        Batch batch();
    }

    /** A file put on the partner's SFTP server. @param hostKey the one OpenSSH public key line that is trusted */
    record Sftp(
            FormatId format,
            String host,
            int port,
            String user,
            Secret privateKey,
            String hostKey,
            String folder,
            Batch batch)
            implements Files {}

    /** A file for the partner to fetch from {@code outbox} on the embedded SFTP server. */
    record Outbox(FormatId format, Batch batch) implements Files {}

    /** A file in a folder that the gateway's machine can write. */
    record Folder(FormatId format, Path path, Batch batch) implements Files {}

    /**
     * When waiting records become one file.
     *
     * @param prefix first part of the file name: {@code <prefix>-<UTC time>-<id>.<extension>}
     * @param most records a file
     * @param linger how long the first record waits for company
     * @param at times of day in UTC, ascending, at which what waits becomes a file as well; empty: none
     * @param sequenceStart the number of the first file, where the format numbers its files
     */
    record Batch(String prefix, String extension, int most, Duration linger, List<LocalTime> at, long sequenceStart) {
        public Batch {
            at = List.copyOf(at);
        }

        /** A file by count and age alone, with numbers from 1. */
        public Batch(String prefix, String extension, int most, Duration linger) {
            this(prefix, extension, most, linger, List.of(), 1);
        }
    }

    /** A name and password that the partner gave to the gateway. */
    record Account(String user, Secret password) {}
}
