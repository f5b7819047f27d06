package passerelle.format;

import net.sf.saxon.s9api.XdmNode;

/**
 * A message of a file that keeps its syntax: a record or a group of records of a flat file, a message of an EDIFACT
 * interchange or of an HL7 batch. Its node is built whenever it is asked for, since a tree is far larger than the bytes
 * and many messages wait at a time.
 */
public interface FileRecord {
    /** Name of the record, group or message. */
    String type();

    /** Among the messages of its type, from 1. */
    long number();

    /** Where it begins, from 1. */
    long line();

    /** Where it ends, from 1. */
    long lastLine();

    /** How many records of the file it is. */
    int records();

    /** Of its first byte in the file, from 0. */
    long offset();

    /** As it stands in the file. Treat as immutable. */
    byte[] raw();

    /** The native document. */
    XdmNode node();

    /** Whether it frames the others, as header and trailer do, and is no message of its own. */
    boolean isFrame();
}
