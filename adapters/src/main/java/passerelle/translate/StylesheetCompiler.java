package passerelle.translate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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

    private final Path home;
    private final Path library;
    private final XdmMap codes;
    private final Optional<Tracing> tracing;

    /**
     * @param home the folder that holds {@code xslt}
     * @param codes the code lists that stylesheets read as {@code $codes}
     */
    StylesheetCompiler(Path home, XdmMap codes) {
        this(home, codes, Optional.empty());
    }

    /**
     * @param tracing watches what is compiled; it runs slower and gives the same
     */
    StylesheetCompiler(Path home, XdmMap codes, Optional<Tracing> tracing) {
        this.home = home.toAbsolutePath().normalize();
        this.library = this.home.resolve("xslt");
        this.codes = codes;
        this.tracing = tracing;
    }

    /** The compiled stylesheet; empty with every problem, its file and line added, when there is none. */
    Optional<Stylesheet> compile(Path file, List<Problem> problems) {
        var errors = new ArrayList<XmlProcessingError>();
        var compiler = HardenedXml.SAXON.newXsltCompiler();
        compiler.setErrorReporter(errors::add);
        compiler.setResourceResolver(this::imported);
        compiler.setJustInTimeCompilation(false);
        compiler.setCompileWithTracing(tracing.isPresent());
        try {
            return Optional.of(new Stylesheet(
                    compiler.compile(parse(file.toAbsolutePath().normalize()).asSource()), codes, tracing));
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
        try {
            var builder = HardenedXml.SAXON.newDocumentBuilder();
            builder.setLineNumbering(true);
            var reader = HardenedXml.reader(new ByteArrayInputStream(Files.readAllBytes(file)));
            return builder.build(new StAXSource(new Named(reader, file.toUri().toString())));
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
