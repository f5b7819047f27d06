package passerelle.adapter.sftp;

import java.io.IOException;
import passerelle.model.Failure;

/** The partner's server cannot be reached, or does not let us in. */
final class NotConnected extends IOException {
    private static final long serialVersionUID = 1;

    NotConnected(Failure failure) {
        super(failure.code().code() + " at " + failure.place());
    }
}
