package passerelle.format.flat;

import net.sf.saxon.s9api.XdmNode;
import passerelle.format.FileRecord;

/** A record that keeps its layout, or a group of such records that are one message. */
public final class FlatRecord implements FileRecord {
    private final String type;
    private final long number;
    private final long line;
    private final long lastLine;
    private final long offset;
    private final byte[] raw;
    private final boolean frame;
    private final RecordNodes.Document content;

    FlatRecord(
            String type,
            long number,
            long line,
            long lastLine,
            long offset,
            byte[] raw,
            boolean frame,
            RecordNodes.Document content) {
        this.type = type;
        this.number = number;
        this.line = line;
        this.lastLine = lastLine;
        this.offset = offset;
        this.raw = raw;
        this.frame = frame;
        this.content = content;
    }

    @Override
    public String type() {
        return type;
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long line() {
        return line;
    }

    @Override
    public long lastLine() {
        return lastLine;
    }

    @Override
    public int records() {
        return content.records().size();
    }

    @Override
    public long offset() {
        return offset;
    }

    /** A record without what separates it from the next, a group with all that separates its records. */
    @Override
    public byte[] raw() {
        return raw;
    }

    /**
     * The document {@code <type><field>text</field>…</type>}, without namespace; every field is there, a blank one is
     * empty, a number stands as {@code 123.45}. Of a group: {@code <group><type>…</type>…</group>}.
     */
    @Override
    public XdmNode node() {
        return RecordNodes.build(content);
    }

    @Override
    public boolean isFrame() {
        return frame;
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type() + " " + number + " at line " + line();
    }
}
