package passerelle.adapter.sftp;

import java.io.IOException;

/** Our own disk failed or is full; nothing is said of the partner's server. */
final class StorageFailed extends IOException {
    private static final long serialVersionUID = 1;

    StorageFailed(IOException cause) {
        super("The gateway's storage failed", cause);
    }
}
