package passerelle.translate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.stream.Location;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.Source;
import javax.xml.transform.stax.StAXSource;
import net.sf.saxon.lib.ResourceRequest;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmNode;
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

    /** The declarations that bring in another file. */
    private static final Set<String> REACHING = Set.of("import", "include", "use-package", "import-schema");

    /** What could bring another file into the compilation otherwise: a computed address, or a static expression. */
    private static final Pattern COMPUTED =
            Pattern.compile("\\s_href\\s*=|(doc|document|doc-available|unparsed-[a-z-]+|json-doc|transform)\\s*\\(");

    private final Path home;
    private final Path library;
    private final XdmMap codes;

    /** Modules that many stylesheets import are read once; a tree of nodes never changes. */
    private final Map<Path, XdmNode> read = new ConcurrentHashMap<>();

    /**
     * @param home the folder that holds {@code xslt}
     * @param codes the code lists that stylesheets read as {@code $codes}
     */
    StylesheetCompiler(Path home, XdmMap codes) {
        this.home = home.toAbsolutePath().normalize();
        this.library = this.home.resolve("xslt");
        this.codes = codes;
    }

    /**
     * The compiled stylesheet; empty with every problem, its file and line added, when there is none. One that this build
     * compiled before is only compiled again when it is used. Several threads may compile at the same time.
     */
    Optional<Stylesheet> compile(Path file, List<Problem> problems) {
        var path = file.toAbsolutePath().normalize();
        var name = modules(path).map(all -> "compiled-" + Prepared.digest(all));
        if (name.flatMap(Prepared::find).isPresent()) {
            return Optional.of(new Stylesheet(new Once<>(() -> known(path)), codes));
        }
        var errors = new ArrayList<XmlProcessingError>();
        try {
            var compiled = new Stylesheet(Once.of(executable(path, errors)), codes);
            name.ifPresent(known -> Prepared.keep(known, new byte[0]));
            return Optional.of(compiled);
        } catch (SaxonApiException | XPathException e) {
            var found = errors.stream()
                    .filter(error -> !error.isWarning())
                    .map(error -> problem(error, file))
                    .distinct()
                    .toList();
            problems.addAll(found.isEmpty() ? List.of(Problem.in(name(file), text(e))) : found);
            return Optional.empty();
        }
    }

    private XsltExecutable known(Path file) {
        try {
            return executable(file, new ArrayList<>());
        } catch (SaxonApiException | XPathException e) {
            throw new IllegalStateException("What compiled before compiles", e);
        }
    }

    private XsltExecutable executable(Path file, List<XmlProcessingError> errors)
            throws SaxonApiException, XPathException {
        var compiler = HardenedXml.SAXON.newXsltCompiler();
        compiler.setErrorReporter(errors::add);
        compiler.setResourceResolver(this::imported);
        compiler.setJustInTimeCompilation(false);
        return compiler.compile(parse(file).asSource());
    }

    /** Name and text of each module that the stylesheet consists of; empty when that cannot be told for sure. */
    private Optional<List<byte[]>> modules(Path first) {
        var found = new LinkedHashMap<Path, byte[]>();
        return gather(first, found)
                ? Optional.of(found.entrySet().stream()
                        .flatMap(module -> Stream.of(
                                name(module.getKey()).getBytes(StandardCharsets.UTF_8), module.getValue()))
                        .toList())
                : Optional.empty();
    }

    private boolean gather(Path file, Map<Path, byte[]> found) {
        if (found.containsKey(file)) {
            return true;
        }
        try {
            var bytes = Files.readAllBytes(file);
            found.put(file, bytes);
            if (COMPUTED.matcher(new String(bytes, StandardCharsets.UTF_8)).find()) {
                return false;
            }
            for (var declaration : CommonMessage.children(Stylesheet.element(parse(file)))) {
                if (REACHING.contains(CommonMessage.name(declaration))) {
                    var href = Optional.ofNullable(declaration.attribute("href"));
                    var module = href.flatMap(path -> below(declaration.getBaseURI().resolve(path).toString()));
                    if (module.isEmpty() || !gather(module.get(), found)) {
                        return false;
                    }
                }
            }
            return true;
        } catch (IOException | XPathException | IllegalArgumentException e) {
            return false;
        }
    }

    private Source imported(ResourceRequest request) throws XPathException {
        var target = below(request.uri);
        if (target.isEmpty()) {
            throw new XPathException(
                    "'" + request.relativeUri + "' cannot be imported; a stylesheet may import files below xslt/ only");
        }
        return parse(target.get()).asSource();
    }

    private Optional<Path> below(String uri) {
        try {
            var file = Path.of(URI.create(uri)).normalize();
            return file.startsWith(library) && file.toRealPath().startsWith(library.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException | IOException e) {
            return Optional.empty();
        }
    }

    private XdmNode parse(Path file) throws XPathException {
        var known = read.get(file);
        if (known != null) {
            return known;
        }
        try {
            var builder = HardenedXml.SAXON.newDocumentBuilder();
            builder.setLineNumbering(true);
            var reader = HardenedXml.reader(new ByteArrayInputStream(Files.readAllBytes(file)));
            var found = builder.build(new StAXSource(new Named(reader, file.toUri().toString())));
            read.put(file, found);
            return found;
        } catch (IOException e) {
            throw new XPathException(name(file) + ": cannot be read");
        } catch (XMLStreamException | SaxonApiException e) {
            throw new XPathException(name(file) + ": " + HardenedXml.failure(e).forSender());
        }
    }

    private Problem problem(XmlProcessingError error, Path stylesheet) {
        var module = error.getModuleUri();
        var file = module == null ? stylesheet : below(module).orElse(stylesheet);
        var code = error.getErrorCode() == null ? "" : error.getErrorCode().getLocalName() + ": ";
        return Problem.at(name(file), Math.max(0, error.getLocation().getLineNumber()), 0, code + error.getMessage());
    }

    private String name(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
    }

    private static String text(Exception e) {
        return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }

    /** A reader that knows the file it reads, which relative imports and error messages start from. */
    private static final class Named extends StreamReaderDelegate {
        private final String systemId;

        Named(XMLStreamReader reader, String systemId) {
            super(reader);
            this.systemId = systemId;
        }

        @Override
        public Location getLocation() {
            return new At(super.getLocation(), systemId);
        }
    }

    private record At(Location place, String systemId) implements Location {
        @Override
        public int getLineNumber() {
            return place.getLineNumber();
        }

        @Override
        public int getColumnNumber() {
            return place.getColumnNumber();
        }

        @Override
        public int getCharacterOffset() {
            return place.getCharacterOffset();
        }

        @Override
        public String getPublicId() {
            return "";
        }

        @Override
        public String getSystemId() {
            return systemId;
        }
    }
}
