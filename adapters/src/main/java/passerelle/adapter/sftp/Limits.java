package passerelle.adapter.sftp;

import java.time.Duration;

/**
 * How much of the embedded server its clients can take.
 *
 * @param sessionsOfPartner at the same time
 * @param sessions of all partners together, with those that have not logged in yet
 * @param idle without a byte either way, then the session is closed
 * @param login from the connection to the end of the login
 * @param bytes that a partner may have put down and the gateway not yet taken, with what was rejected
 * @param files likewise
 */
public record Limits(int sessionsOfPartner, int sessions, Duration idle, Duration login, long bytes, int files) {

    public static final Limits DEFAULT =
            new Limits(8, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1L << 30, 10_000);

    /** Connections that have not logged in yet: in all, and from one address. */
    static final int STRANGERS = 64;

    static final int STRANGERS_OF_ADDRESS = 16;

    /** Connections that the system holds for us: in a flood a partner waits its turn instead of being lost. */
    static final int BACKLOG = 1024;

    /** Files and folders that one channel may have open. */
    static final int HANDLES = 32;

    /** Channels of one session: a second file at the same time, and one to look around. */
    static final int CHANNELS = 3;

    /** Bytes that a client may send ahead of us. */
    static final long WINDOW = 1L << 20;
}
