package passerelle.store;

import java.io.BufferedOutputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * One file of an {@link IdTable}: entries in the order of their ids, then whose file it is, how many entries there are and
 * their CRC-32C. Written once and whole, and read as memory, so that an interruption closes nothing. Thread-safe.
 */
final class IdRun {
    private static final Pattern NAME = Pattern.compile("([a-z]+)-(\\d{1,18})-(\\d{1,18})\\.run");
    private static final String UNFINISHED = ".tmp";
    private static final int ID = 16;
    /** The owner, the number of entries, their sum; in whole entries where these are larger. */
    private static final int LEAST_END = 32;

    private static final int BUFFER = 1 << 16;
    /** One id of so many is at hand, and leads to the few pages of the file that can have another. */
    private static final int APART = 128;

    private final Path file;
    private final Batches batches;
    private final ByteBuffer entries;
    private final int width;
    private final UUID[] marks;

    /** Which batches of which table a file has, by their numbers. */
    record Batches(String table, long first, long last) {
        /** From the name of a file; empty for any other name. */
        static Optional<Batches> of(Path file) {
            return of(file.getFileName().toString());
        }

        private static Optional<Batches> of(String file) {
            var name = NAME.matcher(file);
            return name.matches()
                    ? Optional.of(
                            new Batches(name.group(1), Long.parseLong(name.group(2)), Long.parseLong(name.group(3))))
                    : Optional.empty();
        }

        /** From the name of a file that was never finished. */
        static Optional<Batches> ofUnfinished(Path file) {
            var name = file.getFileName().toString();
            return name.endsWith(UNFINISHED)
                    ? of(name.substring(0, name.length() - UNFINISHED.length()))
                    : Optional.empty();
        }

        private String name() {
            return "%s-%d-%d.run".formatted(table, first, last);
        }
    }

    private IdRun(Path file, Batches batches, ByteBuffer entries, int width) {
        this.file = file;
        this.batches = batches;
        this.entries = entries;
        this.width = width;
        this.marks = new UUID[(size() + APART - 1) / APART];
        Arrays.setAll(marks, mark -> id(mark * APART));
    }

    /**
     * Reads a file to its end.
     *
     * @param owner as {@link #write} was told
     * @param bytes that each id has with it
     * @return empty when it is another owner's @throws Damaged when it is not as it was written
     */
    static Optional<IdRun> open(Path file, Batches batches, UUID owner, int bytes) throws IOException {
        int width = ID + bytes;
        var all = map(file);
        int length = all.capacity() - end(width);
        if (length < width || length % width != 0) {
            throw new Damaged(file + " has no whole entries");
        }
        if (!id(all, length).equals(owner)) {
            return Optional.empty();
        }
        var entries = all.slice(0, length);
        var sum = new CRC32C();
        sum.update(entries.duplicate());
        if (all.getLong(length + ID) != length / width || all.getLong(length + ID + Long.BYTES) != sum.getValue()) {
            throw new Damaged(file + " has other entries than were written");
        }
        return Optional.of(new IdRun(file, batches, entries, width));
    }

    private static int end(int width) {
        return Math.max(LEAST_END, width);
    }

    /** Entries as {@link #write} takes them. */
    static <V> ByteBuffer sorted(Map<UUID, V> values, IdTable.Kind<V> kind) {
        var bytes = ByteBuffer.allocate(values.size() * (ID + kind.bytes()));
        for (var entry : new TreeMap<>(values).entrySet()) {
            putId(bytes, entry.getKey());
            kind.write().accept(entry.getValue(), bytes);
        }
        return bytes.flip();
    }

