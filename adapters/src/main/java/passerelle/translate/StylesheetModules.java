package passerelle.translate;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
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
import javax.xml.transform.stax.StAXSource;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.trans.XPathException;
import passerelle.config.Nearest;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** The files that stylesheets consist of: all below {@code xslt}, each read once. Thread-safe. */
final class StylesheetModules {
    /** The declarations that bring in another file. */
    private static final Set<String> REACHING = Set.of("import", "include", "use-package", "import-schema");

    /** What could bring another file into the compilation otherwise: a computed address, or a static expression. */
    private static final Pattern COMPUTED =
            Pattern.compile("\\s_href\\s*=|(doc|document|doc-available|unparsed-[a-z-]+|json-doc|transform)\\s*\\(");

    private final Path home;
    private final Path library;

    /** A tree of nodes never changes, so that it can be handed out again. */
    private final Map<Path, XdmNode> read = new ConcurrentHashMap<>();

    /** @param home absolute */
    StylesheetModules(Path home) {
        this.home = home;
        this.library = home.resolve("xslt");
    }

    /** Those that were read. */
    Collection<XdmNode> all() {
        return read.values();
    }

    /** Name and text of each module that the stylesheet consists of; empty when that cannot be told for sure. */
    Optional<List<byte[]>> texts(Path first) {
        var found = new LinkedHashMap<Path, byte[]>();
        return gather(first, found)
                ? Optional.of(found.entrySet().stream()
                        .flatMap(module ->
                                Stream.of(name(module.getKey()).getBytes(StandardCharsets.UTF_8), module.getValue()))
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
            for (var declaration : CommonMessage.children(Stylesheet.element(parse(file, new ArrayList<>())))) {
                if (REACHING.contains(CommonMessage.name(declaration))) {
                    var href = Optional.ofNullable(declaration.attribute("href"));
                    var module = href.flatMap(
                            path -> below(declaration.getBaseURI().resolve(path).toString()));
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

    /** Adds each file that is imported and is not there, or may not be. */
    void missing(Path file, Set<Path> seen, List<Problem> problems) {
        if (!seen.add(file)) {
            return;
        }
        try {
            for (var declaration : CommonMessage.children(Stylesheet.element(parse(file, new ArrayList<>())))) {
                var href = declaration.attribute("href");
                if (href == null || !Set.of("import", "include").contains(CommonMessage.name(declaration))) {
                    continue;
                }
                var target = declaration.getBaseURI().resolve(href);
                var module = below(target.toString());
                if (module.isPresent()) {
                    missing(module.get(), seen, problems);
                } else {
                    problems.add(new Problem(
                            name(file),
                            declaration.getLineNumber(),
                            0,
                            "'" + href + "' cannot be imported; a stylesheet may import files below xslt/ only",
                            beside(target)));
                }
            }
        } catch (XPathException | IllegalArgumentException e) {
            // What cannot be read is told by the compiler.
            return;
        }
    }

    /** The name nearest to that of a missing file; what is in folders that are not ours is not looked at. */
    private Optional<String> beside(URI target) {
        if (!"file".equals(target.getScheme())
                || !Path.of(target).normalize().startsWith(library)
                || !Files.isDirectory(Path.of(target).resolveSibling(""))) {
            return Optional.empty();
        }
        var file = Path.of(target).normalize();
        try (Stream<Path> files = Files.list(file.resolveSibling(""))) {
            return Nearest.to(
                    file.getFileName().toString(),
                    files.map(found -> found.getFileName().toString()).toList());
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** The file of an address, when it is one of ours. */
    Optional<Path> below(String uri) {
        try {
            var file = Path.of(URI.create(uri)).normalize();
            return file.startsWith(library) && file.toRealPath().startsWith(library.toRealPath())
                    ? Optional.of(file)
                    : Optional.empty();
        } catch (IllegalArgumentException | java.nio.file.FileSystemNotFoundException | IOException e) {
            return Optional.empty();
        }
    }

    /** @param unreadable gets what is wrong with a file that is not well-formed, at its place */
    XdmNode parse(Path file, List<Problem> unreadable) throws XPathException {
        var known = read.get(file);
        if (known != null) {
            return known;
        }
        try {
            var builder = HardenedXml.SAXON.newDocumentBuilder();
            builder.setLineNumbering(true);
            var reader = HardenedXml.reader(new ByteArrayInputStream(Files.readAllBytes(file)));
            var found =
                    builder.build(new StAXSource(new Named(reader, file.toUri().toString())));
            read.put(file, found);
            return found;
        } catch (IOException e) {
            unreadable.add(
                    Problem.in(name(file), "cannot be read: " + e.getClass().getSimpleName()));
            throw new XPathException(name(file) + ": cannot be read");
        } catch (XMLStreamException | SaxonApiException e) {
            var failure = HardenedXml.failure(e);
            unreadable.add(Problem.of(name(file), failure));
            throw new XPathException(name(file) + ": " + failure.forSender());
        }
    }

    /** Relative to the home folder. */
    String name(Path file) {
        var absolute = file.toAbsolutePath().normalize();
        return absolute.startsWith(home) ? home.relativize(absolute).toString() : absolute.toString();
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
