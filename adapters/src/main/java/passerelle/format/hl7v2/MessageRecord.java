package passerelle.format.hl7v2;

import net.sf.saxon.s9api.XdmNode;
import passerelle.format.FileRecord;

/** A message of a file that reads well. */
record MessageRecord(MessageReader reader, String type, long number, long line, long lastLine, long offset, byte[] raw)
        implements FileRecord {

    @Override
    public int records() {
        return 1;
    }

    @Override
    public XdmNode node() {
        try {
            return reader.read(raw, line);
        } catch (Refused e) {
            throw new IllegalStateException("A message that was read before is refused now", e);
        }
    }

    @Override
    public boolean isFrame() {
        return false;
    }

    /** Without the content, which may be personal data. */
    @Override
    public String toString() {
        return type + ", line " + line;
    }
}
