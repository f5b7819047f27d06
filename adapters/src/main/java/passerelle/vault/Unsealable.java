package passerelle.vault;

/** Sealed bytes that do not open: another key, another context, or a changed byte. Says nothing of what is inside. */
public final class Unsealable extends Exception {
    private static final long serialVersionUID = 1;

    Unsealable() {
        super("The sealed bytes do not open under this key and context");
    }
}
