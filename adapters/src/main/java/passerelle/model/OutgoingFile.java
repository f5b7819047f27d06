package passerelle.model;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * A file ready for its recipient. The name is fixed by the gateway before the first attempt, and holds no personal data.
 *
 * @param size of the content, in bytes
 * @param source of the content; it is read piece by piece, so that a file may be larger than the memory
 */
public record OutgoingFile(String name, long size, Source source) {

    /** Gives the content as often as it is asked: the same bytes each time, from the first on. The caller closes it. */
    public interface Source {
        InputStream open() throws IOException;
    }

    /** A small file that is in memory already. */
    public static OutgoingFile of(String name, byte[] bytes) {
        return new OutgoingFile(name, bytes.length, () -> new ByteArrayInputStream(bytes));
    }

    @Override
    public String toString() {
        return name;
    }
}
