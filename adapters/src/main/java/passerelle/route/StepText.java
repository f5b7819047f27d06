package passerelle.route;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.xml.stream.XMLStreamException;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Documents as a team's own steps see them: XML text, none of it, or a list of it. */
final class StepText {
    private StepText() {}

    static String of(XdmNode document) {
        return new String(Serialization.utf8(document), StandardCharsets.UTF_8);
    }

    /** The documents that a step left as its body; MAP-STEP when that is no XML. */
    static Result<List<XdmNode>> documents(@Nullable Object body) {
        var all = new ArrayList<XdmNode>();
        for (var one : body instanceof List<?> list
                ? list
                : Optional.ofNullable(body).stream().toList()) {
            if (!(one instanceof String text)) {
                return Result.failed(new Failure(
                        FailureCode.MAP_STEP,
                        "",
                        one == null ? "nothing" : one.getClass().getSimpleName(),
                        "XML as text"));
            }
            if (!text.isBlank()) {
                var read = read(text);
                if (read instanceof Result.Failed<XdmNode> failed) {
                    return Result.failed(failed.failure());
                }
                read.then(document -> {
                    all.add(document);
                    return Result.ok(document);
                });
            }
        }
        return Result.ok(List.copyOf(all));
    }

    private static Result<XdmNode> read(String text) {
        try {
            // What says that it is in another encoding would be read as something else.
            var reader = HardenedXml.reader(text.getBytes(StandardCharsets.UTF_8), Optional.of("UTF-8"));
            try {
                return Result.ok(HardenedXml.build(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | SaxonApiException e) {
            var failure = HardenedXml.failure(e);
            return Result.failed(
                    new Failure(FailureCode.MAP_STEP, failure.place(), failure.found(), failure.expected()));
        }
    }
}
