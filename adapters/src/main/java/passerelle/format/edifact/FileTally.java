package passerelle.format.edifact;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import passerelle.format.Totals;
import passerelle.model.FailureCode;

/** What was counted in a file so far, and what is wrong with it beside its bad messages. */
final class FileTally {
    private static final int MOST_FAULTS = 1_000;

    private final List<EdifactFault> faults = new ArrayList<>();
    private long more;
    private long interchanges;
    private long messages;
    private long typed;
    private long good;
    private long bad;

    void interchange() {
        interchanges++;
    }

    long interchanges() {
        return interchanges;
    }

    /** A message was read. @return its number in the file, from 1 */
    long message() {
        return ++messages;
    }

    /** @return the number of the message among the file's, from 1 */
    long good() {
        good++;
        return ++typed;
    }

    void bad(boolean ofTheType) {
        bad++;
        typed += ofTheType ? 1 : 0;
    }

    long read() {
        return good + bad;
    }

    long badOnes() {
        return bad;
    }

    void fault(EdifactFault fault) {
        if (faults.size() < MOST_FAULTS) {
            faults.add(fault);
        } else {
            more++;
        }
    }

    Totals totals(String type) {
        var all = new ArrayList<>(faults);
        if (more > 0) {
            all.add(new EdifactFault(
                    FailureCode.READ_TOTAL,
                    ErrorCode.UNSPECIFIED,
                    0,
                    0,
                    "",
                    0,
                    "",
                    0,
                    0,
                    more + " more faults",
                    "a file without faults"));
        }
        return new Totals(read(), good, bad, Map.of(type, new Totals.Count(typed, good)), all);
    }

    void save(DataOutputStream out) throws IOException {
        for (long each : new long[] {more, interchanges, messages, typed, good, bad}) {
            out.writeLong(each);
        }
        out.writeInt(faults.size());
        for (var fault : faults) {
            SavedState.write(out, fault);
        }
    }

    static FileTally restore(DataInputStream in) throws IOException {
        var tally = new FileTally();
        tally.more = in.readLong();
        tally.interchanges = in.readLong();
        tally.messages = in.readLong();
        tally.typed = in.readLong();
        tally.good = in.readLong();
        tally.bad = in.readLong();
        for (int left = in.readInt(); left > 0; left--) {
            tally.faults.add(SavedState.fault(in));
        }
        return tally;
    }
}
