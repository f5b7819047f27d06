package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.ReadableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** A file on a disk that runs full, does not sync or does not truncate, as its {@link Disk} says. */
final class FailingChannel extends FileChannel {
    private final FileChannel real;
    private final Disk disk;

    /** What the disk can do now. */
    static final class Disk implements Copies.Opener {
        long room = Long.MAX_VALUE;
        boolean syncs = true;
        boolean truncates = true;

        @Override
        public FileChannel open(Path file) throws IOException {
            return new FailingChannel(
                    FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE), this);
        }
    }

    private FailingChannel(FileChannel real, Disk disk) {
        this.real = real;
        this.disk = disk;
    }

    @Override
    public int write(ByteBuffer bytes, long position) throws IOException {
        if (disk.room <= 0) {
            throw new IOException("No space left on device");
        }
        int fits = (int) Math.min(disk.room, bytes.remaining());
        int written = real.write(bytes.slice(bytes.position(), fits), position);
        bytes.position(bytes.position() + written);
        disk.room -= written;
        return written;
    }

    @Override
    public FileChannel truncate(long size) throws IOException {
        if (!disk.truncates) {
            throw new IOException("Input/output error");
        }
        real.truncate(size);
        return this;
    }

    @Override
    public void force(boolean metaData) throws IOException {
        if (!disk.syncs) {
            throw new IOException("Input/output error");
        }
        real.force(metaData);
    }

    @Override
    protected void implCloseChannel() throws IOException {
        real.close();
    }

    @Override
    public long size() throws IOException {
        return real.size();
    }

    @Override
    public int read(ByteBuffer to) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long read(ByteBuffer[] to, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public int write(ByteBuffer from) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long write(ByteBuffer[] from, int offset, int length) {
        throw new UnsupportedOperationException();
    }

    @Override
    public long position() {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileChannel position(long position) {
        throw new UnsupportedOperationException();
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
    public int read(ByteBuffer to, long position) {
        throw new UnsupportedOperationException();
    }

    @Override
    public MappedByteBuffer map(MapMode mode, long position, long size) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock lock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }

    @Override
    public FileLock tryLock(long position, long size, boolean shared) {
        throw new UnsupportedOperationException();
    }
}
