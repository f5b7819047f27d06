package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import passerelle.model.Failure;
import passerelle.model.Result;

class BudgetTest {
    private final Budget budget = new Budget("trial-v1", Duration.ofMillis(300));
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void givesEachWorkItsOwnTime() {
        Supplier<Result<String>> takesMostOfIt = () -> {
            hold(Duration.ofMillis(200));
            return Result.ok("done");
        };

        var results = budget.runAll(List.of(takesMostOfIt, takesMostOfIt, takesMostOfIt));

        assertThat(results).map(BudgetTest::told).containsExactly("done", "done", "done");
    }

    @Test
    void tellsTheOnesBehindATooSlowOneToComeAgain() {
        var results = budget.runAll(List.<Supplier<Result<String>>>of(
                () -> Result.ok("first"), this::neverBeforeItIsReleased, () -> Result.ok("third")));

        assertThat(results).map(BudgetTest::told).containsExactly("first", "MAP-TOO-SLOW", "GATEWAY-BUSY");
        released.countDown();
    }

    @Test
    void worksAgainOnceTheOneLeftBehindHasEnded() {
        assertThat(told(budget.run(this::neverBeforeItIsReleased))).isEqualTo("MAP-TOO-SLOW");
        assertThat(told(budget.run(() -> Result.ok("next")))).isEqualTo("GATEWAY-BUSY");

        released.countDown();

        long end = System.nanoTime() + Duration.ofSeconds(20).toNanos();
        var next = "";
        while (!next.equals("next") && System.nanoTime() < end) {
            next = told(budget.run(() -> Result.ok("next")));
        }
        assertThat(next).isEqualTo("next");
    }

    private Result<String> neverBeforeItIsReleased() {
        boolean waiting = true;
        while (waiting) {
            try {
                released.await();
                waiting = false;
            } catch (InterruptedException e) {
                // A stylesheet's loop does not look at interruption either.
                waiting = true;
            }
        }
        return Result.ok("too late");
    }

    private static void hold(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        while (System.nanoTime() < end) {
            Thread.onSpinWait();
        }
    }

    private static String told(Result<String> result) {
        return result.match(text -> text, (Failure failure) -> failure.code().code());
    }
}
