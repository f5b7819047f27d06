package passerelle.audit;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Shows that an entry is in the tree that a root stands for, with a few hashes and without the rest of the log. Pure. */
public final class Proofs {
    private Proofs() {}

    /**
     * RFC 9162 §2.1.3.1 {@code PATH(index, D[size])}: the siblings from the leaf up to the root.
     *
     * @throws IndexOutOfBoundsException when the tree has no such leaf
     */
    public static List<byte[]> inclusion(long index, long size, Subtrees tree) throws IOException {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException("No leaf %d in a tree of %d".formatted(index, size));
        }
        var path = new ArrayList<byte[]>();
        collect(index, 0, size, tree, path);
        return List.copyOf(path);
    }

    private static void collect(long index, long from, long to, Subtrees tree, List<byte[]> path) throws IOException {
        if (to - from == 1) {
            return;
        }
        var middle = from + Long.highestOneBit(to - from - 1);
        if (index < middle) {
            collect(index, from, middle, tree, path);
            path.add(tree.range(middle, to));
        } else {
            collect(index, middle, to, tree, path);
            path.add(tree.range(from, middle));
        }
    }

    /** RFC 9162 §2.1.3.2, with its last check: is the leaf at {@code index} in the tree of {@code size} leaves with this root? */
    public static boolean includes(byte[] leafHash, long index, long size, List<byte[]> path, byte[] root) {
        if (index < 0 || index >= size) {
            return false;
        }
        var hashes = new TreeHash();
        var leaf = index;
        var last = size - 1;
        var hash = leafHash;
        for (var sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((leaf & 1) == 1 || leaf == last) {
                hash = hashes.node(sibling, hash);
                var up = Long.numberOfTrailingZeros(leaf);
                leaf >>= up;
                last >>= up;
            } else {
                hash = hashes.node(hash, sibling);
            }
            leaf >>= 1;
            last >>= 1;
        }
        return last == 0 && Arrays.equals(hash, root);
    }
}
