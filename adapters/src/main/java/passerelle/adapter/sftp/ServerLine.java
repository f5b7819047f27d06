package passerelle.adapter.sftp;

import java.time.Duration;

/** The line to a partner's server while its folder is worked off. */
interface ServerLine {
    /** An open link; a new one after {@link #drop}. @throws NotConnected when there is none */
    SftpLink link() throws NotConnected;

    void drop();

    /** Starts the time that moving so many bytes may take; after it the link breaks. */
    SftpConnector.Deadline within(long bytes) throws NotConnected;

    /** How long the server may take to list a folder. */
    Duration patience();

    boolean isStopped();
}
