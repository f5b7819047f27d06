package passerelle.audit;

import java.io.IOException;

/** The known hashes of a tree, 256 leaves to a step as in C2SP tlog-tiles: level 0 is the leaves, level 1 every 256 of them. */
@FunctionalInterface
public interface Subtrees {

    /** Root of the full subtree number {@code index} with 256^{@code level} leaves. */
    byte[] hash(int level, long index) throws IOException;

    /** RFC 6962 {@code MTH(D[from:to])}; {@code from} is where such a subtree starts in the whole tree. */
    default byte[] range(long from, long to) throws IOException {
        return range(new TreeHash(), from, to);
    }

    private byte[] range(TreeHash tree, long from, long to) throws IOException {
        if (from == to) {
            return tree.empty();
        }
        var leaves = to - from;
        var height = Long.numberOfTrailingZeros(leaves);
        if (Long.bitCount(leaves) == 1 && height % 8 == 0) {
            return hash(height / 8, from >> height);
        }
        var middle = from + Long.highestOneBit(leaves - 1);
        var left = range(tree, from, middle);
        return tree.node(left, range(tree, middle, to));
    }
}
