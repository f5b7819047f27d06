package passerelle.format.flat;

import java.util.List;
import java.util.Optional;
import net.sf.saxon.event.ReceiverOption;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.tree.tiny.TinyBuilder;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;

/** Builds the node of a record straight into Saxon's tree: no text of XML is ever made of it. */
final class RecordNodes {
    private RecordNodes() {}

    /**
     * What a record says.
     *
     * @param texts one for each field of the type, in its order; fewer where their number varies
     * @param header the record of the file that comes along
     */
    record Content(FlatRecordType type, List<String> texts, Optional<Content> header) {}

    /**
     * What becomes one document.
     *
     * @param group the element around the records; without it there is one record
     */
    record Document(Optional<NodeName> group, List<Content> records) {}

    /** The document of a record or group; what comes along with a record is its first element. */
    static XdmNode build(Document document) {
        try {
            var builder = new TinyBuilder(
                    HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration());
            builder.open();
            builder.startDocument(ReceiverOption.NONE);
            if (document.group().isPresent()) {
                start(builder, document.group().get());
            }
            for (var record : document.records()) {
                element(builder, record);
            }
            if (document.group().isPresent()) {
                builder.endElement();
            }
            builder.endDocument();
            builder.close();
            return new XdmNode(builder.getCurrentRoot());
        } catch (XPathException e) {
            throw new IllegalStateException("Saxon did not build the node of a record", e);
        }
    }

    private static void element(TinyBuilder builder, Content record) throws XPathException {
        start(builder, record.type().element());
        if (record.header().isPresent()) {
            element(builder, record.header().get());
        }
        var steps = record.type().steps();
        for (int i = 0; i < record.texts().size(); i++) {
            var step = steps.get(i);
            for (var group : step.opened()) {
                start(builder, group);
            }
            start(builder, step.element());
            if (!record.texts().get(i).isEmpty()) {
                builder.characters(StringView.of(record.texts().get(i)), Loc.NONE, ReceiverOption.NONE);
            }
            for (int closed = 0; closed <= step.closed(); closed++) {
                builder.endElement();
            }
        }
        builder.endElement();
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
