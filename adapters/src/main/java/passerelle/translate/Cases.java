package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Properties;
import java.util.TreeSet;
import java.util.stream.Stream;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.Result;

/**
 * The cases of a format: folders that say what a translation gives. {@code input.xml} (native) gives {@code
 * expected.xml} (common) or the sentence in {@code expected.failure}; {@code back.xml} (common) gives {@code
 * back-expected.xml} (native) or {@code back-expected.failure}. Native messages of other syntaxes stand as they are sent:
 * {@code input.hl7} and {@code back-expected.hl7}, {@code input.edi} and {@code back-expected.edi}; what goes out is
 * compared as the document that it is read back to. A text {@code *} in what is expected stands for any text. {@code
 * gateway.properties} has facts of the gateway that hold in that case only.
 */
public final class Cases {
    /** What the gateway says of itself in a case. */
    public static final Map<String, String> GATEWAY = Map.of(
            "id", "00000000-0000-5000-8000-000000000001",
            "sender", "sample-sender",
            "purpose", "border-control",
            "received", "2026-11-23T08:00:00Z");

    /** The legal basis of channels in a syntax whose messages state none. */
    private static final Map<String, String> BASIS =
            Map.of("legal-basis", "Vital interest of the patient", "legal-ground", "9-2-c");

    private static final Map<String, String> ENDINGS = Map.of("hl7v2", "hl7", "edifact", "edi");

    private final Format format;
    private final Path folder;

    /** @param folder the format's folder, as {@link Formats#folder} names it */
    public Cases(Format format, Path folder) {
        this.format = format;
        this.folder = folder.resolve("cases");
    }

    /** What the gateway says of itself in a case of this format. */
    static Map<String, String> gateway(Format format) {
        var facts = new HashMap<>(GATEWAY);
        if (format.syntax().equals("hl7v2")) {
            facts.putAll(BASIS);
        }
        return Map.copyOf(facts);
    }

    private Map<String, String> gateway(Path at) {
        var facts = new HashMap<>(gateway(format));
        var own = at.resolve("gateway.properties");
        if (Files.exists(own)) {
            var said = new Properties();
            try (var in = Files.newBufferedReader(own)) {
                said.load(in);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            said.stringPropertyNames().forEach(fact -> facts.put(fact, said.getProperty(fact)));
        }
        return facts;
    }

    /** The format that the cases are of. */
    public FormatId format() {
        return format.id();
    }

    /** Names of the cases, each a folder. */
    public List<String> names() {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> folders = Files.list(folder)) {
            return folders.filter(Files::isDirectory)
                    .map(found -> found.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one case; the first thing that is not as its folder says, or empty when all is. */
    public Optional<String> run(String name) {
        var at = folder.resolve(name);
        var in = file(at, "input");
        var back = file(at, "back");
        if (in.isEmpty() && back.isEmpty()) {
            return Optional.of("there is neither input." + ending(format) + " nor back.xml");
        }
        var gateway = gateway(at);
        var wrong =
                in.flatMap(file -> differs(read(file).then(node -> format.toCommon(node, gateway)), at, "expected"));
        return wrong.isPresent()
                ? wrong
                : back.flatMap(file -> differs(
                        read(file)
                                .then(node -> format.fromCommon(node, gateway))
                                .then(this::asRead),
                        at,
                        "back-expected"));
    }

    /** How a native file of this format ends. */
    static String ending(Format format) {
        return ENDINGS.getOrDefault(format.syntax(), "xml");
    }

    /** The file of this name in a case: as XML, or as the format's syntax has it. */
    private Optional<Path> file(Path at, String name) {
        return Stream.of(name + ".xml", name + "." + ending(format))
                .map(at::resolve)
                .filter(Files::exists)
                .findFirst();
    }

    private Result<XdmNode> read(Path file) {
        try {
            var bytes = Files.readAllBytes(file);
            return file.toString().endsWith(".xml")
                    ? HardenedXml.parse(bytes)
                    : format.bytes().orElseThrow().read(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the bytes that go out say to a reader: what the syntax cannot hold would show here. */
    private Result<XdmNode> asRead(XdmNode said) {
        return format.bytes()
                .map(syntax -> syntax.write(said).then(syntax::read))
                .orElseGet(() -> Result.ok(said));
    }

    private Optional<String> differs(Result<XdmNode> result, Path at, String expected) {
        var failure = at.resolve(expected + ".failure");
        if (Files.exists(failure)) {
            return result.match(node -> Optional.of(expected + ".failure: was translated, to\n" + node), found -> {
                var sentence = text(failure).strip();
                return found.forSender().equals(sentence)
                        ? Optional.empty()
                        : Optional.of(expected + ".failure: expected\n" + sentence + "\nbut was\n" + found.forSender());
            });
        }
        return result.match(
                node -> file(at, expected)
                        .map(this::read)
                        .orElseGet(() -> HardenedXml.parse(new byte[0]))
                        .match(
                                right -> difference(Stylesheet.element(right), Stylesheet.element(node))
                                        .map(text -> expected + ".xml: " + text + "; the whole result is\n" + node),
                                broken -> Optional.of(expected + ".xml: " + broken.forSender())),
                found -> Optional.of(expected + ".xml: was refused: " + found.forSender()));
    }

    private static Optional<String> difference(XdmNode right, XdmNode found) {
        if (!Objects.equals(right.getNodeName(), found.getNodeName())) {
            return Optional.of(
                    Place.of(right) + ": expected " + right.getNodeName().getEQName() + " but was "
                            + found.getNodeName().getEQName());
        }
        var rightAttributes = attributes(right);
        var foundAttributes = attributes(found);
        if (!rightAttributes.equals(foundAttributes)) {
            return Optional.of(
                    Place.of(right) + ": expected attributes " + rightAttributes + " but was " + foundAttributes);
        }
        var rightChildren = CommonMessage.children(right);
        var foundChildren = CommonMessage.children(found);
        if (rightChildren.size() != foundChildren.size()) {
            return Optional.of(Place.of(right) + ": expected elements " + names(rightChildren) + " but was "
                    + names(foundChildren));
        }
        if (rightChildren.isEmpty()
                && !right.getStringValue().equals("*")
                && !right.getStringValue().equals(found.getStringValue())) {
            return Optional.of(Place.of(right) + ": expected '" + right.getStringValue() + "' but was '"
                    + found.getStringValue() + "'");
        }
        for (int i = 0; i < rightChildren.size(); i++) {
            var inside = difference(rightChildren.get(i), foundChildren.get(i));
            if (inside.isPresent()) {
                return inside;
            }
        }
        return Optional.empty();
    }

    private static List<String> names(List<XdmNode> nodes) {
        return nodes.stream().map(CommonMessage::name).toList();
    }

    private static List<String> attributes(XdmNode element) {
        var attributes = new TreeSet<String>();
        var found = element.axisIterator(Axis.ATTRIBUTE);
        while (found.hasNext()) {
            var attribute = found.next();
            attributes.add(attribute.getNodeName().getEQName() + "=" + attribute.getStringValue());
        }
        return List.copyOf(attributes);
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
