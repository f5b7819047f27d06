package passerelle.adapter.sftp;

import java.io.IOException;

/** A file on the partner's server is not what the server said it was. The message holds no name. */
final class RemoteChanged extends IOException {
    private static final long serialVersionUID = 1;

    RemoteChanged(String how) {
        super(how);
    }
}
