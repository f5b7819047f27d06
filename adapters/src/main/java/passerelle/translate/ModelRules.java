package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
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

    private static final String TRANSPILER = "/content/transpile.xsl";
    private static final String SCHXSLT = "http://dmaus.name/ns/2023/schxslt";

    /** What the report need not hold: everything that was right. */
    private static final List<String> SILENT =
            List.of("report-active-pattern", "report-fired-rule", "report-suppressed-rule", "report-skipped-assertion");

    private final XsltExecutable executable;

    private ModelRules(XsltExecutable executable) {
        this.executable = executable;
    }

    /** The transpiler is the same for every home, and takes longest to compile. */
    private static final class Transpiler {
        static final XsltExecutable COMPILED = compile();

        private static XsltExecutable compile() {
            try (var in = ModelRules.class.getResourceAsStream(TRANSPILER)) {
                if (in == null) {
                    throw new IllegalStateException("SchXslt2 is not on the class path");
                }
                var compiler = HardenedXml.SAXON.newXsltCompiler();
                for (var report : SILENT) {
                    compiler.setParameter(new QName(SCHXSLT, report), new XdmAtomicValue(false));
                }
                return compiler.compile(HardenedXml.parse(in.readAllBytes())
                        .match(Function.identity(), failure -> {
                            throw new IllegalStateException("SchXslt2 cannot be read");
                        })
                        .asSource());
            } catch (IOException | SaxonApiException e) {
                throw new IllegalStateException("SchXslt2 does not compile", e);
            }
        }
    }

    /** The compiled rules of a home; empty with the problem added when there are none. */
    static Optional<ModelRules> load(Path home, List<Problem> problems) {
        var file = home.resolve(FILE);
        try {
            return HardenedXml.parse(Files.readAllBytes(file)).match(schema -> compile(schema, problems), failure -> {
                problems.add(Problem.in(FILE, failure.forSender()));
                return Optional.empty();
            });
        } catch (IOException e) {
            problems.add(Problem.in(FILE, "the file is missing or cannot be read"));
            return Optional.empty();
        }
    }

    private static Optional<ModelRules> compile(XdmNode schema, List<Problem> problems) {
        var complaints = new ArrayList<String>();
        try {
            var transpiler = Transpiler.COMPILED.load30();
            transpiler.setErrorReporter(error -> {});
            transpiler.setMessageHandler(
                    message -> complaints.add(message.getContent().getStringValue()));
            var stylesheet = new XdmDestination();
            transpiler.applyTemplates(schema.asSource(), stylesheet);
            var compiler = HardenedXml.SAXON.newXsltCompiler();
            compiler.setErrorReporter(error -> complaints.add(error.getMessage()));
            compiler.setJustInTimeCompilation(false);
            return Optional.of(
                    new ModelRules(compiler.compile(stylesheet.getXdmNode().asSource())));
        } catch (SaxonApiException e) {
            problems.add(Problem.in(
                    FILE, "not a Schematron schema: " + (complaints.isEmpty() ? e.getMessage() : complaints.get(0))));
            return Optional.empty();
        }
    }

    /** The message itself when it keeps every rule; otherwise the first rule that it breaks, by its id and sentence. */
    Result<XdmNode> check(XdmNode message) {
        return broken(message).findFirst().map(Result::<XdmNode>failed).orElseGet(() -> Result.ok(message));
    }

    /** The rules that a valid common message breaks. */
    Stream<Failure> broken(XdmNode message) {
        var transformer = executable.load30();
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

    private static XdmNode located(String path, XdmNode message) {
        try {
            XdmValue found = HardenedXml.SAXON.newXPathCompiler().evaluate(path, message);
            return found.size() == 1 && found.itemAt(0) instanceof XdmNode node ? node : message;
        } catch (SaxonApiException e) {
            throw new IllegalStateException("The report's paths are XPath", e);
        }
    }
}
