package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
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

    /** The record as the reader hands it on, or why the layout cannot hold it. */
    public Result<XdmNode> record(String name, Texts texts) {
        return new FlatWriter(layout)
                .encode(RecordNodes.build(new RecordNodes.Document(
                        Optional.empty(), List.of(content(layout.record(name).orElseThrow(), texts)))))
                .then(this::read);
    }

    private RecordNodes.Content content(FlatRecordType type, Texts texts) {
        var values = type.fields().stream()
                .map(field -> field.value()
                        .orElseGet(() -> texts.of(
                                type.name(),
                                field.name(),
                                field.length(),
                                List.copyOf(field.codes()),
                                field.isNumber())))
                .toList();
        return new RecordNodes.Content(
                type, values, type.header().flatMap(layout::record).map(header -> content(header, texts)));
    }

    private Result<XdmNode> read(Encoded record) {
        var facts = new HashMap<String, String>();
        List.of("file-id", "created", "sender", "recipient", "sequence").forEach(fact -> facts.put(fact, "1"));
        return new FlatWriter(layout).file(Map.copyOf(facts), List.of(record)).then(file -> {
            var records = new ArrayList<Result<XdmNode>>();
            try {
                new FlatReader(layout).read(new ByteArrayInputStream(file), new FlatReader.Sink() {
                    @Override
                    public void good(FlatRecord good) {
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
