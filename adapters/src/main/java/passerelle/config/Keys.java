package passerelle.config;

import java.time.Duration;
import java.util.function.Function;

/** Values under keys, by their kinds. What is no such value becomes a problem, and the default stands in. */
public interface Keys {

    /**
     * Any kind of value by its own reader, or the default when the key is absent.
     *
     * @param expected what would be right, in words
     * @param reader throws an {@link IllegalArgumentException} or {@link java.time.DateTimeException} at a bad text
     */
    <T> T as(String key, T otherwise, String expected, Function<String, T> reader);

    /** Whole number within bounds. */
    default int number(String key, int least, int most, int otherwise) {
        return as(
                key,
                otherwise,
                "a whole number from " + least + " to " + most,
                text -> within(Integer.valueOf(text), least, most));
    }

    /** Large whole number within bounds. */
    default long number(String key, long least, long most, long otherwise) {
        return as(
                key,
                otherwise,
                "a whole number from " + least + " to " + most,
                text -> within(Long.valueOf(text), least, most));
    }

    /** Decimal number within bounds. */
    default double decimal(String key, double least, double most, double otherwise) {
        return as(
                key,
                otherwise,
                "a number from " + least + " to " + most,
                text -> within(Double.valueOf(text), least, most));
    }

    /** ISO 8601 duration, as in {@code PT30S}. */
    default Duration duration(String key, Duration otherwise) {
        return as(key, otherwise, "a duration as in PT30S or P7D", text -> {
            var value = Duration.parse(text);
            if (value.isNegative()) {
                throw new IllegalArgumentException(text);
            }
            return value;
        });
    }

    /** ISO 8601 duration within bounds. */
    default Duration duration(String key, Duration least, Duration most, Duration otherwise) {
        return as(
                key,
                otherwise,
                "a duration from " + least + " to " + most,
                text -> within(Duration.parse(text), least, most));
    }

    private static <C extends Comparable<C>> C within(C value, C least, C most) {
        if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
            throw new IllegalArgumentException(value.toString());
        }
        return value;
    }
}
