package passerelle.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class RedeliveryTest {
    private final Redelivery policy = new Redelivery(5, Duration.ofSeconds(2), 2, Duration.ofSeconds(10), 0.5);

    @Test
    void growsTheGapUpToTheLongest() {
        var gaps = IntStream.rangeClosed(1, 5)
                .mapToObj(attempt -> policy.gapAfter(attempt, 0).toSeconds())
                .toList();

        assertThat(gaps).containsExactly(2L, 4L, 8L, 10L, 10L);
    }

    @Test
    void shortensTheGapAtRandomAndNeverBelowItsShare() {
        assertThat(policy.gapAfter(2, 0.5)).isEqualTo(Duration.ofSeconds(3));
        assertThat(policy.gapAfter(2, 0.999_999)).isGreaterThanOrEqualTo(Duration.ofSeconds(2));
    }

    @Test
    void allowsAsManyAttemptsAsItSays() {
        assertThat(policy.allowsAnotherAfter(4)).isTrue();
        assertThat(policy.allowsAnotherAfter(5)).isFalse();
    }

    @Test
    void staysWithinBoundsHoweverManyAttempts() {
        assertThat(policy.gapAfter(10_000, 0)).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void refusesAPolicyThatMakesNoAttempt() {
        assertThatThrownBy(() -> new Redelivery(0, Duration.ZERO, 1, Duration.ZERO, 0))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
