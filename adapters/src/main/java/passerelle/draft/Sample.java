package passerelle.draft;

/**
 * A file that a partner gave as an example. Its bytes hold personal data: they go into the first case and nowhere else.
 *
 * @param name the name of the file, for people
 * @param bytes treat as immutable
 */
public record Sample(String name, byte[] bytes) {
    @Override
    public String toString() {
        return "Sample[" + bytes.length + " bytes]";
    }
}
