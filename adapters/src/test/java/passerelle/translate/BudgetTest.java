package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BrokenBarrierException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import passerelle.model.Failure;
import passerelle.model.Result;
import passerelle.translate.Budget.Work;

@Timeout(60)
class BudgetTest {
    private final Budget budget = new Budget("trial-v1", Duration.ofMillis(300));
    private final CountDownLatch released = new CountDownLatch(1);

    @Test
    void givesEachWorkItsOwnTime() {
        var results = budget.runAll(List.of(steps(1, 200), steps(1, 200), steps(1, 200)));

        assertThat(results).map(BudgetTest::told).containsExactly("done", "done", "done");
    }

    @Test
    void aWorkMayTakeItsTimeInSeveralStepsAndNoMore() {
        assertThat(budget.runAll(List.of(steps(4, 50), steps(4, 50))))
                .map(BudgetTest::told)
                .containsExactly("done", "done");
        assertThat(budget.runAll(List.of(steps(1, 0), steps(8, 250))))
                .map(BudgetTest::told)
                .containsExactly("done", "MAP-TOO-SLOW");
    }

    @Test
    void doesAStepOfAllBeforeTheNextOneForSoManyAsMemoryHolds() {
        var order = new ArrayList<String>();
        var works = IntStream.range(0, 65)
                .mapToObj(number -> {
                    var left = new AtomicInteger(number == 1 ? 1 : 2);
                    return (Work<String>) () -> {
                        order.add(number + "." + left.get());
                        return left.decrementAndGet() == 0 ? Optional.of(Result.ok("done")) : Optional.empty();
                    };
                })
                .toList();

        assertThat(budget.runAll(works)).map(BudgetTest::told).containsOnly("done");
        assertThat(order).startsWith("0.2", "1.1", "2.2", "3.2").endsWith("62.1", "63.1", "64.2", "64.1");
    }

    @Test
    void tellsTheOnesThatATooSlowOneKeptFromTheirEndToComeAgain() {
        var results = budget.runAll(List.<Work<String>>of(
                steps(1, 0), steps(2, 0), () -> Optional.of(neverBeforeItIsReleased()), steps(1, 0)));

        assertThat(results)
                .map(BudgetTest::told)
                .containsExactly("done", "GATEWAY-BUSY", "MAP-TOO-SLOW", "GATEWAY-BUSY");
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

    @Test
    void aTranslationIsNotHeldUpByOthersThatTakeTheirTime() throws Exception {
        var slow = new Budget("slow-v1", Duration.ofMinutes(5));
        int many = 4 * Runtime.getRuntime().availableProcessors() + 4;
        var callers = Executors.newFixedThreadPool(many);
        var begun = new CountDownLatch(many);
        var slowOnes = Stream.generate(() -> callers.submit(() -> slow.run(() -> {
                    begun.countDown();
                    return neverBeforeItIsReleased();
                })))
                .limit(many)
                .toList();
        begun.await();

        assertThat(told(budget.run(() -> Result.ok("quick")))).isEqualTo("quick");

        released.countDown();
        for (var one : slowOnes) {
            assertThat(told(one.get())).isEqualTo("too late");
        }
        callers.shutdown();
    }

    @Test
    void manyThatAskForAnotherTranslationEachGetIt() throws Exception {
        var step = new Budget("step", Duration.ofMinutes(5));
        int many = 4 * Runtime.getRuntime().availableProcessors() + 4;
        var callers = Executors.newFixedThreadPool(many);
        var all = new CyclicBarrier(Runtime.getRuntime().availableProcessors());
        var works = Stream.generate(() -> callers.submit(() -> new Budget("outer", Duration.ofMinutes(5)).run(() -> {
                    meet(all);
                    return step.run(() -> Result.ok("inner"));
                })))
                .limit(many - many % Runtime.getRuntime().availableProcessors())
                .toList();

        for (var one : works) {
            assertThat(told(one.get())).isEqualTo("inner");
        }
        callers.shutdown();
    }

    private static void meet(CyclicBarrier all) {
        try {
            all.await();
        } catch (InterruptedException | BrokenBarrierException e) {
            throw new IllegalStateException(e);
        }
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

    private static Work<String> steps(int count, long millisEach) {
        var left = new AtomicInteger(count);
        return () -> {
            hold(Duration.ofMillis(millisEach));
            return left.decrementAndGet() == 0 ? Optional.of(Result.ok("done")) : Optional.empty();
        };
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
