package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.Syntax;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Result;

/**
 * Messages that differ from those of a format's good cases in a few places: segments and persons left out or said twice,
 * values of other cases or such as make trouble. Each is written and read, as one that comes in is, with the segments of one
 * name in the order of the guide: that order is a declared loss.
 */
final class EdifactMessages implements NativeMessages {
    private static final Map<String, List<String>> ORDER = Map.of(
            "LOC", List.of("22", "174", "178", "179", "180"),
            "FTX", List.of("BAG", "AAI"),
            "RFF", List.of("AVF", "ABO", "SEA"),
            "DTM", List.of("36", "182"),
            "CNT", List.of("42", "41"));

    private final Syntax syntax;
    private final CaseVariation variation;

    private EdifactMessages(Syntax syntax, CaseVariation variation) {
        this.syntax = syntax;
        this.variation = variation;
    }

    static NativeMessages of(Syntax syntax, Path cases, String kind) {
        var documents = KnownValues.folders(cases)
                .filter(folder -> Files.exists(folder.resolve("expected.xml")))
                .flatMap(folder -> read(syntax, folder.resolve("input.edi")))
                .toList();
        var known = KnownValues.of(documents);
        return new EdifactMessages(syntax, new CaseVariation(known.documents(QName.fromClarkName(kind)), known));
    }

    private static Stream<XdmNode> read(Syntax syntax, Path file) {
        try {
            return syntax.read(Files.readAllBytes(file))
                    .match(node -> Stream.of(Stylesheet.element(node)), failure -> Stream.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public Result<XdmNode> next(Random random) {
        return HardenedXml.parse(variation.document(random))
                .then(varied ->
                        HardenedXml.parse(ordered(Stylesheet.element(varied)).getBytes(StandardCharsets.UTF_8)))
                .then(syntax::write)
                .then(syntax::read)
                .match(Result::ok, failure -> Result.failed(ofTheReader(failure)));
    }

    /** What the syntax refuses to write it would refuse to read: no message of it comes in. */
    private static Failure ofTheReader(Failure failure) {
        return failure.place().isEmpty()
                ? new Failure(failure.code(), "/", failure.found(), failure.expected())
                : failure;
    }

    private static String ordered(XdmNode element) {
        var name = CommonMessage.name(element);
        var children = CommonMessage.children(element);
        var text = new StringBuilder("<" + name + ">");
        if (children.isEmpty()) {
            text.append(NativeGenerator.escaped(element.getStringValue()));
        }
        inOrder(children).forEach(child -> text.append(ordered(child)));
        return text.append("</").append(name).append('>').toString();
    }

    /** Segments of one name, in the places that those of the name have. */
    private static List<XdmNode> inOrder(List<XdmNode> children) {
        var ordered = new ArrayList<>(children);
        for (var name : ORDER.keySet()) {
            var places = IntStream.range(0, children.size())
                    .filter(at -> CommonMessage.name(children.get(at)).equals(name))
                    .boxed()
                    .toList();
            var sorted = places.stream()
                    .map(children::get)
                    .sorted(Comparator.comparingInt(EdifactMessages::rank))
                    .iterator();
            places.forEach(at -> ordered.set(at, sorted.next()));
        }
        return ordered;
    }

    /** Where the guide has a segment among those of its name, by its qualifier. */
    private static int rank(XdmNode segment) {
        var order = ORDER.getOrDefault(CommonMessage.name(segment), List.of());
        XdmNode at = segment;
        while (!CommonMessage.children(at).isEmpty()) {
            at = CommonMessage.children(at).get(0);
        }
        int rank = order.indexOf(at.getStringValue());
        return rank < 0 ? order.size() : rank;
    }
}
