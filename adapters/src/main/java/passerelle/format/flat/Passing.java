package passerelle.format.flat;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;

/** Keeps a copy of what is read, from one place on: a group of records is handed on as it stands in the file. */
final class Passing extends FilterInputStream {
    /** More than a group, a record behind it and what is read ahead. */
    private static final int MOST = RecordGroup.MOST_BYTES + (2 << 20);

    private byte[] kept = new byte[0];
    private int size;
    private long base;
    private long from;

    /** @param offset of the next byte in the file */
    Passing(InputStream in, long offset) {
        super(in);
        this.base = offset;
        this.from = offset;
    }

    /** Nothing before this place will be asked for. */
    void keepFrom(long offset) {
        from = offset;
    }

    /** The bytes of the file from one place to another, both passed by now. */
    byte[] between(long start, long end) {
        if (start < base || end > base + size) {
            throw new IllegalStateException("Bytes " + start + " to " + end + " of the file are not kept");
        }
        return Arrays.copyOfRange(kept, (int) (start - base), (int) (end - base));
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] bytes, int at, int length) throws IOException {
        int count = in.read(bytes, at, length);
        if (count > 0) {
            keep(bytes, at, count);
        }
        return count;
    }

    private void keep(byte[] bytes, int at, int count) {
        int old = (int) Math.max(0, Math.min(size, from - base));
        base += old;
        size -= old;
        System.arraycopy(kept, old, kept, 0, size);
        // More than a group can be is one record that is far too long: nobody will ask for it.
        if (size + count > MOST) {
            base += size + count;
            size = 0;
            return;
        }
        if (size + count > kept.length) {
            kept = Arrays.copyOf(kept, Math.max(2 * kept.length, size + count));
        }
        System.arraycopy(bytes, at, kept, size, count);
        size += count;
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
