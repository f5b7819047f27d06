package passerelle.adapter.sftp;

import java.io.IOException;

/** The partner's server answered a request with a status other than OK. What it wrote beside it is not kept. */
final class RemoteRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    /** @param status SSH_FX code */
    RemoteRefusal(int status) {
        super("SFTP status " + status);
        this.status = status;
    }

    int status() {
        return status;
    }
}
