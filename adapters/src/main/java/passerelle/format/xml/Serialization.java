package passerelle.format.xml;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmNode;

/** Nodes to bytes: at the edges only. */
public final class Serialization {
    private Serialization() {}

    /** UTF-8 with an XML declaration, not indented. */
    public static byte[] utf8(XdmNode node) {
        return utf8(node, "no");
    }

    /** The same for people: indented, so that white space between elements is not what it was. */
    public static String indented(XdmNode node) {
        return new String(utf8(node, "yes"), StandardCharsets.UTF_8);
    }

    private static byte[] utf8(XdmNode node, String indent) {
        var out = new ByteArrayOutputStream(4_096);
        try {
            Serializer serializer = HardenedXml.SAXON.newSerializer(out);
            serializer.setOutputProperty(Serializer.Property.METHOD, "xml");
            serializer.setOutputProperty(Serializer.Property.INDENT, indent);
            serializer.serializeNode(node);
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A node did not serialise", e);
        }
        return out.toByteArray();
    }
}
