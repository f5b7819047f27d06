package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;

/** What has gone by of one file: records of each type, and the sums that a control total names. */
final class Tally {
    private final Map<String, long[]> counts = new HashMap<>();
    private final Map<String, Map<String, Sum>> sums = new HashMap<>();

    /** Counts one record more; its number among its type, from 1. */
    long record(String type) {
        return ++counts.computeIfAbsent(type, t -> new long[1])[0];
    }

    /** Adds the number that a field says; a blank field adds nothing. */
    void add(String type, String field, String number) {
        if (!number.isEmpty()) {
            sums.computeIfAbsent(type, t -> new HashMap<>())
                    .computeIfAbsent(field, f -> new Sum())
                    .add(number);
        }
    }

    long count(String type) {
        var count = counts.get(type);
        return count == null ? 0 : count[0];
    }

    BigDecimal sum(String type, String field) {
        var sum = sums.getOrDefault(type, Map.of()).get(field);
        return sum == null ? BigDecimal.ZERO : sum.total();
    }

    void save(DataOutputStream out) throws IOException {
        out.writeInt(counts.size());
        for (var count : counts.entrySet()) {
            Saved.write(out, count.getKey());
            out.writeLong(count.getValue()[0]);
        }
        out.writeInt(sums.size());
        for (var type : sums.entrySet()) {
            Saved.write(out, type.getKey());
            out.writeInt(type.getValue().size());
            for (var sum : type.getValue().entrySet()) {
                Saved.write(out, sum.getKey());
                Saved.write(out, sum.getValue().total().toPlainString());
            }
        }
    }

    static Tally restore(DataInputStream in) throws IOException {
        var tally = new Tally();
        for (int left = in.readInt(); left > 0; left--) {
            tally.counts.put(Saved.text(in), new long[] {in.readLong()});
        }
        for (int types = in.readInt(); types > 0; types--) {
            var type = Saved.text(in);
            for (int fields = in.readInt(); fields > 0; fields--) {
                tally.add(type, Saved.text(in), Saved.text(in));
            }
        }
        return tally;
    }
}
