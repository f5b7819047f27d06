package passerelle.format.flat;

import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What has gone by of one file: records of each type, and the sums that a control total names. */
final class Tally {
    private final Map<String, Long> counts = new HashMap<>();
    private final Map<String, Map<String, BigDecimal>> sums = new HashMap<>();

    /** Counts one record more; its number among its type, from 1. */
    long record(String type) {
        return counts.merge(type, 1L, Long::sum);
    }

    /** Adds the number that a field says; a blank field adds nothing. */
    void add(String type, String field, String number) {
        if (!number.isEmpty()) {
            sums.computeIfAbsent(type, t -> new HashMap<>()).merge(field, new BigDecimal(number), BigDecimal::add);
        }
    }

    long count(String type) {
        return counts.getOrDefault(type, 0L);
    }

    BigDecimal sum(String type, String field) {
        return sums.getOrDefault(type, Map.of()).getOrDefault(field, BigDecimal.ZERO);
    }
}
