package passerelle.format.flat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import net.sf.saxon.event.PipelineConfiguration;
import net.sf.saxon.event.ReceiverOption;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.tree.tiny.TinyBuilder;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;

/** Builds the node of a record straight into Saxon's tree: no text of XML is ever made of it. */
final class RecordNodes {
    private final PipelineConfiguration pipeline =
            HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration();
    private final Map<FlatRecordType, List<NodeName>> names = new HashMap<>();

    /** @param texts one for each field of the type, in its order */
    XdmNode build(FlatRecordType type, List<String> texts) {
        try {
            var builder = new TinyBuilder(pipeline);
            builder.open();
            builder.startDocument(ReceiverOption.NONE);
            start(builder, new NoNamespaceName(type.name()));
            var fields = names.computeIfAbsent(type, RecordNodes::names);
            for (int i = 0; i < texts.size(); i++) {
                start(builder, fields.get(i));
                if (!texts.get(i).isEmpty()) {
                    builder.characters(StringView.of(texts.get(i)), Loc.NONE, ReceiverOption.NONE);
                }
                builder.endElement();
            }
            builder.endElement();
            builder.endDocument();
            builder.close();
            return new XdmNode(builder.getCurrentRoot());
        } catch (XPathException e) {
            throw new IllegalStateException("Saxon did not build the node of a record " + type, e);
        }
    }

    private static List<NodeName> names(FlatRecordType type) {
        return type.fieldNames().stream().<NodeName>map(NoNamespaceName::new).toList();
    }

    private static void start(TinyBuilder builder, NodeName name) throws XPathException {
        builder.startElement(
                name,
                Untyped.INSTANCE,
                EmptyAttributeMap.INSTANCE,
                NamespaceMap.emptyMap(),
                Loc.NONE,
                ReceiverOption.NONE);
    }
}
