package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.UUID;
import java.util.function.Consumer;
import passerelle.adapter.WholeFile;

/**
 * A file that the partner is sending. It grows under a hidden name and appears in the inbox, durable, when the partner
 * closes it; a connection that drops before leaves nothing.
 */
final class Upload implements Handle {
    private static final Reply FULL = Reply.failure("Quota exceeded: the files that lie here must be taken first");

    private final Path target;
    private final Quota quota;
    private final Consumer<Entry> arrived;
    private final Path spooled;
    private final FileChannel channel;
    private long size;
    private long written;
    private boolean broken;

    /** @param arrived is told the file when it is in the inbox */
    Upload(PartnerFolder folder, String name, Quota quota, Consumer<Entry> arrived) throws IOException {
        this.target = folder.of(Area.INBOX).resolve(name);
        this.quota = quota;
        this.arrived = arrived;
        this.spooled = folder.spool().resolve(UUID.randomUUID().toString());
        this.channel = FileChannel.open(spooled, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    }

    @Override
    public Reply write(long offset, ByteBuffer bytes) throws IOException {
        var length = bytes.remaining();
        var end = offset + length;
        if (offset < 0 || end < 0) {
            return Reply.MALFORMED;
        }
        // Once a piece is missing the file never counts as whole, whatever the client sends after it.
        broken = broken || end > size && !quota.takeBytes(end - size);
        if (broken) {
            return FULL;
        }
        try {
            for (var at = offset; bytes.hasRemaining(); ) {
                at += channel.write(bytes, at);
            }
        } catch (IOException e) {
            broken = true;
            throw e;
        }
        size = Math.max(size, end);
        written += length;
        return Reply.OK;
    }

    @Override
    public Reply attributes() {
        return new Reply.Attributes(new Entry("", false, size, Instant.now()));
    }

    @Override
    public Reply finish() throws IOException {
        if (broken) {
            return FULL;
        }
        if (written < size) {
            return Reply.failure("The file has a gap and was not taken");
        }
        channel.force(true);
        channel.close();
        var now = Instant.now();
        Files.setLastModifiedTime(spooled, FileTime.from(now));
        WholeFile.appear(spooled, target);
        arrived.accept(new Entry(String.valueOf(target.getFileName()), false, size, now));
        return Reply.OK;
    }

    @Override
    public void close() throws IOException {
        channel.close();
        Files.deleteIfExists(spooled);
    }
}
