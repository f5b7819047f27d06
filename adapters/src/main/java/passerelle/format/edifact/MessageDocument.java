package passerelle.format.edifact;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
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
import passerelle.format.edifact.Segment.Component;
import passerelle.format.xml.HardenedXml;

/**
 * The native document of a message, built straight into Saxon's tree: {@code <PAXLST><interchange><UNB>…</UNB>
 * </interchange><UNH>…</UNH>…</PAXLST>}. Elements are {@code e1}, {@code e2}, … by their position, components {@code c1},
 * {@code c2}, …; what is empty is left out. UNA, UNT, UNE and UNZ are framing and not in it.
 *
 * @param envelope UNB, and UNG where there is one
 */
record MessageDocument(EdifactSchema schema, List<Segment> envelope, Segment header, List<Placed> body) {
    private static final Map<String, NodeName> NAMES = new ConcurrentHashMap<>();

    /** Names of loops and segments come from schemas, so there are not many. */
    private static NodeName name(String local) {
        return NAMES.computeIfAbsent(local, NoNamespaceName::new);
    }

    XdmNode build() {
        try {
            var builder = new TinyBuilder(
                    HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration());
            builder.open();
            builder.startDocument(ReceiverOption.NONE);
            start(builder, schema.message());
            start(builder, "interchange");
            for (var segment : envelope) {
                segment(builder, segment);
            }
            builder.endElement();
            segment(builder, header);
            int depth = 0;
            for (var each : body) {
                end(builder, each.closed());
                for (var loop : each.opened()) {
                    start(builder, loop);
                }
                depth += each.opened().size() - each.closed();
                segment(builder, each.segment());
            }
            end(builder, depth + 1);
            builder.endDocument();
            builder.close();
            return new XdmNode(builder.getCurrentRoot());
        } catch (XPathException e) {
            throw new IllegalStateException("Saxon did not build the node of a message", e);
        }
    }

    private void segment(TinyBuilder builder, Segment segment) throws XPathException {
        start(builder, segment.tag());
        for (int i = 1; i <= segment.elements().size(); i++) {
            for (var components : segment.elements().get(i - 1)) {
                element(builder, segment, i, components);
            }
        }
        builder.endElement();
    }

    private void element(TinyBuilder builder, Segment segment, int position, List<Component> components)
            throws XPathException {
        if (components.stream().allMatch(each -> each.text().isEmpty())) {
            return;
        }
        start(builder, "e" + position);
        if (schema.isComposite(segment.tag(), position)) {
            for (int i = 1; i <= components.size(); i++) {
                if (!components.get(i - 1).text().isEmpty()) {
                    start(builder, "c" + i);
                    text(builder, components.get(i - 1));
                    builder.endElement();
                }
            }
        } else {
            text(builder, components.get(0));
        }
        builder.endElement();
    }

    private static void text(TinyBuilder builder, Component component) throws XPathException {
        builder.characters(StringView.of(component.text()).tidy(), Loc.NONE, ReceiverOption.NONE);
    }

    private static void end(TinyBuilder builder, int times) throws XPathException {
        for (int i = 0; i < times; i++) {
            builder.endElement();
        }
    }

    private static void start(TinyBuilder builder, String name) throws XPathException {
        builder.startElement(
                name(name),
                Untyped.INSTANCE,
                EmptyAttributeMap.INSTANCE,
                NamespaceMap.emptyMap(),
                Loc.NONE,
                ReceiverOption.NONE);
    }
}
