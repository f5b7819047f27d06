package passerelle.translate;

import java.util.Optional;
import net.sf.saxon.om.GroundedValue;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmValue;
import net.sf.saxon.trans.XPathException;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Turns what a stylesheet complained of into a {@link Failure}; Saxon's own texts may quote the message and stay out. */
final class Failures {
    /** The namespace of the codes that {@code xslt/common/errors.xsl} raises. */
    private static final String ERRORS = "urn:passerelle:errors";

    /** XSLT 3.0: no template rule matches, in a mode that fails then. */
    private static final String NO_TEMPLATE = "XTDE0555";

    private static final int LONGEST = 200;

    private Failures() {}

    static Failure of(SaxonApiException thrown) {
        if (!(thrown.getCause() instanceof XPathException cause)) {
            return stylesheet(thrown, "");
        }
        var code = cause.getErrorCodeQName();
        if (code == null) {
            return stylesheet(thrown, "");
        }
        if (code.getNamespaceUri().toString().equals(ERRORS)) {
            return refused(FailureCode.parse(code.getLocalPart()), cause);
        }
        if (code.getLocalPart().equals(NO_TEMPLATE)) {
            var node = contextNode(cause);
            return new Failure(
                    FailureCode.MAP_UNKNOWN_ELEMENT,
                    node.map(Place::ofUnknown).orElse(""),
                    node.map(XdmNode::getNodeName)
                            .map(name -> name.getLocalName())
                            .orElse(""),
                    "what the stylesheet knows");
        }
        return stylesheet(thrown, code.getLocalPart());
    }

    /** A value short enough to be told. */
    static String shortened(String value) {
        return value.length() > LONGEST ? value.substring(0, LONGEST) + "…" : value;
    }

    private static Failure refused(FailureCode code, XPathException cause) {
        if (!(cause.getErrorObject() instanceof GroundedValue value) || !(XdmValue.wrap(value) instanceof XdmMap map)) {
            return new Failure(code, "", "", "");
        }
        var place = map.get(new XdmAtomicValue("node")) instanceof XdmNode node
                ? code == FailureCode.MAP_UNKNOWN_ELEMENT ? Place.ofUnknown(node) : Place.of(node)
                : "";
        return new Failure(code, place, text(map, "found"), text(map, "expected"));
    }

    private static String text(XdmMap map, String key) {
        var value = map.get(new XdmAtomicValue(key));
        return value == null || value.isEmpty() ? "" : shortened(value.itemAt(0).getStringValue());
    }

    private static Failure stylesheet(SaxonApiException thrown, String code) {
        var module = thrown.getSystemId();
        var place =
                module == null ? "" : module.substring(module.lastIndexOf('/') + 1) + " line " + thrown.getLineNumber();
        return new Failure(FailureCode.MAP_STYLESHEET, place, code, "");
    }

    private static Optional<XdmNode> contextNode(XPathException cause) {
        var context = cause.getXPathContext();
        return context != null && context.getContextItem() instanceof NodeInfo node
                ? Optional.of(new XdmNode(node))
                : Optional.empty();
    }
}
