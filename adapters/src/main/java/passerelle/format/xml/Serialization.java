package passerelle.format.xml;

import java.io.ByteArrayOutputStream;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmNode;

/** Nodes to bytes: at the edges only. */
public final class Serialization {
    private Serialization() {}

    /** UTF-8 with an XML declaration, not indented. */
    public static byte[] utf8(XdmNode node) {
        var out = new ByteArrayOutputStream(4_096);
        try {
            Serializer serializer = HardenedXml.SAXON.newSerializer(out);
            serializer.setOutputProperty(Serializer.Property.METHOD, "xml");
            serializer.setOutputProperty(Serializer.Property.INDENT, "no");
            serializer.serializeNode(node);
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A node did not serialise", e);
        }
        return out.toByteArray();
    }
}
