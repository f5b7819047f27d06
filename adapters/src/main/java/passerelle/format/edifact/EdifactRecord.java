package passerelle.format.edifact;

import net.sf.saxon.s9api.XdmNode;
import passerelle.format.FileRecord;

/** A message of an interchange that keeps its schema. */
final class EdifactRecord implements FileRecord {
    private final long number;
    private final OpenMessage message;
    private final MessageDocument document;

    EdifactRecord(long number, OpenMessage message, MessageDocument document) {
        this.number = number;
        this.message = message;
        this.document = document;
    }

    @Override
    public String type() {
        return document.schema().message();
    }

    @Override
    public long number() {
        return number;
    }

    @Override
    public long line() {
        return document.header().piece().line();
    }

    @Override
    public long lastLine() {
        return message.lastLine();
    }

    @Override
    public int records() {
        return 1;
    }

    @Override
    public long offset() {
        return document.header().piece().offset();
    }

    /** From UNH to UNT, without the envelope. */
    @Override
    public byte[] raw() {
        return message.raw();
    }

    @Override
    public XdmNode node() {
        return document.build();
    }

    @Override
    public boolean isFrame() {
        return false;
    }

    /** Without the content, which is personal data. */
    @Override
    public String toString() {
        return type() + " " + number + " at line " + line();
    }
}
