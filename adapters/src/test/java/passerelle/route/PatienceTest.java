package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class PatienceTest {
    private static final String BUSY = "busy";

    private final List<List<Integer>> times = new ArrayList<>();

    @Test
    void doesAgainOnlyWhatWasBusyUntilAllIsSettled() throws InterruptedException {
        var patience = new Patience(Duration.ofMillis(1), Duration.ofMinutes(1));

        var settled = patience.settle(List.of(1, 2, 3, 4), List.of("one", BUSY, "three", BUSY), BUSY::equals, works -> {
            times.add(works);
            return times.size() < 3 ? List.of(BUSY, BUSY) : works.size() == 2 ? List.of("two", BUSY) : List.of("four");
        });

        assertThat(settled).containsExactly("one", "two", "three", "four");
        assertThat(times).containsExactly(List.of(2, 4), List.of(2, 4), List.of(2, 4), List.of(4));
    }

    @Test
    void leavesWhatStaysBusyOnceItsTimeIsOver() throws InterruptedException {
        var patience = new Patience(Duration.ofMillis(10), Duration.ofMillis(50));

        var settled = patience.settle(List.of(1, 2), List.of(BUSY, "two"), BUSY::equals, works -> {
            times.add(works);
            return List.of(BUSY);
        });

        assertThat(settled).containsExactly(BUSY, "two");
        assertThat(times).isNotEmpty().containsOnly(List.of(1));
    }

    @Test
    void nothingIsDoneAgainWithoutPatience() throws InterruptedException {
        var settled = Patience.none().settle(List.of(1), List.of(BUSY), BUSY::equals, works -> {
            times.add(works);
            return List.of("one");
        });

        assertThat(settled).containsExactly(BUSY);
        assertThat(times).isEmpty();
    }
}
