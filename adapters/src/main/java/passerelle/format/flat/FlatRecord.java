package passerelle.format.flat;

import net.sf.saxon.s9api.XdmNode;

/**
 * A record that keeps its layout, or a group of such records that are one message. Its node is built whenever it
 * is asked for, since a tree is far larger than the record and many records wait at a time.
 */
public final class FlatRecord {
    private final String type;
    private final long number;
    private final long line;
    private final long lastLine;
    private final long offset;
    private final byte[] raw;
    private final RecordNodes.Document content;

    FlatRecord(
            String type, long number, long line, long lastLine, long offset, byte[] raw, RecordNodes.Document content) {
        this.type = type;
        this.number = number;
        this.line = line;
        this.lastLine = lastLine;
        this.offset = offset;
        this.raw = raw;
        this.content = content;
    }

    /** Name of the record or of the group. */
    public String type() {
        return type;
    }

    /** Among the records, or groups, of its type, from 1. */
    public long number() {
        return number;
    }

    /** Where it begins, from 1. */
    public long line() {
        return line;
    }

    /** Where it ends, from 1. */
    public long lastLine() {
        return lastLine;
    }

    /** How many records of the file it is. */
    public int records() {
        return content.records().size();
    }

    /** Of its first byte in the file, from 0. */
    public long offset() {
        return offset;
    }

    /**
     * As it stands in the file: a record without what separates it from the next, a group with all that separates its
     * records. Treat as immutable.
     */
    public byte[] raw() {
        return raw;
    }

    /**
     * The document {@code <type><field>text</field>…</type>}, without namespace; every field is there, a blank one is
     * empty, a number stands as {@code 123.45}. Of a group: {@code <group><type>…</type>…</group>}.
     */
    public XdmNode node() {
        return RecordNodes.build(content);
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type() + " " + number + " at line " + line();
    }
}
