package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;

/** A file that the partner is fetching. */
final class Download implements Handle {
    private static final int MOST = 256 * 1024;

    private final FileChannel channel;
    private final WhenClosed whenClosed;
    private boolean toTheEnd;
    private boolean open = true;

    /** Is told whether the partner read up to the end, while the file is still open. */
    interface WhenClosed {
        void closed(FileChannel channel, boolean toTheEnd) throws IOException;
    }

    Download(Path file, WhenClosed whenClosed) throws IOException {
        this.channel = FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS);
        this.whenClosed = whenClosed;
    }

    @Override
    public Reply read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0) {
            return Reply.MALFORMED;
        }
        var buffer = ByteBuffer.allocate((int) Math.min(Math.min(length, MOST), Math.max(1, channel.size() - offset)));
        var n = channel.read(buffer, offset);
        toTheEnd |= offset + Math.max(n, 0) >= channel.size();
        return n < 0 ? Reply.END : new Reply.Data(buffer.flip());
    }

    @Override
    public Reply attributes() throws IOException {
        return new Reply.Attributes(new Entry("", false, channel.size(), Instant.EPOCH));
    }

    @Override
    public Reply finish() throws IOException {
        release(toTheEnd);
        return Reply.OK;
    }

    @Override
    public void close() throws IOException {
        release(false);
    }

    private void release(boolean fetched) throws IOException {
        if (open) {
            open = false;
            try (channel) {
                whenClosed.closed(channel, fetched);
            }
        }
    }
}
