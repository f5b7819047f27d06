package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.time.Instant;

/** A file that the partner is fetching. Of a damaged piece nothing is given. */
final class Download implements Handle {
    private static final int MOST = 256 * 1024;

    private final SeekableByteChannel channel;
    private final WhenClosed whenClosed;
    private boolean toTheEnd;
    private boolean open = true;

    /** Is told whether the partner read up to the end, while the file is still open. */
    interface WhenClosed {
        void closed(SeekableByteChannel channel, boolean toTheEnd) throws IOException;
    }

    Download(SeekableByteChannel channel, WhenClosed whenClosed) {
        this.channel = channel;
        this.whenClosed = whenClosed;
    }

    @Override
    public Reply read(long offset, int length) throws IOException {
        if (offset < 0 || length < 0) {
            return Reply.MALFORMED;
        }
        var rest = channel.size() - offset;
        if (rest <= 0) {
            toTheEnd = true;
            return Reply.END;
        }
        var buffer = ByteBuffer.allocate((int) Math.min(Math.min(length, MOST), rest));
        channel.position(offset).read(buffer);
        toTheEnd |= buffer.position() == rest;
        return new Reply.Data(buffer.flip());
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
