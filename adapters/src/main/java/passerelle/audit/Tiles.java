package passerelle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;

/**
 * Reads hashes from a folder of C2SP tlog-tiles ({@code tile/0/x001/234}, {@code tile/1/004.p/210}), also while they are being
 * written. Keeps the last tile of each level at hand. One thread at a time.
 */
final class Tiles implements Subtrees {
    /** Hashes in a full tile. */
    static final int WIDTH = 256;

    private static final int LOOKS = 5;

    private final Path folder;
    private final Map<Integer, Tile> atHand = new HashMap<>();

    private record Tile(long number, byte[] bytes) {
        boolean holds(long wanted, int place) {
            return number == wanted && bytes.length >= (place + 1) * TreeHash.LENGTH;
        }
    }

    /** @param folder the one that holds {@code tile} */
    Tiles(Path folder) {
        this.folder = folder;
    }

    /** @throws NoSuchFileException when no tile has it, with the tile's path */
    @Override
    public byte[] hash(int level, long index) throws IOException {
        var number = index / WIDTH;
        var place = (int) (index % WIDTH);
        var tile = atHand.get(level);
        if (tile == null || !tile.holds(number, place)) {
            tile = new Tile(number, read(level, number, place + 1));
            atHand.put(level, tile);
        }
        return Arrays.copyOfRange(tile.bytes, place * TreeHash.LENGTH, (place + 1) * TreeHash.LENGTH);
    }

    private byte[] read(int level, long number, int width) throws IOException {
        var file = folder.resolve(path(level, number));
        // The writer removes a narrow tile once a wider one stands: what was listed may be gone, so look again.
        for (int look = 0; look < LOOKS; look++) {
            for (var candidate : candidates(file, width)) {
                try {
                    var bytes = Files.readAllBytes(candidate);
                    if (bytes.length >= width * TreeHash.LENGTH) {
                        return bytes;
                    }
                } catch (NoSuchFileException e) {
                    continue;
                }
            }
        }
        throw new NoSuchFileException(
                folder.relativize(file).toString(), null, "no tile with %d hashes".formatted(width));
    }

    private static Iterable<Path> candidates(Path file, int width) throws IOException {
        var candidates = new ArrayDeque<Path>();
        candidates.add(file);
        var partial = partials(file);
        if (Files.isDirectory(partial)) {
            try (var files = Files.list(partial)) {
                files.filter(one -> one.getFileName().toString().matches("[1-9]\\d{0,2}"))
                        .filter(one -> width(one) >= width)
                        .sorted(Comparator.comparingInt(Tiles::width).reversed())
                        .forEach(candidates::add);
            } catch (NoSuchFileException e) {
                return candidates;
            }
        }
        return candidates;
    }

    private static int width(Path partial) {
        return Integer.parseInt(partial.getFileName().toString());
    }

    /** The folder of a tile's narrow forms. */
    static Path partials(Path tile) {
        return tile.resolveSibling(tile.getFileName() + ".p");
    }

    /** Path of a full tile: three digits a folder, all but the last with an x before them. */
    static String path(int level, long number) {
        var path = new StringBuilder("%03d".formatted(number % 1_000));
        for (var rest = number / 1_000; rest > 0; rest /= 1_000) {
            path.insert(0, "x%03d/".formatted(rest % 1_000));
        }
        return "tile/" + level + "/" + path;
    }
}
