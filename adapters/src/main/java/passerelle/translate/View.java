package passerelle.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import net.sf.saxon.event.Receiver;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.FingerprintedQName;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.serialize.SerializationProperties;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;
import passerelle.model.PartnerId;

/**
 * Builds what one recipient gets. The outgoing message is put together from the permitted fields, never cut down from
 * the whole: what no agreement names has no way in.
 */
public final class View {
    private static final NamespaceUri COMMON = NamespaceUri.of(CommonModel.NAMESPACE);
    private static final NamespaceMap NAMESPACES = NamespaceMap.of("", COMMON);

    /** What of the sender's envelope goes along, in the schema's order around what the gateway itself says. */
    private static final Set<String> ENVELOPE = Set.of("id", "type", "sender", "sent", "received", "purpose");

    /**
     * The message for one recipient.
     *
     * @param message a valid common message
     * @param fields the paths that the agreement permits, as in {@code person/name}
     * @param agreement id and version of the agreement
     */
    public XdmNode of(XdmNode message, Set<String> fields, String agreement, PartnerId recipient) {
        var tree = new XdmDestination();
        var configuration = HardenedXml.SAXON.getUnderlyingConfiguration();
        var out = tree.getReceiver(configuration.makePipelineConfiguration(), new SerializationProperties());
        try {
            out.open();
            out.startDocument(0);
            start(out, "message");
            envelope(out, CommonMessage.envelope(message), agreement, recipient);
            start(out, "body");
            content(out, CommonMessage.content(message), fields);
            out.endElement();
            out.endElement();
            out.endDocument();
            out.close();
        } catch (XPathException e) {
            throw new IllegalStateException("Building the outgoing view failed", e);
        }
        return tree.getXdmNode();
    }

    private static void envelope(Receiver out, XdmNode envelope, String agreement, PartnerId recipient)
            throws XPathException {
        Map<String, String> kept = new LinkedHashMap<>();
        for (var fact : CommonMessage.children(envelope)) {
            var name = CommonMessage.name(fact);
            if (ENVELOPE.contains(name)) {
                kept.put(name, fact.getStringValue());
            }
            if (name.equals("sender")) {
                kept.put("recipient", recipient.value());
            }
            if (name.equals("purpose")) {
                kept.put("agreement", agreement);
            }
        }
        start(out, "envelope");
        for (var fact : kept.entrySet()) {
            start(out, fact.getKey());
            out.characters(StringView.of(fact.getValue()), Loc.NONE, 0);
            out.endElement();
        }
        out.endElement();
    }

    private static void content(Receiver out, XdmNode content, Set<String> fields) throws XPathException {
        start(out, CommonMessage.name(content));
        for (var part : CommonMessage.children(content)) {
            var inside = CommonMessage.children(part);
            var name = CommonMessage.name(part);
            if (inside.isEmpty()) {
                if (fields.contains(name)) {
                    copy(out, part);
                }
                continue;
            }
            var permitted = inside.stream()
                    .filter(field -> fields.contains(name + "/" + CommonMessage.name(field)))
                    .toList();
            if (!permitted.isEmpty()) {
                start(out, name);
                for (var field : permitted) {
                    copy(out, field);
                }
                out.endElement();
            }
        }
        out.endElement();
    }

    private static void copy(Receiver out, XdmNode field) throws XPathException {
        field.getUnderlyingNode().copy(out, 0, Loc.NONE);
    }

    private static void start(Receiver out, String name) throws XPathException {
        NodeName qualified = new FingerprintedQName("", COMMON, name);
        out.startElement(qualified, Untyped.getInstance(), EmptyAttributeMap.getInstance(), NAMESPACES, Loc.NONE, 0);
    }
}
