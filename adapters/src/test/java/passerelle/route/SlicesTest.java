package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SlicesTest {
    private static final long HALF = Slices.MOST_BYTES / 2;

    @Test
    void takesAsManyAsTheBoundHolds() {
        assertThat(end(List.of(HALF, HALF, 1L), 0)).isEqualTo(2);
        assertThat(end(List.of(HALF, HALF, 1L), 1)).isEqualTo(3);
    }

    @Test
    void takesOneAloneThoughItIsLarger() {
        assertThat(end(List.of(3 * HALF, 1L), 0)).isEqualTo(1);
        assertThat(end(List.of(1L, 3 * HALF), 0)).isEqualTo(1);
        assertThat(end(List.of(1L, 3 * HALF), 1)).isEqualTo(2);
    }

    private static int end(List<Long> sizes, int from) {
        return Slices.end(sizes, from, Long::longValue);
    }
}
