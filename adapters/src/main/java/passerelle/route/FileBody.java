package passerelle.route;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.Syntax;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FileTally;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.model.FormatId;
import passerelle.model.Result;
import passerelle.translate.Format;

/** The records of a file that is being put together, as its format writes them. {@code T} is a record, encoded. */
sealed interface FileBody<T> {

    /** A native document as the file has it, or MAP-… when the file cannot hold it. May be asked by any thread. */
    Result<T> encode(XdmNode document);

    /** Whether a record can stand in this file, or needs another. */
    boolean takes(T record);

    void add(T record);

    /** All records of one stage stand before those of the next. */
    int stages();

    /** The bytes that were added to a stage since this was last asked. */
    byte[] take(int stage);

    /** What goes on to the next time. */
    byte[] tally();

    /** What stands before the records of each stage, and after the last; or why no file can be made of them. */
    Result<List<byte[]>> between(Map<String, String> facts);

    /**
     * An empty body of a format, or one that goes on.
     *
     * @param layouts of the flat formats
     * @param tally as {@link #tally} gave it
     */
    static FileBody<?> of(Format format, Function<FormatId, Layout> layouts, Optional<byte[]> tally) {
        return format.layout().isPresent()
                ? new Flat(layouts.apply(format.id()), tally)
                : new Document(format.bytes().orElseThrow());
    }

    /** Records by a layout. */
    final class Flat implements FileBody<Encoded> {
        private final FlatWriter writer;
        private final FileTally tally;
        private final Map<Integer, ByteArrayOutputStream> added = new TreeMap<>();

        Flat(Layout layout, Optional<byte[]> tally) {
            this.writer = new FlatWriter(layout);
            this.tally = tally.map(FileTally::decode).orElseGet(writer::tally);
        }

        @Override
        public Result<Encoded> encode(XdmNode document) {
            return writer.encode(document);
        }

        @Override
        public boolean takes(Encoded record) {
            return tally.takes(record);
        }

        @Override
        public void add(Encoded record) {
            tally.add(record);
            added.computeIfAbsent(writer.stage(record), stage -> new ByteArrayOutputStream())
                    .writeBytes(writer.framed(record));
        }

        @Override
        public int stages() {
            return writer.stages();
        }

        @Override
        public byte[] take(int stage) {
            return Optional.ofNullable(added.remove(stage))
                    .map(ByteArrayOutputStream::toByteArray)
                    .orElse(new byte[0]);
        }

        @Override
        public byte[] tally() {
            return tally.encode();
        }

        @Override
        public Result<List<byte[]>> between(Map<String, String> facts) {
            var refusal = writer.refusal(facts, tally);
            if (refusal.isPresent()) {
                return Result.failed(refusal.get());
            }
            Result<List<byte[]>> pieces = Result.ok(List.of());
            for (int stage = 0; stage <= writer.stages(); stage++) {
                var next = writer.before(stage, facts, tally);
                pieces = pieces.then(before -> next.then(piece -> Result.ok(
                        Stream.concat(before.stream(), Stream.of(piece)).toList())));
            }
            return pieces;
        }
    }

    /** One message. */
    final class Document implements FileBody<byte[]> {
        private final Syntax syntax;
        private byte[] only = new byte[0];

        Document(Syntax syntax) {
            this.syntax = syntax;
        }

        @Override
        public Result<byte[]> encode(XdmNode document) {
            return syntax.write(document);
        }

        @Override
        public boolean takes(byte[] record) {
            return only.length == 0;
        }

        @Override
        public void add(byte[] record) {
            only = record;
        }

        @Override
        public int stages() {
            return 1;
        }

        @Override
        public byte[] take(int stage) {
            return only;
        }

        @Override
        public byte[] tally() {
            return new byte[0];
        }

        @Override
        public Result<List<byte[]>> between(Map<String, String> facts) {
            return Result.ok(List.of(new byte[0], new byte[0]));
        }
    }
}
