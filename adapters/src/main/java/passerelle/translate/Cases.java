package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.FormatId;
import passerelle.model.Result;
import passerelle.model.Steps;
import passerelle.model.Terms;
import passerelle.model.Terms.LegalBasis;

/**
 * The cases of a format: folders that say what a translation gives. {@code input.xml} (native) gives {@code
 * expected.xml} (common) or the sentence in {@code expected.failure}; {@code back.xml} (common) gives {@code
 * back-expected.xml} (native) or {@code back-expected.failure}. Native messages of other syntaxes stand as they are sent:
 * {@code input.hl7} and {@code back-expected.hl7}, {@code input.edi} and {@code back-expected.edi}; what goes out is
 * compared as the document that it is read back to. A text {@code *} in what is expected stands for any text. {@code
 * gateway.properties} has facts of the gateway that hold in that case only.
 */
public final class Cases {
    private static final String PURPOSE = "border-control";

    /** What the gateway says of itself in a case. */
    public static final Map<String, String> GATEWAY = Map.of(
            "id", "00000000-0000-5000-8000-000000000001",
            "sender", "sample-sender",
            "purpose", PURPOSE,
            "received", "2026-11-23T08:00:00Z");

    /** The legal basis of channels in a syntax whose messages state none. */
    private static final LegalBasis BASIS = new LegalBasis("Vital interest of the patient", Optional.of("9-2-c"));

    private final Format format;
    private final Path folder;

    /** @param folder the format's folder, as {@link Formats#folder} names it */
    public Cases(Format format, Path folder) {
        this.format = format;
        this.folder = folder.resolve("cases");
    }

    /** What the gateway says of itself in a case of this format. */
    public static Map<String, String> gateway(Format format) {
        var facts = new HashMap<>(GATEWAY);
        terms(format).legalBasis().ifPresent(basis -> {
            facts.put("legal-basis", basis.text());
            basis.ground().ifPresent(ground -> facts.put("legal-ground", ground));
        });
        return Map.copyOf(facts);
    }

    /** What holds for a sample of this format that no partner sent. */
    public static Terms terms(Format format) {
        return new Terms(
                PURPOSE,
                Optional.of(BASIS).filter(basis -> format.syntax().equals("hl7v2")),
                Terms.UnknownSegments.REFUSE,
                Steps.NONE);
    }

    private Map<String, String> gateway(String name) {
        var at = folder.resolve(name);
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

    /** Runs one case; what is not as its folder says, or empty when all is. */
    public Optional<String> run(String name) {
        var results = results(name);
        return results.isEmpty()
                ? Optional.of("there is neither input nor back.xml")
                : results.stream()
                        .filter(result -> !result.isGood())
                        .findFirst()
                        .map(CaseResult::toString);
    }

    /** Runs one case; what each of its ways gave, first in, then back. Empty when its folder has neither. */
    public List<CaseResult> results(String name) {
        var at = folder.resolve(name);
        var in = file(at, "input")
                .map(file -> result(at, "expected", read(file).then(node -> format.toCommon(node, gateway(name)))));
        var back = file(at, "back")
                .map(file -> result(
                        at,
                        "back-expected",
                        read(file)
                                .then(node -> format.fromCommon(node, gateway(name)))
                                .then(this::asRead)));
        return Stream.of(in, back).flatMap(Optional::stream).toList();
    }

    private CaseResult result(Path at, String expected, Result<XdmNode> came) {
        var failure = at.resolve(expected + ".failure");
        if (Files.exists(failure)) {
            return CaseResult.ofFailure(failure, text(failure).strip(), came);
        }
        var file = file(at, expected);
        return file.isEmpty()
                ? CaseResult.ofNothing(at.resolve(expected + ".xml"), came)
                : CaseResult.ofDocument(file.get(), read(file.get()), came);
    }

    /** Lets the messages of a case come in, for whoever watches the stylesheets. */
    public void comeIn(String name) {
        file(folder.resolve(name), "input")
                .ifPresent(file -> read(file).then(node -> format.toCommon(node, gateway(name))));
    }

    /** Lets the messages of a case go out. */
    public void goOut(String name) {
        file(folder.resolve(name), "back")
                .ifPresent(file -> read(file).then(node -> format.fromCommon(node, gateway(name))));
    }

    /** Native documents that a case takes or makes: what it shows of the format. */
    public List<XdmNode> natives(String name) {
        var at = folder.resolve(name);
        var in = file(at, "input").map(this::read);
        var out = file(at, "back").map(file -> read(file).then(node -> format.fromCommon(node, gateway(name))));
        return Stream.of(in, out)
                .flatMap(Optional::stream)
                .flatMap(result -> result.match(Stream::of, failure -> Stream.<XdmNode>empty()))
                .toList();
    }

    /**
     * Makes what came the expectation. What a case left open with {@code *} stays open.
     *
     * @return the file that was written; empty when what came is a fault of the stylesheet, which nobody can expect
     */
    public Optional<Path> accept(CaseResult result) {
        if (!result.isAcceptable()) {
            return Optional.empty();
        }
        var old = result.file();
        var name = old.getFileName().toString().replaceFirst("\\.[a-z0-9]+$", "");
        var isOut = name.startsWith("back-");
        var file = old.resolveSibling(name + "."
                + result.came()
                        .match(node -> isOut && format.bytes().isPresent() ? format.ending() : "xml", f -> "failure"));
        var bytes = result.came().match(node -> written(node, file, old), failure -> (failure.forSender() + "\n")
                .getBytes(StandardCharsets.UTF_8));
        try {
            Files.write(file, bytes);
            if (!file.equals(old)) {
                Files.deleteIfExists(old);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Optional.of(file);
    }

    private byte[] written(XdmNode came, Path file, Path old) {
        if (!file.toString().endsWith(".xml")) {
            return format.bytes().orElseThrow().write(came).match(bytes -> bytes, failure -> {
                throw new IllegalStateException("What was written and read again is not written again");
            });
        }
        var before = file.equals(old) && Files.exists(old)
                ? read(old).match(Optional::of, failure -> Optional.<XdmNode>empty())
                : Optional.<XdmNode>empty();
        return (Serialization.indented(KeptStars.in(came, before)).stripTrailing() + "\n")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The file of this name in a case: as XML, or as the format's syntax has it. */
    private Optional<Path> file(Path at, String name) {
        return Stream.of(name + ".xml", name + "." + format.ending())
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

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
