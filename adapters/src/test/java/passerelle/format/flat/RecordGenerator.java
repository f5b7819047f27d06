package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Records of a flat format, written into a file by its real layout and read back from it. */
public final class RecordGenerator {
    private final Layout layout;

    /** What a field of a record holds; the field's own length is at most {@code bytes}. */
    public interface Texts {
        String of(String record, String field, int bytes, List<String> codes, boolean number);
    }

    public RecordGenerator(Layout layout) {
        this.layout = layout;
    }

    /** The record, or group of records, as the reader hands it on, or why the layout cannot hold it. */
    public Result<XdmNode> record(String name, Texts texts, Random random) {
        var group = layout.group(name);
        var document = group.isPresent()
                ? new RecordNodes.Document(Optional.of(group.get().element()), contents(group.get(), texts, random))
                : new RecordNodes.Document(
                        Optional.empty(), List.of(content(layout.record(name).orElseThrow(), texts, random)));
        return new FlatWriter(layout).encode(RecordNodes.build(document)).then(this::read);
    }

    /** As many of each type as there may be, up to one more than needed, all with the key of the first. */
    private List<RecordNodes.Content> contents(RecordGroup group, Texts texts, Random random) {
        var contents = new ArrayList<RecordNodes.Content>();
        for (var type : group.types()) {
            int most = Math.min(type.max(), type.min() + 1);
            for (int left = type.min() + random.nextInt(most - type.min() + 1); left > 0; left--) {
                var content = content(type, texts, random);
                var first = contents.isEmpty() ? content : contents.get(0);
                var values = new ArrayList<>(content.texts());
                values.set(
                        type.index(group.key()), first.texts().get(first.type().index(group.key())));
                contents.add(new RecordNodes.Content(type, values, Optional.empty()));
            }
        }
        return contents;
    }

    private RecordNodes.Content content(FlatRecordType type, Texts texts, Random random) {
        int occurrences = type.tail()
                .map(tail -> random.nextInt(Math.min(tail.most(), 3) + 1))
                .orElse(0);
        int count = type.tail()
                .map(tail -> tail.end(occurrences))
                .orElse(type.fields().size());
        var values = new ArrayList<String>();
        for (var field : type.fields().subList(0, count)) {
            values.add(field.value().orElseGet(() -> text(type, field, texts)));
        }
        type.tail().ifPresent(tail -> values.set(tail.counter(), Integer.toString(occurrences)));
        return new RecordNodes.Content(
                type, values, type.header().flatMap(layout::record).map(header -> content(header, texts, random)));
    }

    private static String text(FlatRecordType type, Field field, Texts texts) {
        var path = FieldPath.plain(field.name());
        var name = path.substring(path.lastIndexOf('/') + 1);
        return texts.of(type.name(), name, field.length(), List.copyOf(field.codes()), field.isNumber());
    }

    private Result<XdmNode> read(Encoded record) {
        var facts = new HashMap<String, String>();
        List.of("file-id", "created", "sender", "recipient", "sequence").forEach(fact -> facts.put(fact, "1"));
        return new FlatWriter(layout).file(Map.copyOf(facts), List.of(record)).then(file -> {
            var records = new ArrayList<Result<XdmNode>>();
            try {
                new FlatReader(layout).read(new ByteArrayInputStream(file), new FileReading.Sink() {
                    @Override
                    public void good(FileRecord good) {
                        if (good.type().equals(record.type())) {
                            records.add(Result.ok(good.node()));
                        }
                    }

                    @Override
                    public void bad(BadRecord bad) {
                        records.add(
                                Result.failed(new Failure(bad.faults().get(0).code(), "record " + bad.type(), "", "")));
                    }
                });
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return records.get(0);
        });
    }
}
