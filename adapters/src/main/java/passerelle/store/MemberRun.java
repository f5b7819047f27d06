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
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;
import passerelle.model.MessageId;

/**
 * One file of {@link Members}: entries of 64 bytes in the order of their ids, then one that says whose file it is, how many
 * there are and their CRC-32C. Written once and whole, and read as memory, so that an interruption closes nothing.
 * Thread-safe.
 */
final class MemberRun {
    private static final Pattern NAME = Pattern.compile("members-(\\d{1,18})-(\\d{1,18})\\.run");
    private static final String UNFINISHED = ".tmp";
    private static final int ENTRY = 64;
    private static final int DIGEST_BYTES = 32;
    private static final int BUFFER = 1 << 16;
    /** One id of so many is at hand, and leads to the few pages of the file that can have another. */
    private static final int APART = 128;

    private final Path file;
    private final Batches batches;
    private final ByteBuffer entries;
    private final UUID[] marks;

    /**
     * One record of a bundle.
     *
     * @param bundle the log's index of its first event
     * @param line of its first record in the file, from 1
     * @param digest keyed fingerprint of its bytes as they came, 64 hexadecimal digits
     */
    record Entry(MessageId id, long bundle, long line, String digest) {}

    /** Which batches a file has, by their numbers. */
    record Batches(long first, long last) {
        /** From the name of a file; empty for any other name. */
        static Optional<Batches> of(Path file) {
            var name = NAME.matcher(file.getFileName().toString());
            return name.matches()
                    ? Optional.of(new Batches(Long.parseLong(name.group(1)), Long.parseLong(name.group(2))))
                    : Optional.empty();
        }

        /** Whether a file is one that was never finished. */
        static boolean isUnfinished(Path file) {
            var name = file.getFileName().toString();
            return name.endsWith(UNFINISHED)
                    && NAME.matcher(name.substring(0, name.length() - UNFINISHED.length()))
                            .matches();
        }

        private String name() {
            return "members-%d-%d.run".formatted(first, last);
        }
    }

    private MemberRun(Path file, Batches batches, ByteBuffer entries) {
        this.file = file;
        this.batches = batches;
        this.entries = entries;
        this.marks = new UUID[(size() + APART - 1) / APART];
        Arrays.setAll(marks, mark -> id(entries, mark * APART));
    }

    /**
     * Reads a file to its end.
     *
     * @param owner as {@link #write} was told
     * @return empty when it is another owner's @throws Damaged when it is not as it was written
     */
    static Optional<MemberRun> open(Path file, Batches batches, UUID owner) throws IOException {
        var bytes = map(file);
        int size = bytes.capacity() / ENTRY - 1;
        if (size < 1 || bytes.capacity() % ENTRY != 0) {
            throw new Damaged(file + " has no whole entries");
        }
        if (!id(bytes, size).equals(owner)) {
            return Optional.empty();
        }
        var entries = bytes.slice(0, size * ENTRY);
        var sum = new CRC32C();
        sum.update(entries.duplicate());
        if (bytes.getLong(size * ENTRY + 16) != size || bytes.getLong(size * ENTRY + 24) != sum.getValue()) {
            throw new Damaged(file + " has other entries than were written");
        }
        return Optional.of(new MemberRun(file, batches, entries));
    }

    /** What {@link #write} takes: entries of which the later counts where an id is there twice. */
    static ByteBuffer sorted(List<Entry> entries) {
        var latest = new TreeMap<UUID, Entry>();
        entries.forEach(entry -> latest.put(entry.id().value(), entry));
        var bytes = ByteBuffer.allocate(latest.size() * ENTRY);
        for (var entry : latest.values()) {
            putId(bytes, entry.id().value());
            bytes.putLong(entry.bundle()).putLong(entry.line()).put(digest(entry));
        }
        return bytes.flip();
    }

    private static byte[] digest(Entry entry) {
        var digest = HexFormat.of().parseHex(entry.digest());
        if (digest.length != DIGEST_BYTES) {
            throw new IllegalArgumentException("A digest has %d bytes, not %d".formatted(DIGEST_BYTES, digest.length));
        }
        return digest;
    }

    /**
     * Makes one file of several; it lasts when this returns, and is there whole or not at all.
     *
     * @param owner the index that it belongs to
     * @param newestFirst the newest has the say where an id is in more than one
     */
    static MemberRun write(Path folder, UUID owner, Batches batches, List<ByteBuffer> newestFirst) throws IOException {
        var file = folder.resolve(batches.name());
        var fresh = folder.resolve(batches.name() + UNFINISHED);
        try {
            fill(fresh, owner, newestFirst);
            Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.deleteIfExists(fresh);
            throw e;
        }
        try (var names = FileChannel.open(folder, StandardOpenOption.READ)) {
            names.force(true);
        }
        var bytes = map(file);
        return new MemberRun(file, batches, bytes.slice(0, bytes.capacity() - ENTRY));
    }

    private static void fill(Path fresh, UUID owner, List<ByteBuffer> newestFirst) throws IOException {
        try (var stream = new FileOutputStream(fresh.toFile());
                var buffered = new BufferedOutputStream(stream, BUFFER);
                var out = new CheckedOutputStream(buffered, new CRC32C())) {
            long size = merge(newestFirst, out);
            var end = ByteBuffer.allocate(ENTRY);
            putId(end, owner);
            end.putLong(size).putLong(out.getChecksum().getValue());
            out.write(end.array());
            out.flush();
            stream.getFD().sync();
        }
    }

    /** Each id once. @return how many */
    private static long merge(List<ByteBuffer> newestFirst, OutputStream out) throws IOException {
        var sources = newestFirst.stream().map(Source::new).toList();
        var entry = new byte[ENTRY];
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
        private int at;
        private UUID id;

        Source(ByteBuffer entries) {
            this.entries = entries;
            this.id = MemberRun.id(entries, 0);
        }

        boolean isLeft() {
            return at < entries.capacity() / ENTRY;
        }

        void read(byte[] entry) {
            entries.get(at * ENTRY, entry);
        }

        void pass(UUID taken) {
            if (isLeft() && id.equals(taken)) {
                at++;
                id = isLeft() ? MemberRun.id(entries, at) : id;
            }
        }
    }

    int size() {
        return entries.capacity() / ENTRY;
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

    Optional<Entry> find(MessageId member) {
        int mark = Arrays.binarySearch(marks, member.value());
        int low = mark >= 0 ? mark * APART : Math.max(0, (-mark - 2) * APART);
        int high = Math.min(low + APART, size()) - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            int order = id(entries, middle).compareTo(member.value());
            if (order == 0) {
                return Optional.of(entry(middle));
            }
            low = order < 0 ? middle + 1 : low;
            high = order > 0 ? middle - 1 : high;
        }
        return Optional.empty();
    }

    private Entry entry(int at) {
        int from = at * ENTRY;
        var digest = new byte[DIGEST_BYTES];
        entries.get(from + ENTRY - DIGEST_BYTES, digest);
        return new Entry(
                new MessageId(id(entries, at)),
                entries.getLong(from + 16),
                entries.getLong(from + 24),
                HexFormat.of().formatHex(digest));
    }

    private static UUID id(ByteBuffer entries, int at) {
        return new UUID(entries.getLong(at * ENTRY), entries.getLong(at * ENTRY + 8));
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
