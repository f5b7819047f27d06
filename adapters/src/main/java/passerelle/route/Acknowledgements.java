package passerelle.route;

import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.sapling.SaplingElement;
import net.sf.saxon.sapling.Saplings;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Outcome;
import passerelle.translate.Format;

/** Says in the sender's own format that a message was accepted, where that format can say it. */
public final class Acknowledgements {
    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);
    private static final String COMMON = "urn:passerelle:common:1";
    private static final String TYPE = "Acknowledgement";

    /** Empty when the format has no acknowledgement of its own; the protocol's plain answer stands in. */
    public Optional<XdmNode> accepted(Format format, Outcome.Accepted outcome) {
        if (!format.writes(TYPE)) {
            return Optional.empty();
        }
        return format.fromCommon(common(outcome), Map.of("format", format.id().value()))
                .match(Optional::of, failure -> {
                    LOG.error("{} has no acknowledgement in {}: {}", outcome.id(), format.id(), failure);
                    return Optional.empty();
                });
    }

    private static XdmNode common(Outcome.Accepted outcome) {
        var at = outcome.receivedAt().toString();
        try {
            return Saplings.doc()
                    .withChild(element("message")
                            .withChild(
                                    element("envelope")
                                            .withChild(
                                                    leaf("id", outcome.id().toString()),
                                                    leaf("type", TYPE),
                                                    leaf("received", at)),
                                    element("body")
                                            .withChild(element("acknowledgement")
                                                    .withChild(
                                                            leaf(
                                                                    "message-id",
                                                                    outcome.id().toString()),
                                                            leaf("status", "accepted"),
                                                            leaf("received-at", at)))))
                    .toXdmNode(HardenedXml.SAXON);
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A tree of our own did not build", e);
        }
    }

    private static SaplingElement element(String name) {
        return Saplings.elem(new QName(COMMON, name));
    }

    private static SaplingElement leaf(String name, String text) {
        return element(name).withText(text);
    }
}
