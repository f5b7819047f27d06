package passerelle.translate;

import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.SaxonApiUncheckedException;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import net.sf.saxon.s9api.XsltExecutable;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** One compiled stylesheet: a node in, a node out. Thread-safe; nothing that it says (xsl:message) reaches a log. */
final class Stylesheet {
    private static final QName GATEWAY = new QName("gateway");
    private static final QName CODES = new QName("codes");

    private final Once<XsltExecutable> executable;
    private final XdmMap codes;
    private final Optional<Tracing> tracing;

    /** @param tracing of a stylesheet that was compiled to be watched */
    Stylesheet(Once<XsltExecutable> executable, XdmMap codes, Optional<Tracing> tracing) {
        this.executable = executable;
        this.codes = codes;
        this.tracing = tracing;
    }

    /** Compiles now what was put off because this build compiled it before. */
    void compile() {
        executable.get();
    }

    /** Applies the templates to the document's element, with the gateway's facts and the code lists as parameters. */
    Result<XdmNode> apply(XdmNode node, Map<String, String> gateway) {
        var transformer = executable.get().load30();
        transformer.setErrorReporter(error -> {});
        transformer.setMessageHandler(message -> {});
        transformer.setResultDocumentHandler(uri -> {
            throw new SaxonApiUncheckedException(new SaxonApiException("A stylesheet writes one document"));
        });
        tracing.ifPresent(watching -> transformer.setTraceListener(watching.listener()));
        var result = tracing.map(watching -> new BoundedTree(watching::watch)).orElseGet(BoundedTree::new);
        try {
            transformer.setStylesheetParameters(Map.of(GATEWAY, XdmMap.makeMap(gateway), CODES, codes));
            var element = element(node);
            transformer.setGlobalContextItem(element);
            transformer.applyTemplates(element, result);
            return Result.ok(result.node());
        } catch (SaxonApiException e) {
            return Result.failed(Failures.of(e));
        } catch (SaxonApiUncheckedException | StackOverflowError e) {
            return Result.failed(
                    new Failure(FailureCode.MAP_STYLESHEET, "", e.getClass().getSimpleName(), ""));
        }
    }

    /** The outermost element of a document, or the element itself. */
    static XdmNode element(XdmNode node) {
        if (node.getNodeKind() != XdmNodeKind.DOCUMENT) {
            return node;
        }
        for (var child : node.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                return child;
            }
        }
        throw new IllegalArgumentException("A document has an element");
    }
}
