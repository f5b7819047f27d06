package passerelle.format.xml;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.serialize.UTF8Writer;

/** Nodes to bytes: at the edges only. */
public final class Serialization {
    /** What Saxon writes by has 16 kB of buffers, where a usual message has two: it waits here for the next node. */
    private static final Queue<Lent> IDLE = new ConcurrentLinkedQueue<>();

    private static final int MOST_IDLE = 8;
    /** Bytes; what grew beyond by a large message is not kept. */
    private static final int LARGEST_KEPT = 64 << 10;

    private Serialization() {}

    private static final class Lent {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream(4_096);
        private final UTF8Writer writer = new UTF8Writer(bytes);
    }

    /** UTF-8 with an XML declaration, not indented. */
    public static byte[] utf8(XdmNode node) {
        return utf8(node, "no");
    }

    /** The same for people: indented, so that white space between elements is not what it was. */
    public static String indented(XdmNode node) {
        return new String(utf8(node, "yes"), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(XdmNode node, String indent) {
        var waiting = IDLE.poll();
        var lent = waiting == null ? new Lent() : waiting;
        try {
            var serializer = HardenedXml.SAXON.newSerializer(lent.writer);
            serializer.setOutputProperty(Serializer.Property.METHOD, "xml");
            serializer.setOutputProperty(Serializer.Property.INDENT, indent);
            serializer.serializeNode(node);
            lent.writer.flush();
        } catch (SaxonApiException | IOException e) {
            throw new IllegalStateException("A node did not serialise", e);
        }
        var serialised = lent.bytes.toByteArray();
        lent.bytes.reset();
        if (serialised.length <= LARGEST_KEPT && IDLE.size() < MOST_IDLE) {
            IDLE.add(lent);
        }
        return serialised;
    }
}
