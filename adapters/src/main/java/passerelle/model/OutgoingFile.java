package passerelle.model;

/** A file ready for its recipient. The name is fixed by the gateway before the first attempt, and holds no personal data. */
public record OutgoingFile(String name, byte[] bytes) {

    @Override
    public String toString() {
        return name;
    }
}
