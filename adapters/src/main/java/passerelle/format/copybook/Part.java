package passerelle.format.copybook;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A part of a record in a layout. */
sealed interface Part {

    /** Bytes that it has at least. */
    default long least() {
        return 0;
    }

    /** Bytes that it has at most. */
    default long most() {
        return 0;
    }

    /** It becomes an element of the native message. */
    default boolean isNamed() {
        return false;
    }

    /**
     * How often something stands in a record.
     *
     * @param countedBy the field that says it
     */
    record Times(long least, long most, Optional<String> countedBy) {
        static final Times ONCE = new Times(1, 1, Optional.empty());

        static Times always(long times) {
            return new Times(times, times, Optional.empty());
        }
    }

    /** @param attributes after name and length */
    record Field(String name, long bytes, Map<String, String> attributes, Times times) implements Part {
        public Field {
            attributes = Collections.unmodifiableMap(new LinkedHashMap<>(attributes));
        }

        @Override
        public long least() {
            return bytes * times.least();
        }

        @Override
        public long most() {
            return bytes * times.most();
        }

        @Override
        public boolean isNamed() {
            return true;
        }
    }

    /** Parts that are one element together. */
    record Group(String name, List<Part> parts, Times times) implements Part {
        public Group {
            parts = List.copyOf(parts);
        }

        @Override
        public long least() {
            return sumOfLeast(parts) * times.least();
        }

        @Override
        public long most() {
            return sumOfMost(parts) * times.most();
        }

        @Override
        public boolean isNamed() {
            return true;
        }
    }

    /** Bytes without meaning. */
    record Filler(long bytes) implements Part {
        @Override
        public long least() {
            return bytes;
        }

        @Override
        public long most() {
            return bytes;
        }
    }

    /** What the layout can only say. */
    record Note(int line, String text) implements Part {}

    /** Another reading of bytes that the layout reads already. */
    record LeftOut(int line, String text, List<Part> parts) implements Part {
        public LeftOut {
            parts = List.copyOf(parts);
        }
    }

    /** {@code 1 byte}, {@code 2 bytes}. */
    static String bytes(long number) {
        return number + (number == 1 ? " byte" : " bytes");
    }

    static long sumOfLeast(List<Part> parts) {
        return parts.stream().mapToLong(Part::least).sum();
    }

    static long sumOfMost(List<Part> parts) {
        return parts.stream().mapToLong(Part::most).sum();
    }
}
