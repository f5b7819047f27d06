package passerelle.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import javax.xml.transform.Source;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XmlProcessingError;
import net.sf.saxon.s9api.XsltExecutable;
import net.sf.saxon.trans.XPathException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;
import passerelle.translate.functions.Functions;

/**
 * Compiles stylesheets. While it does, xsl:import and xsl:include reach files below {@code xslt} and nothing else; once
 * a stylesheet is compiled it reaches nothing at all. Stylesheets may call the functions of {@link Functions}.
 */
final class StylesheetCompiler {
    static {
        Functions.register(HardenedXml.SAXON);
    }

    private final StylesheetModules modules;
    private final XdmMap codes;
    private final Optional<Tracing> tracing;

    /**
     * @param home the folder that holds {@code xslt}
     * @param codes the code lists that stylesheets read as {@code $codes}
     */
    StylesheetCompiler(Path home, XdmMap codes) {
        this(home, codes, Optional.empty());
    }

    /** @param tracing watches what is compiled; it runs slower and gives the same */
    StylesheetCompiler(Path home, XdmMap codes, Optional<Tracing> tracing) {
        this.modules = new StylesheetModules(home.toAbsolutePath().normalize());
        this.codes = codes;
        this.tracing = tracing;
    }

    /**
     * The compiled stylesheet; empty with every problem, its file and line added, when there is none. One that this build
     * compiled before is only compiled again when it is used. Several threads may compile at the same time.
     */
    Optional<Stylesheet> compile(Path file, List<Problem> problems) {
        var path = file.toAbsolutePath().normalize();
        var name = modules.texts(path).map(all -> "compiled-" + Prepared.digest(all));
        if (name.flatMap(Prepared::find).isPresent()) {
            return Optional.of(new Stylesheet(new Once<>(() -> known(path)), codes, tracing));
        }
        var missing = new ArrayList<Problem>();
        modules.missing(path, new LinkedHashSet<>(), missing);
        if (!missing.isEmpty()) {
            problems.addAll(missing);
            return Optional.empty();
        }
        var errors = new ArrayList<XmlProcessingError>();
        var unreadable = new ArrayList<Problem>();
        try {
            var compiled = new Stylesheet(Once.of(executable(path, errors, unreadable)), codes, tracing);
            name.ifPresent(known -> Prepared.keep(known, new byte[0]));
            return Optional.of(compiled);
        } catch (SaxonApiException | XPathException e) {
            // One slip may be complained of in each line that it touches.
            var said = new HashSet<String>();
            var found = unreadable.isEmpty()
                    ? errors.stream()
                            .filter(error -> !error.isWarning())
                            .map(error -> problem(error, file))
                            .sorted(Comparator.comparingInt(Problem::line))
                            .filter(problem -> said.add(problem.file() + problem.text()))
                            .toList()
                    : unreadable.stream().distinct().toList();
            problems.addAll(found.isEmpty() ? List.of(Problem.in(modules.name(file), text(e))) : found);
            return Optional.empty();
        }
    }

    private XsltExecutable known(Path file) {
        try {
            return executable(file, new ArrayList<>(), new ArrayList<>());
        } catch (SaxonApiException | XPathException e) {
            throw new IllegalStateException("What compiled before compiles", e);
        }
    }

    private XsltExecutable executable(Path file, List<XmlProcessingError> errors, List<Problem> unreadable)
            throws SaxonApiException, XPathException {
        var compiler = HardenedXml.SAXON.newXsltCompiler();
        compiler.setErrorReporter(errors::add);
        compiler.setResourceResolver(request -> imported(request, unreadable));
        compiler.setJustInTimeCompilation(false);
        compiler.setCompileWithTracing(tracing.isPresent());
        return compiler.compile(modules.parse(file, unreadable).asSource());
    }

    private Source imported(ResourceRequest request, List<Problem> unreadable) throws XPathException {
        var target = modules.below(request.uri);
        if (target.isEmpty()) {
            throw new XPathException(
                    "'" + request.relativeUri + "' cannot be imported; a stylesheet may import files below xslt/ only");
        }
        return modules.parse(target.get(), unreadable).asSource();
    }

    private Problem problem(XmlProcessingError error, Path stylesheet) {
        var module = error.getModuleUri();
        var file = module == null ? stylesheet : modules.below(module).orElse(stylesheet);
        var code = error.getErrorCode() == null ? "" : error.getErrorCode().getLocalName() + ": ";
        return new Problem(
                modules.name(file),
                Math.max(0, error.getLocation().getLineNumber()),
                0,
                code + error.getMessage(),
                Meant.ofStylesheet(String.valueOf(error.getMessage()), modules.all()));
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
