package passerelle.vault;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import passerelle.model.MessageId;

/**
 * The sealed copies of what came in and what goes out, so that a message can be repaired, replayed and proved. Segment
 * files that only grow ({@code 000001.seg}, rolled at 64 MB); where each copy lies is kept in the index, which can be
 * rebuilt from here. A damaged copy takes no other with it. Thread-safe.
 */
public final class Copies implements AutoCloseable {
    private static final long ROLL_BYTES = 64L << 20;
    private static final Pattern SEGMENT = Pattern.compile("(\\d{6,9})\\.seg");

    private final Path folder;
    private final long rollBytes;
    private final Opener opener;
    private Segment segment;

    /** Opens a segment file for writing, creating it when it is absent. */
    interface Opener {
        FileChannel open(Path file) throws IOException;
    }

    /**
     * One copy to keep.
     *
     * @param part which one of the message: {@code received}, {@code view.<partner>}; ASCII, at most 100 characters
     */
    public record Copy(MessageId id, String part, byte[] sealed) {
        private static final Pattern PART = Pattern.compile("[a-z0-9.-]{1,100}");

        public Copy {
            if (!PART.matcher(part).matches()) {
                throw new IllegalArgumentException(
                        "Part '%s' must be lower-case letters, digits, dots and hyphens, as in 'view.registry'"
                                .formatted(part));
            }
        }
    }

    /**
     * Where a copy lies.
     *
     * @param offset of its frame in the segment, in bytes
     * @param length of its frame, in bytes
     */
    public record Place(MessageId id, String part, int segment, long offset, int length) {}

    private Copies(Path folder, long rollBytes, Opener opener, Segment segment) {
        this.folder = folder;
        this.rollBytes = rollBytes;
        this.opener = opener;
        this.segment = segment;
    }

    /** Opens or creates the folder; what a crash left half-written at the end, which nobody was promised, is cut. */
    public static Copies open(Path folder) throws IOException {
        return open(
                folder,
                ROLL_BYTES,
                file -> FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE));
    }

    static Copies open(Path folder, long rollBytes, Opener opener) throws IOException {
        Files.createDirectories(folder);
        var numbers = segments(folder);
        int last = numbers.isEmpty() ? 1 : numbers.get(numbers.size() - 1);
        return new Copies(folder, rollBytes, opener, resume(folder, last, opener));
    }

    /** Durable when it returns, all or none: one write, and an fdatasync that concurrent callers share. */
    public List<Place> append(List<Copy> copies) throws IOException {
        int length = copies.stream().mapToInt(Frame::length).reduce(0, Math::addExact);
        var bytes = ByteBuffer.allocate(length);
        copies.forEach(copy -> Frame.write(copy, bytes));
        Segment written;
        long start;
        synchronized (this) {
            written = writable(length);
            start = written.end();
            written.write(bytes.flip());
        }
        written.sync(start + length);
        var places = new ArrayList<Place>();
        long offset = start;
        for (var copy : copies) {
            int frame = Frame.length(copy);
            places.add(new Place(copy.id(), copy.part(), written.number(), offset, frame));
            offset += frame;
        }
        return List.copyOf(places);
    }

    /**
     * The sealed bytes that lie there.
     *
     * @throws IOException when the disk fails or the bytes are not those that were written
     */
    public byte[] read(Place place) throws IOException {
        var bytes = ByteBuffer.allocate(place.length());
        try (var channel = FileChannel.open(file(folder, place.segment()))) {
            int got = 0;
            while (got >= 0 && bytes.hasRemaining()) {
                got = channel.read(bytes, place.offset() + bytes.position());
            }
        }
        return Frame.read(bytes.flip(), 0)
                .orElseThrow(() -> new IOException(
                        "The copy at offset %d of segment %d is damaged".formatted(place.offset(), place.segment())))
                .sealedFor(place);
    }

    /** Tells the place of every whole copy from a segment on, in the order of writing; for rebuilding the index. */
    public void scan(int fromSegment, Consumer<Place> each) throws IOException {
        int current;
        long end;
        synchronized (this) {
            current = segment.number();
            end = segment.end();
        }
        for (int number : segments(folder)) {
            if (number >= fromSegment && number <= current) {
                SegmentScan.scan(file(folder, number), number, number == current ? end : Long.MAX_VALUE, each);
            }
        }
    }

    @Override
    public synchronized void close() throws IOException {
        segment.close();
    }

    private Segment writable(int length) throws IOException {
        boolean full = segment.end() > 0 && segment.end() + length > rollBytes;
        if (segment.broken() || full) {
            var old = segment;
            segment = create(folder, old.number() + 1, opener);
            old.close();
        }
        return segment;
    }

    private static Segment resume(Path folder, int number, Opener opener) throws IOException {
        var file = file(folder, number);
        if (!Files.exists(file)) {
            return create(folder, number, opener);
        }
        long end = SegmentScan.scan(file, number, Long.MAX_VALUE, place -> {});
        var channel = opener.open(file);
        if (channel.size() > end) {
            channel.truncate(end);
            channel.force(true);
        }
        return new Segment(number, channel, end);
    }

    private static Segment create(Path folder, int number, Opener opener) throws IOException {
        var channel = opener.open(file(folder, number));
        try (var entries = FileChannel.open(folder)) {
            entries.force(true);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
        return new Segment(number, channel, 0);
    }

    private static Path file(Path folder, int number) {
        return folder.resolve("%06d.seg".formatted(number));
    }

    private static List<Integer> segments(Path folder) throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> SEGMENT.matcher(file.getFileName().toString()))
                    .filter(name -> name.matches())
                    .map(name -> Integer.parseInt(name.group(1)))
                    .sorted()
                    .toList();
        }
    }
}
