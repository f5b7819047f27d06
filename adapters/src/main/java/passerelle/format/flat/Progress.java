package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;

/** How many records of one file were read, how many were good, and how far its order has come. */
final class Progress {
    private final Tally tally;
    private final Map<String, long[]> good = new HashMap<>();
    private long read;
    private long bad;
    private int stage;

    Progress() {
        this.tally = new Tally();
    }

    Progress(Checkpoint from, DataInputStream state) throws IOException {
        this.tally = Tally.restore(state);
        this.read = from.read();
        this.bad = from.bad();
        this.stage = state.readInt();
        for (int left = state.readInt(); left > 0; left--) {
            good.put(Saved.text(state), new long[] {state.readLong()});
        }
    }

    void save(DataOutputStream out) throws IOException {
        tally.save(out);
        out.writeInt(stage);
        out.writeInt(good.size());
        for (var count : good.entrySet()) {
            Saved.write(out, count.getKey());
            out.writeLong(count.getValue()[0]);
        }
    }

    Tally tally() {
        return tally;
    }

    long read() {
        return read;
    }

    long bad() {
        return bad;
    }

    /** The last stage of the layout from which a good record came. */
    int stage() {
        return stage;
    }

    void next() {
        read++;
    }

    void reach(int next) {
        stage = next;
    }

    void accept(String type) {
        good.computeIfAbsent(type, t -> new long[1])[0]++;
    }

    void refuse(ReadRecord record, FileReading.Sink sink) {
        bad++;
        sink.bad(record.toBad());
    }

    long good(String type) {
        var count = good.get(type);
        return count == null ? 0 : count[0];
    }
}
