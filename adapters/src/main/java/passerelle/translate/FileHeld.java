package passerelle.translate;

/** A file stays where it is until a person decides about it: nothing is wrong with the gateway. */
public final class FileHeld extends RuntimeException {
    private static final long serialVersionUID = 1;

    public FileHeld() {
        super("the file is held for a person");
    }
}
