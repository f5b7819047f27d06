package passerelle.format.flat;

import net.sf.saxon.s9api.XdmNode;

/**
 * A record that keeps its layout.
 *
 * @param number among the records of its type, from 1 @param line from 1
 * @param offset of its first byte in the file, from 0
 * @param raw without the line end; treat as immutable
 * @param node the document {@code <type><field>text</field>…</type>}, without namespace; every field is there, a blank
 *     one is empty, a number stands as {@code 123.45}
 */
public record FlatRecord(String type, long number, long line, long offset, byte[] raw, XdmNode node) {

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type + " " + number + " at line " + line;
    }
}
