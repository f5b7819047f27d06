package passerelle.model;

/** A value that the environment or a 0600 file holds; configuration knows its name only, and it never prints. */
public final class Secret {
    private final String name;
    private final String value;

    /** @param name where it was found, as written in configuration: {@code env:X} or {@code file:x} */
    public Secret(String name, String value) {
        this.name = name;
        this.value = value;
    }

    public String name() {
        return name;
    }

    public String value() {
        return value;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Secret secret && secret.name.equals(name) && secret.value.equals(value);
    }

    @Override
    public int hashCode() {
        return name.hashCode();
    }

    @Override
    public String toString() {
        return "secret " + name;
    }
}
