package passerelle.audit;

import java.io.IOException;
import java.util.List;

/** Writes batches to the newest segment. One thread at a time. */
final class Wal implements AutoCloseable {
    /** Bytes after which a new segment is begun. */
    static final long SEGMENT = 64L << 20;

    private final Segments segments;
    private final Disk disk;
    private final long segmentSize;
    private int number;
    private AppendFile file;

    /** @param end bytes of whole batches in segment {@code number}; what follows is cut off */
    Wal(Segments segments, int number, long end, long segmentSize, Disk disk) throws IOException {
        this.segments = segments;
        this.number = number;
        this.segmentSize = segmentSize;
        this.disk = disk;
        file = new AppendFile(segments.file(number), end, disk);
        file.open();
    }

    /**
     * Is on disk when it returns; after an exception nothing of it stands. All of it goes to one segment, so that one cut
     * undoes it.
     */
    void append(long first, List<byte[]> entries) throws IOException {
        if (file.end() >= segmentSize) {
            roll();
        }
        file.append(Batch.split(first, entries).stream().map(Batch::bytes).toList());
    }

    private void roll() throws IOException {
        var next = new AppendFile(segments.file(number + 1), 0, disk);
        next.open();
        file.close();
        file = next;
        number++;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
