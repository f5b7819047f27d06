package passerelle.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.OpenOption;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Predicate;

/** A disk with room for so many bytes more: what is too much is written half, as a full disk does. */
final class FaultyDisk implements Disk {
    /** Bytes until the disk is full. */
    final AtomicLong room = new AtomicLong(Long.MAX_VALUE);
    /** Which files share the room. */
    volatile Predicate<Path> limited = file -> true;
    /** Flushes that still succeed. */
    final AtomicLong flushes = new AtomicLong(Long.MAX_VALUE);

    @Override
    public FileChannel open(Path file, OpenOption... options) throws IOException {
        return new Limited(FileChannel.open(file, options), file);
    }

    private final class Limited extends FileChannel {
        private final FileChannel real;
        private final Path file;

        private Limited(FileChannel real, Path file) {
            this.real = real;
            this.file = file;
        }

        @Override
        public int write(ByteBuffer bytes) throws IOException {
            if (!limited.test(file)) {
                return real.write(bytes);
            }
            if (room.get() == 0) {
                throw new IOException("No space left on device");
            }
            var fits = (int) Math.min(room.get(), bytes.remaining());
            var written = real.write(bytes.slice(bytes.position(), fits));
            bytes.position(bytes.position() + written);
            room.addAndGet(-written);
            return written;
        }

        @Override
        public void force(boolean metaData) throws IOException {
            if (limited.test(file) && flushes.getAndDecrement() <= 0) {
                throw new IOException("Input/output error");
            }
            real.force(metaData);
        }

        @Override
        public int read(ByteBuffer bytes) throws IOException {
            return real.read(bytes);
        }

        @Override
        public long read(ByteBuffer[] all, int offset, int length) throws IOException {
            return real.read(all, offset, length);
        }

        @Override
        public long write(ByteBuffer[] all, int offset, int length) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long position() throws IOException {
            return real.position();
        }

        @Override
        public FileChannel position(long position) throws IOException {
            real.position(position);
            return this;
        }

        @Override
        public long size() throws IOException {
            return real.size();
        }

        @Override
        public FileChannel truncate(long size) throws IOException {
            real.truncate(size);
            return this;
        }

        @Override
        public long transferTo(long position, long count, WritableByteChannel target) {
            throw new UnsupportedOperationException();
        }

        @Override
        public long transferFrom(ReadableByteChannel source, long position, long count) {
            throw new UnsupportedOperationException();
        }

        @Override
        public int read(ByteBuffer bytes, long position) throws IOException {
            return real.read(bytes, position);
        }

        @Override
        public int write(ByteBuffer bytes, long position) {
            throw new UnsupportedOperationException();
        }

        @Override
        public MappedByteBuffer map(MapMode mode, long position, long size) {
            throw new UnsupportedOperationException();
        }

        @Override
        public FileLock lock(long position, long size, boolean shared) throws IOException {
            return real.lock(position, size, shared);
        }

        @Override
        public FileLock tryLock(long position, long size, boolean shared) throws IOException {
            return real.tryLock(position, size, shared);
        }

        @Override
        protected void implCloseChannel() throws IOException {
            real.close();
        }
    }
}
