package passerelle.translate;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.config.StepFiles;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Problem;
import passerelle.model.Result;

/**
 * A stylesheet that a team's own steps call: {@code routes/partners/<name>.xsl}. It is compiled, limited and given
 * {@code $gateway} and {@code $codes} as those of a format are. Thread-safe.
 */
public final class StepStylesheet {
    /** Around the messages that one message becomes: {@code messages} in this namespace. */
    public static final String NAMESPACE = "urn:passerelle:step";

    private static final QName MESSAGES = new QName(NAMESPACE, "messages");

    private final String name;
    private final Stylesheet stylesheet;
    private final Budget budget;

    private StepStylesheet(String name, Stylesheet stylesheet, Budget budget) {
        this.name = name;
        this.stylesheet = stylesheet;
        this.budget = budget;
    }

    /** The stylesheets of a home folder's steps, by name; each fault is added to {@code problems} with its file and line. */
    static Map<String, StepStylesheet> load(Path home, CodeLists codes, Duration time, List<Problem> problems) {
        var compiler = new StylesheetCompiler(home, codes.map());
        var found = new TreeMap<String, StepStylesheet>();
        StepFiles.sheets(home).forEach((name, file) -> compiler.compile(file, problems)
                .ifPresent(
                        stylesheet -> found.put(name, new StepStylesheet(name, stylesheet, new Budget(name, time)))));
        return found;
    }

    /** Compiles now what was put off because this build compiled it before. */
    void compile() {
        stylesheet.compile();
    }

    /**
     * What the stylesheet makes of a document: one; several, where it wrote {@code <messages xmlns="urn:passerelle:step">}
     * around them; or none, where it wrote nothing. MAP-STEP when it failed by itself, and the code that it raised
     * otherwise.
     *
     * @param gateway facts that it reads as {@code $gateway}
     */
    public Result<List<XdmNode>> apply(XdmNode document, Map<String, String> gateway) {
        return budget.run(() -> stylesheet.apply(document, gateway).then(this::documents))
                .match(Result::ok, failure -> Result.failed(ofStep(failure)));
    }

    private Result<List<XdmNode>> documents(XdmNode written) {
        return elements(written).then(elements -> {
            if (elements.size() > 1) {
                return Result.failed(new Failure(
                        FailureCode.MAP_STEP, "", elements.size() + " elements", "one, or messages around them"));
            }
            return elements.stream().anyMatch(one -> MESSAGES.equals(one.getNodeName()))
                    ? elements(elements.get(0))
                    : Result.ok(elements);
        });
    }

    private static Result<List<XdmNode>> elements(XdmNode parent) {
        var elements = new ArrayList<XdmNode>();
        for (var child : parent.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                elements.add(child);
            } else if (child.getNodeKind() == XdmNodeKind.TEXT
                    && !child.getStringValue().isBlank()) {
                return Result.failed(new Failure(FailureCode.MAP_STEP, "", "text", "an element, or nothing"));
            }
        }
        return Result.ok(List.copyOf(elements));
    }

    private Failure ofStep(Failure failure) {
        var code = failure.code() == FailureCode.MAP_STYLESHEET ? FailureCode.MAP_STEP : failure.code();
        var place = failure.place().isEmpty() ? name + ".xsl" : name + ".xsl, " + failure.place();
        return new Failure(code, place, failure.found(), failure.expected());
    }
}
