package passerelle.translate;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Terms;

/**
 * A whole file that a partner put down, complete and not yet read.
 *
 * @param terms of the way that it came
 * @param name as the partner called it; not for logs
 * @param arrival this one arrival and no other: the same at each further try and after a restart, another for a later
 *     file of the same name
 * @param arrived when the file was complete
 */
public record ArrivedFile(
        PartnerId sender, FormatId format, Terms terms, String name, String arrival, Instant arrived, Content content) {

    /** The bytes as the partner sent them. */
    public interface Content {
        /** In bytes. */
        long size();

        /** For reading, from the first byte on or at any position. The caller closes it. */
        SeekableByteChannel open() throws IOException;
    }
}
