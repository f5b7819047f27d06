package passerelle.audit;

import java.io.IOException;

/** The log on disk is not the one that was signed: cut, changed, or an older copy. The gateway does not write on. */
public final class LogDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    private final long record;
    private final String what;

    LogDamaged(long record, String what) {
        super("Audit log is damaged at record %d: %s".formatted(record, what));
        this.record = record;
        this.what = what;
    }

    /** Index of the first record that is not as it was signed. */
    public long record() {
        return record;
    }

    /** What is wrong, and with which file. */
    public String what() {
        return what;
    }
}