    /**
     * Makes one file of several; it lasts when this returns, and is there whole or not at all.
     *
     * @param owner the index that it belongs to
     * @param newestFirst the newest has the say where an id is in more than one
     * @param bytes that each id has with it
     */
    static IdRun write(Path folder, UUID owner, Batches batches, List<ByteBuffer> newestFirst, int bytes)
            throws IOException {
        int width = ID + bytes;
        var file = folder.resolve(batches.name());
        var fresh = folder.resolve(batches.name() + UNFINISHED);
        try {
            fill(fresh, owner, newestFirst, width);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        var all = map(file);
        return new IdRun(file, batches, all.slice(0, all.capacity() - end(width)), width);
    }

    private static void fill(Path fresh, UUID owner, List<ByteBuffer> newestFirst, int width) throws IOException {
        try (var stream = new FileOutputStream(fresh.toFile());
                var buffered = new BufferedOutputStream(stream, BUFFER);
                var out = new CheckedOutputStream(buffered, new CRC32C())) {
            long size = merge(newestFirst, width, out);
            var end = ByteBuffer.allocate(end(width));
            putId(end, owner);
            end.putLong(size).putLong(out.getChecksum().getValue());
            out.write(end.array());
            out.flush();
            stream.getFD().sync();
        }
    }

    /** Each id once. @return how many */
    private static long merge(List<ByteBuffer> newestFirst, int width, OutputStream out) throws IOException {
        var sources =
                newestFirst.stream().map(entries -> new Source(entries, width)).toList();
        var entry = new byte[width];
        long size = 0;
        for (var next = least(sources); next.isPresent(); next = least(sources)) {
            var source = next.get();
            var id = source.id;
            source.read(entry);
            out.write(entry);
            size++;
            for (var other : sources) {
                other.pass(id);
            }
        }
        return size;
    }

    /** Whose turn it is: the newest of those with the first id; empty when all are at their end. */
    private static Optional<Source> least(List<Source> sources) {
        var least = Optional.<Source>empty();
        for (var source : sources) {
            if (source.isLeft() && (least.isEmpty() || source.id.compareTo(least.get().id) < 0)) {
                least = Optional.of(source);
            }
        }
        return least;
    }

    private static final class Source {
        private final ByteBuffer entries;
        private final int width;
        private int at;
        private UUID id;

        Source(ByteBuffer entries, int width) {
            this.entries = entries;
            this.width = width;
            this.id = IdRun.id(entries, 0);
        }

        boolean isLeft() {
            return at < entries.capacity();
        }

        void read(byte[] entry) {
            entries.get(at, entry);
        }

        void pass(UUID taken) {
            if (isLeft() && id.equals(taken)) {
                at += width;
                id = isLeft() ? IdRun.id(entries, at) : id;
            }
        }
    }

    int size() {
        return entries.capacity() / width;
    }

    Batches batches() {
        return batches;
    }

    ByteBuffer entries() {
        return entries;
    }

    /** Takes the file away; who still looks into it may. */
    void delete() throws IOException {
        Files.deleteIfExists(file);
    }

    /** What an id has with it. */
    Optional<ByteBuffer> find(UUID id) {
        int mark = Arrays.binarySearch(marks, id);
        int low = mark >= 0 ? mark * APART : Math.max(0, (-mark - 2) * APART);
        int high = Math.min(low + APART, size()) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = id(middle).compareTo(id);
            if (order == 0) {
                return Optional.of(entries.slice(middle * width + ID, width - ID));
            }
            low = order < 0 ? middle + 1 : low;
            high = order > 0 ? middle - 1 : high;
        }
        return Optional.empty();
    }

    private UUID id(int number) {
        return id(entries, number * width);
    }

    private static UUID id(ByteBuffer bytes, int at) {
        return new UUID(bytes.getLong(at), bytes.getLong(at + Long.BYTES));
    }

    private static void putId(ByteBuffer bytes, UUID id) {
        bytes.putLong(id.getMostSignificantBits()).putLong(id.getLeastSignificantBits());
    }

    private static ByteBuffer map(Path file) throws IOException {
        try (var channel = FileChannel.open(file, StandardOpenOption.READ)) {
            return channel.map(MapMode.READ_ONLY, 0, channel.size());
        }
    }

    /** A file that is not as it was written. */
    static final class Damaged extends IOException {
        private static final long serialVersionUID = 1L;

        Damaged(String what) {
            super(what);
        }
    }
}
