package passerelle.store;

import java.sql.SQLException;

/** The index's file or engine failed; the log and the vault still have everything. */
public final class IndexFailed extends RuntimeException {
    private static final long serialVersionUID = 1;

    IndexFailed(SQLException cause) {
        super("The index failed with H2 error " + cause.getErrorCode(), cause);
    }
}
