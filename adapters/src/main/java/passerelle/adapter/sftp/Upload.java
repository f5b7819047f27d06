package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * A file that the partner is sending. It is sealed as it comes, below a hidden name, and appears in the inbox, durable,
 * when the partner closes it; a connection that drops before leaves nothing. Once a piece is missing the file never counts
 * as whole, whatever the client sends after it.
 */
final class Upload implements Handle {
    static final Reply NO_ROOM = Reply.failure("The gateway's disk is full: try again later");
    private static final Reply FULL = Reply.failure("Quota exceeded: the files that lie here must be taken first");
    private static final Reply ORDER = Reply.failure("The file must be written from front to back");
    private static final Reply STORAGE = Reply.failure("The gateway's storage failed");

    private final PartnerFolder folder;
    private final Path target;
    private final Quota quota;
    private final Consumer<Entry> arrived;
    private final SpoolFile spooled;
    private long size;
    private Optional<Reply> broken = Optional.empty();

    /** @param arrived is told the file when it is in the inbox */
    Upload(PartnerFolder folder, String name, Quota quota, Consumer<Entry> arrived) throws IOException {
        this.folder = folder;
        this.target = folder.of(Area.INBOX).resolve(name);
        this.quota = quota;
        this.arrived = arrived;
        this.spooled = SpoolFile.create(folder);
    }

    @Override
    public Reply write(long offset, ByteBuffer bytes) throws IOException {
        if (broken.isEmpty()) {
            broken = refusal(offset, bytes.remaining());
        }
        if (broken.isPresent()) {
            return broken.get();
        }
        size += bytes.remaining();
        // It stays so when the disk fails.
        broken = Optional.of(STORAGE);
        spooled.plain().write(bytes);
        broken = Optional.empty();
        return Reply.OK;
    }

    private Optional<Reply> refusal(long offset, int length) throws IOException {
        if (offset != size) {
            return Optional.of(ORDER);
        }
        if (!folder.disk().hasRoom()) {
            return Optional.of(NO_ROOM);
        }
        return quota.takeBytes(length) ? Optional.empty() : Optional.of(FULL);
    }

    @Override
    public Reply attributes() {
        return new Reply.Attributes(new Entry("", false, size, Instant.now()));
    }

    @Override
    public Reply finish() throws IOException {
        if (broken.isPresent()) {
            return broken.get();
        }
        var now = Instant.now();
        spooled.appear(target, now);
        arrived.accept(new Entry(String.valueOf(target.getFileName()), false, size, now));
        return Reply.OK;
    }

    @Override
    public void close() throws IOException {
        spooled.close();
    }
}
