package passerelle.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XPathExecutable;
import passerelle.config.Nearest;
import passerelle.config.YamlMap;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/**
 * What {@code format.yaml} says of one format.
 *
 * @param reads native element ({@code {namespace}name}, or the name of a record or group of records) to common type
 * @param writes common types that go out in this format
 * @param acknowledgement the native element of type Acknowledgement that goes out
 * @param wholeEnvelope {@code soap-part: envelope}: SOAP carries the whole Envelope, headers included, as the native
 *     document; {@code body}, the default, is the one element in Body
 * @param sourceId path from the native element to the sender's own id
 * @param records path from the native element to the records that its answer tells of one by one
 * @param group path from the native element to the person's reference: messages of one group keep their order
 * @param losses what is left behind on purpose: each entry says {@code what} and {@code why}, and by paths where, {@code in}
 *     (native), {@code moved} and {@code out} (common), and {@code only} for which values, as in {@code {what: officer, why: "…", in:
 *     [header/officer]}}. The round trip of generated messages is held against them: what has no path must come back.
 */
record FormatFile(
        String syntax,
        Map<String, String> reads,
        Set<String> writes,
        Optional<YamlMap.Text> acknowledgement,
        boolean wholeEnvelope,
        Optional<XPathExecutable> sourceId,
        Optional<XPathExecutable> records,
        Optional<XPathExecutable> group,
        Losses losses) {
    /** The common type of what became of a message. */
    static final String ACKNOWLEDGEMENT = "Acknowledgement";

    private static final Set<String> SYNTAXES = Set.of("xml", "flat", "hl7v2", "edifact");
    private static final Set<String> SOAP_PARTS = Set.of("body", "envelope");
    private static final Pattern NATIVE = Pattern.compile("(\\{([^{}]+)})?[\\p{L}_][\\p{L}\\p{N}._-]*");

    FormatFile {
        reads = Map.copyOf(reads);
        writes = Set.copyOf(writes);
    }

    static Optional<FormatFile> read(Path home, Path file, Set<String> types, List<Problem> problems) {
        return YamlMap.read(home, file, problems).map(yaml -> {
            var reads = new LinkedHashMap<String, String>();
            var writes = new LinkedHashSet<String>();
            yaml.text("title");
            yaml.text("source");
            // A word has a default for absent keys; asking for the text first makes the key needed.
            yaml.text("syntax");
            var syntax = yaml.word("syntax", SYNTAXES, "xml");
            Optional<YamlMap.Text> acknowledgement = Optional.empty();
            var namespace = "";
            var names = NativeNames.of(file.resolveSibling(""), syntax);
            for (var message : yaml.maps("messages")) {
                var type = type(message, types);
                var element = message.located("native");
                var form = NATIVE.matcher(element.value());
                if (!form.matches()) {
                    message.problem(
                            element,
                            "'native' is '" + element.value() + "'; expected {namespace}name, or the name of a record",
                            Optional.empty());
                } else if (form.group(2) != null) {
                    namespace = form.group(2);
                }
                names.filter(known -> form.matches() && !known.contains(element.value()))
                        .ifPresent(known -> message.problem(
                                element,
                                (syntax.equals("flat")
                                                ? "no layout here has a record '"
                                                : "no schema here has an element '")
                                        + element.value() + "'",
                                Nearest.to(element.value(), known)));
                message.text("direction");
                if (message.word("direction", Set.of("in", "out"), "in").equals("out")) {
                    writes.add(type);
                    acknowledgement = type.equals(ACKNOWLEDGEMENT) ? Optional.of(element) : acknowledgement;
                } else if (reads.put(element.value(), type) != null) {
                    message.problem("native", "'" + element.value() + "' comes in twice; once is right");
                }
                message.done();
            }
            boolean wholeEnvelope = yaml.word("soap-part", SOAP_PARTS, "body").equals("envelope");
            if (wholeEnvelope && !syntax.equals("xml")) {
                yaml.problem("soap-part", "'soap-part' is 'envelope', which is XML; the syntax here is " + syntax);
            }
            var sourceId = path(yaml, "source-id", namespace);
            var records = path(yaml, "records", namespace);
            var group = path(yaml, "group", namespace);
            var losses = losses(yaml);
            yaml.done();
            return new FormatFile(
                    syntax, reads, writes, acknowledgement, wholeEnvelope, sourceId, records, group, losses);
        });
    }

    private static Losses losses(YamlMap yaml) {
        var in = new ArrayList<Losses.Path>();
        var moved = new ArrayList<Losses.Path>();
        var out = new ArrayList<Losses.Path>();
        if (yaml.has("losses")) {
            for (var loss : yaml.maps("losses")) {
                loss.text("what");
                loss.text("why");
                in.addAll(Losses.paths(loss, "in"));
                moved.addAll(Losses.paths(loss, "moved"));
                out.addAll(Losses.paths(loss, "out"));
                loss.done();
            }
        }
        return new Losses(in, moved, out);
    }

    private static String type(YamlMap message, Set<String> types) {
        var type = message.located("type");
        if (!types.contains(type.value())) {
            message.problem(
                    type,
                    "the common model has no message '" + type.value() + "'; it has "
                            + String.join(", ", types.stream().sorted().toList()),
                    Nearest.to(type.value(), types));
        }
        return type.value();
    }

    private static Optional<XPathExecutable> path(YamlMap yaml, String key, String namespace) {
        if (!yaml.has(key)) {
            return Optional.empty();
        }
        var path = yaml.located(key);
        var compiler = HardenedXml.SAXON.newXPathCompiler();
        compiler.declareNamespace("", namespace);
        try {
            return Optional.of(compiler.compile(path.value()));
        } catch (SaxonApiException e) {
            yaml.problem(path, "'" + key + "' is not an XPath: " + e.getMessage(), Optional.empty());
            return Optional.empty();
        }
    }
}
