package passerelle.translate;

import java.time.Duration;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathExecutable;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * What two messages that belong together have in common: an XPath 3.1 on the native document, {@code *:name} or
 * {@code Q{uri}name} for what has a namespace. It reaches nothing but the document. Thread-safe.
 */
public final class PairKey {
    private final String text;
    private final XPathExecutable path;
    private final Budget budget;

    private PairKey(String text, XPathExecutable path, Budget budget) {
        this.text = text;
        this.path = path;
        this.budget = budget;
    }

    /** The compiled path, or what is wrong with it. @param time how long it may take on one document */
    public static Result<PairKey> compile(String text, Duration time) {
        try {
            var compiler = HardenedXml.SAXON.newXPathCompiler();
            return Result.ok(new PairKey(text, compiler.compile(text), new Budget("pair", time)));
        } catch (SaxonApiException e) {
            return Result.failed(new Failure(FailureCode.MAP_STEP, "pair", String.valueOf(e.getMessage()), "an XPath"));
        }
    }

    /** The one value of a document; MAP-STEP when there is none, or more than one. */
    public Result<String> of(XdmNode document) {
        return budget.run(() -> value(document));
    }

    private Result<String> value(XdmNode document) {
        var selector = path.load();
        try {
            selector.setContextItem(Stylesheet.element(document));
            var values = selector.evaluate();
            var value = values.size() == 1 ? values.itemAt(0).getStringValue().strip() : "";
            return value.isEmpty()
                    ? Result.failed(new Failure(
                            FailureCode.MAP_STEP, "pair", values.size() + " values", "one value of " + text))
                    : Result.ok(value);
        } catch (SaxonApiException e) {
            return Result.failed(new Failure(FailureCode.MAP_STEP, "pair", "", "one value of " + text));
        }
    }
}
