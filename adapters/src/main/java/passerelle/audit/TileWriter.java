package passerelle.audit;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Gathers the tree's hashes into tiles and writes them: full ones once, the unfinished edge at each checkpoint. One thread at a time. */
final class TileWriter implements MerkleTree.Sink {
    private final Path folder;
    private final Disk disk;
    private final List<List<byte[]>> edge = new ArrayList<>();
    private final Deque<Full> waiting = new ArrayDeque<>();

    private record Full(int level, long number, byte[] bytes) {}

    TileWriter(Path folder, Disk disk) {
        this.folder = folder;
        this.disk = disk;
    }

    /** Goes on after {@code size} entries, whose tiles are on disk. */
    static TileWriter of(Path folder, long size, Disk disk) throws IOException {
        var writer = new TileWriter(folder, disk);
        var kept = new Tiles(folder);
        for (int level = 0; size >> 8 * level != 0; level++) {
            var hashes = size >> 8 * level;
            for (var index = hashes - hashes % Tiles.WIDTH; index < hashes; index++) {
                writer.row(level).add(kept.hash(level, index));
            }
        }
        return writer;
    }

    private List<byte[]> row(int level) {
        while (edge.size() <= level) {
            edge.add(new ArrayList<>(Tiles.WIDTH));
        }
        return edge.get(level);
    }

    @Override
    public void full(int level, long index, byte[] hash) {
        var row = row(level);
        row.add(hash);
        if (row.size() == Tiles.WIDTH) {
            waiting.add(new Full(level, index / Tiles.WIDTH, joined(row)));
            row.clear();
        }
    }

    /** Full tiles that are not on disk yet. */
    int waiting() {
        return waiting.size();
    }

    /** Puts all tiles of a tree of {@code size} entries on disk; a call after a failed one goes on where that stopped. */
    void write(long size) throws IOException {
        var touched = new LinkedHashSet<Path>();
        while (!waiting.isEmpty()) {
            var tile = waiting.element();
            var file = folder.resolve(Tiles.path(tile.level, tile.number));
            put(file, tile.bytes, touched);
            forgetPartials(file, -1);
            waiting.remove();
        }
        for (int level = 0; level < edge.size(); level++) {
            var row = edge.get(level);
            if (!row.isEmpty()) {
                var file = folder.resolve(Tiles.path(level, (size >> 8 * level) / Tiles.WIDTH));
                put(Tiles.partials(file).resolve(Integer.toString(row.size())), joined(row), touched);
                forgetPartials(file, row.size());
            }
        }
        for (var names : touched) {
            Disk.sync(names);
        }
    }

    private void put(Path file, byte[] bytes, Set<Path> touched) throws IOException {
        if (Files.exists(file) && Arrays.equals(Files.readAllBytes(file), bytes)) {
            return;
        }
        for (var names = Disk.folder(file); !Files.isDirectory(names); names = Disk.folder(names)) {
            touched.add(Disk.folder(names));
        }
        disk.replace(file, bytes);
        touched.add(Disk.folder(file));
    }

    private static void forgetPartials(Path tile, int but) throws IOException {
        var partials = Tiles.partials(tile);
        if (!Files.isDirectory(partials)) {
            return;
        }
        try (var files = Files.newDirectoryStream(partials)) {
            for (var file : files) {
                if (!file.getFileName().toString().equals(Integer.toString(but))) {
                    Files.delete(file);
                }
            }
        }
        if (but < 0) {
            Files.delete(partials);
        }
    }

    private static byte[] joined(List<byte[]> hashes) {
        var bytes = ByteBuffer.allocate(hashes.size() * TreeHash.LENGTH);
        hashes.forEach(bytes::put);
        return bytes.array();
    }
}
