package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import passerelle.adapter.WholeFile;

/** A file that comes in: sealed while it is written, below a hidden name. It appears whole and durable, or leaves nothing. */
final class SpoolFile implements Closeable {
    private final Path path;
    private final FileChannel file;
    private final WritableByteChannel plain;

    private SpoolFile(Path path, FileChannel file, WritableByteChannel plain) {
        this.path = path;
        this.file = file;
        this.plain = plain;
    }

    static SpoolFile create(PartnerFolder folder) throws IOException {
        var path = folder.spool().resolve(UUID.randomUUID().toString());
        var file = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        try {
            return new SpoolFile(
                    path, file, folder.received().sealing(folder.disk().writing(file)));
        } catch (IOException e) {
            file.close();
            Files.deleteIfExists(path);
            throw e;
        }
    }

    /** Takes the content in order. */
    WritableByteChannel plain() {
        return plain;
    }

    /** Ends the file and gives it its place, over what is there. @param complete becomes its time */
    void appear(Path target, Instant complete) throws IOException {
        plain.close();
        file.force(true);
        file.close();
        Files.setLastModifiedTime(path, FileTime.from(complete));
        WholeFile.appear(path, target);
    }

    /** Lets go; what has not appeared is deleted. */
    @Override
    public void close() throws IOException {
        file.close();
        Files.deleteIfExists(path);
    }
}
