package passerelle.model;

/** One way in which a partner sends to the gateway. */
public sealed interface Inbound {
    FormatId format();

    /** The purpose of what comes this way, unless the message states one itself. */
    String purpose();

    /** SOAP 1.1 and 1.2 at {@code /soap/<partner>}. */
    record Soap(FormatId format, String purpose, Login login) implements Inbound {}

    /** XML by HTTP POST at {@code /xml/<partner>}. */
    record Xml(FormatId format, String purpose, Login login) implements Inbound {}

    /**
     * Files that the partner puts into {@code inbox} on the embedded SFTP server.
     *
     * @param pattern regular expression of the whole file name
     */
    record Inbox(FormatId format, String purpose, String pattern) implements Inbound {}

    /** HTTP Basic (RFC 7617). @param passwordHash Argon2id in PHC string form; the password itself is nowhere */
    record Login(String user, Secret passwordHash) {}
}
