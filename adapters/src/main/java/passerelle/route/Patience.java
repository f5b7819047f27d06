package passerelle.route;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.IntStream;

/**
 * Does again what found the gateway busy, for many that go or stay together. A translation that was given up still runs,
 * and those behind it were not taken: nothing is wrong with them. Without this, one slow message would send all of them
 * back, and do so again each time.
 */
final class Patience {
    private final Duration pause;
    private final Duration longest;

    /** @param longest how long it tries while no time brings anything */
    Patience(Duration pause, Duration longest) {
        this.pause = pause;
        this.longest = longest;
    }

    /** Without progress, shorter than what a stop of the gateway waits for. */
    static Patience usual() {
        return new Patience(Duration.ofMillis(200), Duration.ofSeconds(25));
    }

    /** For what is tried again by other means. */
    static Patience none() {
        return new Patience(Duration.ZERO, Duration.ZERO);
    }

    /**
     * The results, with those of a later time in the place of the busy ones.
     *
     * @param results one for each work
     * @param again does some of the works, in their order
     * @return still busy ones only when the time is over
     */
    <T, R> List<R> settle(List<T> works, List<R> results, Predicate<R> isBusy, Function<List<T>, List<R>> again)
            throws InterruptedException {
        var settled = new ArrayList<>(results);
        long since = System.nanoTime();
        var busy = busy(settled, isBusy);
        while (!busy.isEmpty() && System.nanoTime() - since < longest.toNanos()) {
            Thread.sleep(pause.toMillis());
            var next = again.apply(busy.stream().map(works::get).toList()).iterator();
            busy.forEach(at -> settled.set(at, next.next()));
            var left = busy(settled, isBusy);
            since = left.size() < busy.size() ? System.nanoTime() : since;
            busy = left;
        }
        return settled;
    }

    private static <R> List<Integer> busy(List<R> results, Predicate<R> isBusy) {
        return IntStream.range(0, results.size())
                .filter(at -> isBusy.test(results.get(at)))
                .boxed()
                .toList();
    }
}
