package passerelle.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ProofsTest {
    private static final TreeHash HASH = new TreeHash();
    private static final List<byte[]> LEAVES = IntStream.range(0, 70_000)
            .mapToObj(i -> MerkleTree.leafHash(("entry " + i).getBytes(StandardCharsets.UTF_8)))
            .toList();
    private static final Subtrees TREE =
            (level, index) -> root((int) (index << 8 * level), (int) (index + 1 << 8 * level));

    /** RFC 6962 §2.1, word for word. */
    private static byte[] root(int from, int to) {
        if (to - from == 1) {
            return LEAVES.get(from);
        }
        int k = Integer.highestOneBit(to - from - 1);
        var left = root(from, from + k);
        return HASH.node(left, root(from + k, to));
    }

    /** RFC 6962 §2.1.1, word for word. */
    private static List<byte[]> path(int m, int from, int to) {
        if (to - from == 1) {
            return List.of();
        }
        int k = Integer.highestOneBit(to - from - 1);
        var path = new ArrayList<>(m < k ? path(m, from, from + k) : path(m - k, from + k, to));
        path.add(m < k ? root(from + k, to) : root(from, from + k));
        return path;
    }

    @Test
    void theRootIsThatOfTheRecursiveDefinition() {
        var tree = new MerkleTree();
        for (int size = 1; size <= LEAVES.size(); size++) {
            tree.addLeaf(LEAVES.get(size - 1), MerkleTree.Sink.NONE);
            if (size <= 300
                    || List.of(511, 512, 513, 65_535, 65_536, 65_537, 70_000).contains(size)) {
                assertThat(tree.root()).as("size %d", size).isEqualTo(root(0, size));
            }
        }
    }

    @Test
    void aTreeThatGoesOnFromKeptHashesIsTheSameTree() throws IOException {
        for (int size : new int[] {0, 1, 2, 255, 256, 257, 299, 65_536, 65_537, 69_999}) {
            var tree = MerkleTree.of(size, TREE);
            tree.addLeaf(LEAVES.get(size), MerkleTree.Sink.NONE);

            assertThat(tree.root()).as("size %d", size).isEqualTo(root(0, size + 1));
        }
    }

    @Test
    void thePathIsThatOfTheRecursiveDefinitionAndLeadsToTheRoot() throws IOException {
        for (int size = 1; size <= 300; size++) {
            var root = root(0, size);
            for (int index = 0; index < size; index += 1 + size / 8) {
                var path = Proofs.inclusion(index, size, TREE);

                assertThat(path)
                        .as("%d of %d", index, size)
                        .usingRecursiveComparison()
                        .isEqualTo(path(index, 0, size));
                assertThat(Proofs.includes(LEAVES.get(index), index, size, path, root))
                        .isTrue();
            }
        }
    }

    @Test
    void refusesAProofOfAnythingElse() throws IOException {
        for (int size : new int[] {1, 2, 3, 7, 8, 9, 255, 256, 257}) {
            var index = size / 2;
            var root = root(0, size);
            var path = Proofs.inclusion(index, size, TREE);
            var longer = new ArrayList<>(path);
            longer.add(LEAVES.get(0));
            var otherRoot = root.clone();
            otherRoot[31] ^= 1;

            assertThat(List.of(
                            Proofs.includes(LEAVES.get(index + 1), index, size, path, root),
                            Proofs.includes(LEAVES.get(index), index, size, path, otherRoot),
                            Proofs.includes(LEAVES.get(index), index, size, longer, root),
                            Proofs.includes(LEAVES.get(index), index, 2L * size + 1, path, root),
                            Proofs.includes(LEAVES.get(index), size, size, path, root),
                            Proofs.includes(LEAVES.get(index), -1, size, path, root)))
                    .as("size %d", size)
                    .containsOnly(false);
            if (size > 1) {
                assertThat(Proofs.includes(LEAVES.get(index), index, size, path.subList(1, path.size()), root))
                        .isFalse();
                assertThat(Proofs.includes(LEAVES.get(index), index ^ 1, size, path, root))
                        .isFalse();
            }
        }
    }

    @Test
    void aLeafThatIsNotThereHasNoProof() {
        assertThatThrownBy(() -> Proofs.inclusion(5, 5, TREE)).isInstanceOf(IndexOutOfBoundsException.class);
    }
}
