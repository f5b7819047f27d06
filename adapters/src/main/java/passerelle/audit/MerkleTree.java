package passerelle.audit;

import java.io.IOException;

/**
 * A growing RFC 6962 tree: keeps only the roots of its full subtrees, one a bit of its size, and hands each hash that a tile
 * needs to its {@link Sink}. One thread at a time.
 */
public final class MerkleTree {
    private final TreeHash hashes = new TreeHash();
    private final byte[][] full = new byte[Long.SIZE][];
    private long size;

    /** Takes the root of every full subtree of 256^{@code level} leaves at the moment it is full; leaves are level 0. */
    @FunctionalInterface
    public interface Sink {
        /** For those who need the root only. */
        Sink NONE = (level, index, hash) -> {};

        void full(int level, long index, byte[] hash);
    }

    /** Goes on with a tree of {@code size} leaves that somebody else kept. */
    public static MerkleTree of(long size, Subtrees kept) throws IOException {
        var tree = new MerkleTree();
        for (int height = 0; size >> height != 0; height++) {
            if ((size >> height & 1) == 1) {
                var from = size >> height + 1 << height + 1;
                tree.full[height] = kept.range(from, from + (1L << height));
            }
        }
        tree.size = size;
        return tree;
    }

    public static byte[] leafHash(byte[] entry) {
        return new TreeHash().leaf(entry);
    }

    /** Adds an entry; returns the hash of its leaf. */
    public byte[] addEntry(byte[] entry, Sink sink) {
        var leaf = hashes.leaf(entry);
        addLeaf(leaf, sink);
        return leaf;
    }

    /** Adds the next leaf by its hash. */
    public void addLeaf(byte[] leafHash, Sink sink) {
        sink.full(0, size, leafHash);
        var hash = leafHash;
        int height = 0;
        for (; (size >> height & 1) == 1; height++) {
            hash = hashes.node(full[height], hash);
            if ((height + 1) % 8 == 0) {
                sink.full((height + 1) / 8, size >> height + 1, hash);
            }
        }
        full[height] = hash;
        size++;
    }

    /** RFC 6962 {@code MTH} of all leaves so far. */
    public byte[] root() {
        if (size == 0) {
            return hashes.empty();
        }
        int height = Long.numberOfTrailingZeros(size);
        var root = full[height];
        for (height++; size >> height != 0; height++) {
            if ((size >> height & 1) == 1) {
                root = hashes.node(full[height], root);
            }
        }
        return root;
    }

    /** Leaves so far. */
    public long size() {
        return size;
    }
}
