package passerelle.model;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** One way in which a partner sends to the gateway. */
public sealed interface Inbound {
    FormatId format();

    /** What holds for all that comes this way. */
    Terms terms();

    /** SOAP 1.1 and 1.2 at {@code /soap/<partner>}. */
    record Soap(FormatId format, Terms terms, Login login) implements Inbound {}

    /** XML by HTTP POST at {@code /xml/<partner>}. */
    record Xml(FormatId format, Terms terms, Login login) implements Inbound {}

    /**
     * HL7 v2 in MLLP frames (HL7 MLLP release 1) on a port of the partner's own.
     *
     * @param port 0 means any free port
     * @param from who may connect; may be empty with TLS only
     * @param application what MSH-3 of each message must say, if anything @param facility the same of MSH-4
     * @param idle how long a connection may say nothing before it is closed
     * @param connections at most, at once
     */
    record Mllp(
            FormatId format,
            Terms terms,
            int port,
            List<AddressRange> from,
            Optional<MutualTls> tls,
            Optional<String> application,
            Optional<String> facility,
            Duration idle,
            int connections)
            implements Inbound {
        public Mllp {
            from = List.copyOf(from);
        }
    }

    /** A way that brings files; a partner has at most one. */
    sealed interface Files extends Inbound {
        /** Regular expression of the whole file name. */
        String pattern();

        FileRules rules();
    }

    /** Files that the partner puts into {@code inbox} on the embedded SFTP server. */
    record Inbox(FormatId format, Terms terms, String pattern, FileRules rules) implements Files {}

    /**
     * Files that the gateway fetches from the partner's own SFTP server.
     *
     * @param hostKey the one OpenSSH public key line that is trusted
     * @param folder where the files lie on that server
     * @param every time from one look to the next
     * @param moveTo folder on that server for what was fetched; empty: it is deleted there
     */
    record Sftp(
            FormatId format,
            Terms terms,
            String pattern,
            String host,
            int port,
            String user,
            Secret privateKey,
            String hostKey,
            String folder,
            Duration every,
            Ready ready,
            Optional<String> moveTo,
            FileRules rules)
            implements Files {}

    /** How a file on the partner's server shows that it is whole. */
    sealed interface Ready {
        <T> T match(Function<Stable, T> stable, Function<DoneFile, T> doneFile);

        /** @param settle time between two looks in which size and modification time stay the same */
        record Stable(Duration settle) implements Ready {
            @Override
            public <T> T match(Function<Stable, T> stable, Function<DoneFile, T> doneFile) {
                return stable.apply(this);
            }
        }

        /** A second file, {@code <name><suffix>}, that the sender puts down last; its content does not matter. */
        record DoneFile(String suffix) implements Ready {
            @Override
            public <T> T match(Function<Stable, T> stable, Function<DoneFile, T> doneFile) {
                return doneFile.apply(this);
            }
        }
    }

    /** HTTP Basic (RFC 7617). @param passwordHash Argon2id in PHC string form; the password itself is nowhere */
    record Login(String user, Secret passwordHash) {}
}
