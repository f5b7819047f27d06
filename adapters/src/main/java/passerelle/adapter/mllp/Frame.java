package passerelle.adapter.mllp;

import java.util.function.Function;
import java.util.function.Supplier;
import passerelle.model.Failure;

/** What stood on the line. */
sealed interface Frame {
    <T> T match(Function<Whole, T> whole, Function<Broken, T> broken, Supplier<T> end);

    /** @param message without its frame; treat as immutable */
    record Whole(byte[] message) implements Frame {
        @Override
        public <T> T match(Function<Whole, T> whole, Function<Broken, T> broken, Supplier<T> end) {
            return whole.apply(this);
        }
    }

    /** No frame, or none that is taken; where the next one begins is not known. @param start what came of it */
    record Broken(byte[] start, Failure failure) implements Frame {
        @Override
        public <T> T match(Function<Whole, T> whole, Function<Broken, T> broken, Supplier<T> end) {
            return broken.apply(this);
        }
    }

    /** The other side has closed, between two frames or within one. */
    record End() implements Frame {
        @Override
        public <T> T match(Function<Whole, T> whole, Function<Broken, T> broken, Supplier<T> end) {
            return end.get();
        }
    }
}
