package passerelle.format.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.FileReader;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Result;

/**
 * HL7 v2 in its own encoding, as documents of the XML encoding of HL7 v2 ({@code urn:hl7-org:v2xml}) by the structures of
 * HL7 2.6. Whatever HL7 2.6 does not have is in the document under its number; an escape sequence that stands for no
 * character is {@code <escape V=".br"/>}; what cannot be told apart is refused, and nothing is mended.
 */
public final class Hl7Syntax implements Syntax {
    private static final MessageReader READER = new MessageReader();

    /** What HL7 2.6 calls a field, as {@code Patient Name} for PID and 5; "" when it has none of this number. */
    public static String title(String segment, int field) {
        return READER.title(segment, field);
    }

    /** {@inheritDoc} READ-SYNTAX, READ-LIMIT, READ-CHARSET or READ-UNEXPECTED, at a place like {@code PID-3[2].4, line 2}. */
    @Override
    public Result<XdmNode> read(byte[] raw) {
        try {
            return Result.ok(READER.read(raw, 1));
        } catch (Refused e) {
            return Result.failed(e.failure());
        }
    }

    /**
     * {@inheritDoc} Segments end with CR. Delimiters and character set are those of the document's MSH; where it names no
     * character set and has letters beyond ASCII, the message is UTF-8 and says so.
     */
    @Override
    public Result<byte[]> write(XdmNode document) {
        try {
            return Result.ok(MessageBytes.of(document));
        } catch (Refused e) {
            return Result.failed(e.failure());
        }
    }

    /** {@inheritDoc} A message has no control totals of its own, so {@code rule} changes nothing here. */
    @Override
    public Optional<FileReader> files(WrongTotals rule) {
        return Optional.of(new MessageFiles(READER));
    }

    /**
     * {@inheritDoc} A batch of acknowledgements, one for each message whose sender asks for one; empty when they would be
     * more than {@value BatchAnswer#MOST_BYTES} bytes.
     */
    @Override
    public Optional<byte[]> answer(
            InputStream file, WrongTotals rule, Map<Long, List<Failure>> refused, String id, Instant at)
            throws IOException {
        var answer = new BatchAnswer(refused, id, at);
        new MessageFiles(READER).read(file, answer);
        return answer.bytes();
    }
}
