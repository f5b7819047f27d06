package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

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
    void singleOnesThatWaitTogetherGoStepByStep() {
        var order = new ArrayList<String>();
        var first = new Seat<>(telling("first", order));
        var second = new Seat<>(telling("second", order));
        var late = new Seat<>(telling("late", order));
        var turn = new Turn(budget, List.of(first));

        assertThat(turn.takes(second)).isTrue();
        turn.run();

        assertThat(turn.takes(late)).isFalse();
        assertThat(order).containsExactly("first 2", "second 2", "first 1", "second 1");
        assertThat(told(budget.await(first, turn))).isEqualTo("first");
        assertThat(told(budget.await(second, turn))).isEqualTo("second");
    }

    @Test
    void aTurnTakesNoMoreThanAMemoryHolds() {
        var turn = new Turn(budget, List.of(new Seat<>(steps(1, 0))));

        var taken = IntStream.range(0, 40)
                .filter(number -> turn.takes(new Seat<>(steps(1, 0))))
                .count();

        assertThat(taken).isEqualTo(31);
    }

    @Test
    void oneThatNeverEndsCostsNoneOfThoseThatCameWithIt() throws Exception {
        var order = new ArrayList<String>();
        var before = new Seat<>(telling("before", order));
        var slow = new Seat<String>(() -> Optional.of(neverBeforeItIsReleased()));
        var behind = new Seat<>(telling("behind", order));
        var turn = new Turn(budget, List.of(before, slow, behind));
        var callers = Executors.newFixedThreadPool(3);
        Workers.own(turn);

        var answers = Stream.of(before, slow, behind)
                .map(seat -> callers.submit(() -> told(budget.await(seat, turn))))
                .toList();

        assertThat(answers.get(0).get()).isEqualTo("before");
        assertThat(answers.get(1).get()).isEqualTo("MAP-TOO-SLOW");
        assertThat(answers.get(2).get()).isEqualTo("behind");
        assertThat(order).containsExactlyInAnyOrder("before 2", "before 1", "behind 2", "behind 1");
        released.countDown();
        callers.shutdown();
    }

    @Test
    void whatOneThrowsIsNobodyElsesFault() {
        var broken = new Seat<String>(() -> {
            throw new IllegalArgumentException("broken");
        });
        var whole = new Seat<>(steps(2, 0));
        var turn = new Turn(budget, List.of(broken, whole));
        turn.run();

        assertThat(told(budget.await(whole, turn))).isEqualTo("done");
        assertThatThrownBy(() -> budget.await(broken, turn))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("Translating by trial-v1 failed")
                .hasRootCauseInstanceOf(IllegalArgumentException.class);
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

    private static Work<String> telling(String name, List<String> order) {
        var left = new AtomicInteger(2);
        return () -> {
            synchronized (order) {
                order.add(name + " " + left.get());
            }
            return left.decrementAndGet() == 0 ? Optional.of(Result.ok(name)) : Optional.empty();
        };
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
