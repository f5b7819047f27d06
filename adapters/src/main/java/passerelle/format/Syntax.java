package passerelle.format;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Result;

/** How the messages of a format stand in bytes, alone and in files. Thread-safe. */
public interface Syntax {

    /** One message as it came: its native document, or READ-… with the place. Never throws for what a sender wrote. */
    Result<XdmNode> read(byte[] raw);

    /** A native document as bytes: a file of its own, or what a call carries; MAP-UNWRITABLE when it cannot be said. */
    Result<byte[]> write(XdmNode document);

    /**
     * Reads files of several messages; empty when a file of this syntax is one message.
     *
     * @param rule with REFUSE, a message whose own control totals do not fit is bad; with HOLD and WARN it is good, and
     *     {@link Totals#faults} has what does not fit. Control totals of the file as a whole are in the latter always.
     */
    Optional<FileReader> files(WrongTotals rule);

    /**
     * What goes back about a file that {@link #files} read, in the syntax's own way; empty when it has none, or when the
     * file is too broken to be answered so.
     *
     * @param file from its first byte on
     * @param refused why messages were refused, each by the offset of its first byte; {@link #WHOLE_FILE} when the file
     *     was refused as a whole. Faults of syntax among them are found again in the file.
     * @param id of the answer, 12 hexadecimal digits, the same at each try
     * @param at when the file was received
     */
    Optional<byte[]> answer(InputStream file, WrongTotals rule, Map<Long, List<Failure>> refused, String id, Instant at)
            throws IOException;

    /** In place of an offset: the file as a whole. */
    long WHOLE_FILE = -1;
}
