package passerelle.format.flat;

import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;

/** A record that keeps its layout. Its node is built when it is first asked for; for one thread at a time. */
public final class FlatRecord {
    private final long number;
    private final long lastLine;
    private final Framing.Frame frame;
    private final RecordNodes.Content content;
    private @Nullable XdmNode node;

    FlatRecord(long number, long lastLine, Framing.Frame frame, RecordNodes.Content content) {
        this.number = number;
        this.lastLine = lastLine;
        this.frame = frame;
        this.content = content;
    }

    /** Name of the record. */
    public String type() {
        return content.type().name();
    }

    /** Among the records of its type, from 1. */
    public long number() {
        return number;
    }

    /** Where it begins, from 1. */
    public long line() {
        return frame.line();
    }

    /** Where it ends, from 1. */
    public long lastLine() {
        return lastLine;
    }

    /** Of its first byte in the file, from 0. */
    public long offset() {
        return frame.offset();
    }

    /** As it stands in the file, without the line end; treat as immutable. */
    public byte[] raw() {
        return frame.raw();
    }

    /**
     * The document {@code <type><field>text</field>…</type>}, without namespace; every field is there, a blank one is
     * empty, a number stands as {@code 123.45}.
     */
    public XdmNode node() {
        if (node == null) {
            node = RecordNodes.build(content);
        }
        return node;
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type() + " " + number + " at line " + line();
    }
}
