package passerelle.model;

import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;

/** One way in which a partner sends to the gateway. */
public sealed interface Inbound {
    FormatId format();

    /** The purpose of what comes this way, unless the message states one itself. */
    String purpose();

    /** What a team's own steps do with what comes this way. */
    default Steps steps() {
        return Steps.NONE;
    }

    /** SOAP 1.1 and 1.2 at {@code /soap/<partner>}. */
    record Soap(FormatId format, String purpose, Login login, Steps steps) implements Inbound {
        public Soap(FormatId format, String purpose, Login login) {
            this(format, purpose, login, Steps.NONE);
        }
    }

    /** XML by HTTP POST at {@code /xml/<partner>}. */
    record Xml(FormatId format, String purpose, Login login, Steps steps) implements Inbound {
        public Xml(FormatId format, String purpose, Login login) {
            this(format, purpose, login, Steps.NONE);
        }
    }

    /** A way that brings files; a partner has at most one. */
    sealed interface Files extends Inbound {
        /** Regular expression of the whole file name. */
        String pattern();

        FileRules rules();
    }

    /** Files that the partner puts into {@code inbox} on the embedded SFTP server. */
    record Inbox(FormatId format, String purpose, String pattern, FileRules rules, Steps steps) implements Files {
        public Inbox(FormatId format, String purpose, String pattern, FileRules rules) {
            this(format, purpose, pattern, rules, Steps.NONE);
        }
    }

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
            String purpose,
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
            FileRules rules,
            Steps steps)
            implements Files {
        public Sftp(
                FormatId format,
                String purpose,
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
                FileRules rules) {
            this(
                    format,
                    purpose,
                    pattern,
                    host,
                    port,
                    user,
                    privateKey,
                    hostKey,
                    folder,
                    every,
                    ready,
                    moveTo,
                    rules,
                    Steps.NONE);
        }
    }

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
