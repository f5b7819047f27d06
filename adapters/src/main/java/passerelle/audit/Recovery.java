package passerelle.audit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Brings a log back after a stop or a crash: reads the newest records, holds them against the last checkpoint, and rebuilds
 * the tiles where they are missing. Nothing is changed before the records are known to be the signed ones.
 */
final class Recovery {
    private static final Logger log = LoggerFactory.getLogger(Recovery.class);
    private static final int TILES_AT_ONCE = 1_024;

    private final LogFiles files;
    private final Checkpoint signed;
    private final Disk disk;

    Recovery(LogFiles files, Checkpoint signed, Disk disk) {
        this.files = files;
        this.signed = signed;
        this.disk = disk;
    }

    /**
     * Where writing goes on.
     *
     * @param number of the segment to write to
     * @param end bytes of whole batches in it
     */
    record Recovered(MerkleTree tree, TileWriter tiles, RecentIds ids, int number, long end) {}

    private record Tail(List<byte[]> unsigned, RecentIds ids, int number, long end) {}

    /** @throws LogDamaged when the records are not the ones that were signed */
    Recovered run() throws IOException {
        var tail = tail();
        var tree = new MerkleTree();
        var tiles = new TileWriter(files.folder(), disk);
        try {
            tree = MerkleTree.of(signed.size(), new Tiles(files.folder()));
            tiles = TileWriter.of(files.folder(), signed.size(), disk);
        } catch (NoSuchFileException e) {
            log.warn("audit tile {} is missing", e.getFile());
        }
        if (!isSigned(tree)) {
            log.warn("audit tiles are rebuilt from {} records", signed.size());
            tree = new MerkleTree();
            tiles = new TileWriter(files.folder(), disk);
            rebuild(tree, tiles);
        }
        for (var leaf : tail.unsigned) {
            tree.addLeaf(leaf, tiles);
        }
        return new Recovered(tree, tiles, tail.ids, tail.number, tail.end);
    }

    private boolean isSigned(MerkleTree tree) {
        return tree.size() == signed.size() && Arrays.equals(tree.root(), signed.root());
    }

    /** Reads the segments that hold the newest records; all of them when the tiles cannot vouch for the ones before. */
    private Tail tail() throws IOException {
        var number = files.segments().holding(Math.max(0, signed.size() - RecentIds.WINDOW));
        if (number > 1) {
            try {
                var first = SegmentReader.first(files.segments().file(number)).orElse(0L);
                return tail(number, MerkleTree.of(first, new Tiles(files.folder())));
            } catch (LogDamaged | NoSuchFileException e) {
                log.warn("audit tiles do not fit the newest records: reading all {}", signed.size());
            }
        }
        return tail(1, new MerkleTree());
    }

    private Tail tail(int number, MerkleTree tree) throws IOException {
        var unsigned = new ArrayList<byte[]>();
        var ids = new RecentIds();
        try (var reader = new WalReader(files.segments(), number)) {
            var found = reader.next(tree.size());
            while (found instanceof SegmentReader.Found.Whole whole) {
                for (var entry : whole.batch().entries()) {
                    checkRoot(tree);
                    ids.add(Entry.id(entry));
                    var leaf = tree.addEntry(entry, MerkleTree.Sink.NONE);
                    if (tree.size() > signed.size()) {
                        unsigned.add(leaf);
                    }
                }
                found = reader.next(tree.size());
            }
            checkRoot(tree);
            if (tree.size() < signed.size()) {
                throw new LogDamaged(tree.size(), "the records end there, but %d were signed".formatted(signed.size()));
            }
            if (found instanceof SegmentReader.Found.Broken broken) {
                if (!reader.atTail()) {
                    throw new LogDamaged(tree.size(), broken.why());
                }
                var torn = Files.size(files.segments().file(reader.number())) - reader.position();
                log.warn("audit log ends with {} bytes of an unfinished batch: cut after record {}", torn, tree.size());
            }
            return new Tail(unsigned, ids, reader.number(), reader.position());
        }
    }

    private void checkRoot(MerkleTree tree) throws LogDamaged {
        if (tree.size() == signed.size() && !isSigned(tree)) {
            throw new LogDamaged(tree.size(), "the records are not the ones that were signed");
        }
    }

    private void rebuild(MerkleTree tree, TileWriter tiles) throws IOException {
        try (var reader = new WalReader(files.segments(), 1)) {
            while (tree.size() < signed.size() && reader.next(tree.size()) instanceof SegmentReader.Found.Whole whole) {
                for (var entry : whole.batch().entries()) {
                    if (tree.size() < signed.size()) {
                        tree.addEntry(entry, tiles);
                    }
                }
                if (tiles.waiting() >= TILES_AT_ONCE) {
                    tiles.write(tree.size());
                }
            }
        }
        if (!isSigned(tree)) {
            throw new LogDamaged(tree.size(), "the records are not the ones that were signed");
        }
        tiles.write(tree.size());
    }
}
