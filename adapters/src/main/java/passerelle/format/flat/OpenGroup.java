package passerelle.format.flat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** A group of records whose end is not known yet. Its good records are held, until one of them is refused. */
final class OpenGroup {
    private final RecordGroup group;
    private final String key;
    private final long number;
    private final Map<String, Integer> counts = new HashMap<>();
    private final List<ReadRecord> held = new ArrayList<>();
    private int stage;
    private Optional<Failure> refusal = Optional.empty();

    /** @param key what its records have in the field that tells them @param number among the groups, from 1 */
    OpenGroup(RecordGroup group, String key, long number) {
        this.group = group;
        this.key = key;
        this.number = number;
    }

    RecordGroup group() {
        return group;
    }

    long number() {
        return number;
    }

    int stage() {
        return stage;
    }

    int count(FlatRecordType type) {
        return counts.getOrDefault(type.name(), 0);
    }

    boolean has(RecordGroup its, String itsKey) {
        return group.name().equals(its.name()) && key.equals(itsKey);
    }

    void count(FlatRecordType type, int itsStage) {
        counts.merge(type.name(), 1, Integer::sum);
        stage = Math.max(stage, itsStage);
    }

    List<ReadRecord> held() {
        return held;
    }

    boolean isFullWith(ReadRecord record) {
        return held.size() == RecordGroup.MOST_RECORDS
                || !held.isEmpty()
                        && record.after().offset() - held.get(0).before().offset() > RecordGroup.MOST_BYTES;
    }

    /** Why every record of the group is refused. */
    Optional<Failure> refusal() {
        return refusal;
    }

    /** Nothing more is held; the records that were are returned. */
    List<ReadRecord> refuse(Failure why) {
        var released = List.copyOf(held);
        held.clear();
        refusal = refusal.or(() -> Optional.of(why));
        return released;
    }

    /** Only of a group that is refused: one that holds records is no place to stop at. */
    void save(DataOutputStream out) throws IOException {
        var why = refusal.orElseThrow(() -> new IllegalStateException("The group '" + group.name() + "' is open"));
        Saved.write(out, List.of(group.name(), key, why.code().name(), why.found(), why.expected()));
        out.writeLong(number);
        out.writeInt(stage);
        out.writeInt(counts.size());
        for (var count : counts.entrySet()) {
            Saved.write(out, count.getKey());
            out.writeInt(count.getValue());
        }
    }

    static OpenGroup restore(Layout layout, DataInputStream in) throws IOException {
        var texts = Saved.texts(in);
        var group = layout.group(texts.get(0)).orElseThrow(() -> new IOException("No such group"));
        var open = new OpenGroup(group, texts.get(1), in.readLong());
        open.refuse(new Failure(FailureCode.valueOf(texts.get(2)), "", texts.get(3), texts.get(4)));
        open.stage = in.readInt();
        for (int left = in.readInt(); left > 0; left--) {
            open.counts.put(Saved.text(in), in.readInt());
        }
        return open;
    }
}
