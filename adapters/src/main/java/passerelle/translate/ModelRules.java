package passerelle.translate;

import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import net.sf.saxon.s9api.XdmValue;
import net.sf.saxon.s9api.XsltExecutable;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Problem;
import passerelle.model.Result;

/**
 * The rules of {@code config/schemas/common-1.sch} (ISO/IEC 19757-3, Schematron), compiled once: the transpiler SchXslt2
 * writes them as a stylesheet, whose report (SVRL) names what is broken and where. Thread-safe.
 */
final class ModelRules {
    static final String FILE = "config/schemas/common-1.sch";

    private final Once<XsltExecutable> executable;

    private ModelRules(Once<XsltExecutable> executable) {
        this.executable = executable;
    }

    /** The compiled rules of a home; empty with the problem added when there are none. */
    static Optional<ModelRules> load(Path home, List<Problem> problems) {
        var file = home.resolve(FILE);
        try {
            var bytes = Files.readAllBytes(file);
            return HardenedXml.parse(bytes).match(schema -> compile(bytes, schema, problems), failure -> {
                problems.add(Problem.of(FILE, failure));
                return Optional.empty();
            });
        } catch (IOException e) {
            problems.add(Problem.in(FILE, "the file is missing or cannot be read"));
            return Optional.empty();
        }
    }

    /** Rules that this build has transpiled and compiled before are compiled again when the first message needs them. */
    private static Optional<ModelRules> compile(byte[] bytes, XdmNode schema, List<Problem> problems) {
        var name = Transpiler.name(bytes);
        var known = Prepared.find(name)
                .flatMap(found -> HardenedXml.parse(found).match(Optional::of, failure -> Optional.<XdmNode>empty()));
        if (known.isPresent()) {
            return Optional.of(new ModelRules(new Once<>(() -> known(known.get()))));
        }
        int before = problems.size();
        SchematronSource.check(FILE, schema, problems);
        if (problems.size() > before) {
            return Optional.empty();
        }
        var complaints = new ArrayList<String>();
        try {
            var stylesheet = Transpiler.transpiled(schema, complaints);
            var rules = new ModelRules(Once.of(executable(stylesheet, complaints)));
            Prepared.keep(name, text(stylesheet));
            return Optional.of(rules);
        } catch (SaxonApiException e) {
            problems.add(Problem.in(
                    FILE, "not a Schematron schema: " + (complaints.isEmpty() ? e.getMessage() : complaints.get(0))));
            return Optional.empty();
        }
    }

    private static XsltExecutable known(XdmNode stylesheet) {
        try {
            return executable(stylesheet, new ArrayList<>());
        } catch (SaxonApiException e) {
            throw new IllegalStateException("What compiled before compiles", e);
        }
    }

    private static XsltExecutable executable(XdmNode stylesheet, List<String> complaints) throws SaxonApiException {
        var compiler = HardenedXml.SAXON.newXsltCompiler();
        compiler.setErrorReporter(error -> complaints.add(error.getMessage()));
        compiler.setJustInTimeCompilation(false);
        return compiler.compile(stylesheet.asSource());
    }

    private static byte[] text(XdmNode stylesheet) throws SaxonApiException {
        var text = new StringWriter();
        var serializer = HardenedXml.SAXON.newSerializer(text);
        serializer.setOutputProperty(Serializer.Property.INDENT, "no");
        serializer.serializeNode(stylesheet);
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Compiles now what was put off. */
    void compile() {
        executable.get();
    }

    /** The message itself when it keeps every rule; otherwise the first rule that it breaks, by its id and sentence. */
    Result<XdmNode> check(XdmNode message) {
        return broken(message).findFirst().map(Result::<XdmNode>failed).orElseGet(() -> Result.ok(message));
    }

    /** The rules that a valid common message breaks. */
    Stream<Failure> broken(XdmNode message) {
        var transformer = executable.get().load30();
        transformer.setErrorReporter(error -> {});
        transformer.setMessageHandler(said -> {});
        var report = new XdmDestination();
        try {
            transformer.applyTemplates(message, report);
        } catch (SaxonApiException e) {
            return Stream.of(new Failure(FailureCode.MODEL_COMMON, "", "", "values that the rules can compare"));
        }
        return CommonMessage.children(Stylesheet.element(report.getXdmNode())).stream()
                .filter(said -> CommonMessage.name(said).equals("failed-assert"))
                .map(assertion -> failure(assertion, message));
    }

    private static Failure failure(XdmNode assertion, XdmNode message) {
        var node = located(String.valueOf(assertion.attribute("location")), message);
        var sentence = assertion.getStringValue().strip().replaceAll("\\s+", " ");
        return new Failure(
                FailureCode.MODEL_COMMON,
                Place.of(node),
                CommonMessage.children(node).isEmpty() ? Failures.shortened(node.getStringValue()) : "",
                assertion.attribute("id") + ": " + sentence);
    }

    /** Where a rule is about an attribute, a person looks for its element. */
    private static XdmNode element(XdmNode node) {
        return node.getNodeKind() == XdmNodeKind.ATTRIBUTE ? Objects.requireNonNull(node.getParent()) : node;
    }

    private static XdmNode located(String path, XdmNode message) {
        try {
            XdmValue found = HardenedXml.SAXON.newXPathCompiler().evaluate(path, message);
            return found.size() == 1 && found.itemAt(0) instanceof XdmNode node ? element(node) : message;
        } catch (SaxonApiException e) {
            throw new IllegalStateException("The report's paths are XPath", e);
        }
    }
}
