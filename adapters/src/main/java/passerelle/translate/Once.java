package passerelle.translate;

import java.util.Optional;
import java.util.function.Supplier;

/** Something costly that is made when it is first asked for, and once. Thread-safe. */
final class Once<T> {
    private final Supplier<T> maker;
    private volatile Optional<T> made = Optional.empty();

    Once(Supplier<T> maker) {
        this.maker = maker;
    }

    /** One that is there already. */
    static <T> Once<T> of(T value) {
        var once = new Once<>(() -> value);
        once.get();
        return once;
    }

    T get() {
        var found = made;
        if (found.isPresent()) {
            return found.get();
        }
        synchronized (this) {
            if (made.isEmpty()) {
                made = Optional.of(maker.get());
            }
            return made.orElseThrow();
        }
    }
}
