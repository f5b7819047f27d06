package passerelle.translate;

/** A file waits where it is until the gateway's disk has space again; the log has this name for a reason. */
public final class DiskFull extends RuntimeException {
    private static final long serialVersionUID = 1;

    public DiskFull() {
        super("the disk has less space than limits.free-bytes");
    }
}
