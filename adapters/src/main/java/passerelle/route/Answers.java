package passerelle.route;

import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.streams.Predicates;
import net.sf.saxon.s9api.streams.Steps;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Outcome;
import passerelle.translate.Acknowledgements;
import passerelle.translate.Answer;
import passerelle.translate.Format;
import passerelle.translate.Received;

/** Says in the sender's own format that a message was accepted, where that format can say it. */
final class Answers {
    private static final Logger LOG = LoggerFactory.getLogger(Answers.class);

    private Answers() {}

    /**
     * Without a document when the format has no acknowledgement of its own; the protocol's plain answer stands in.
     *
     * @param answered the message in the common model, whose protocol may want its headers back
     */
    static Answer accepted(
            Received received,
            Format format,
            XdmNode nativeDocument,
            Outcome.Accepted outcome,
            Optional<XdmNode> answered) {
        if (!format.writes("Acknowledgement")) {
            return new Answer(outcome, Optional.empty());
        }
        var records = format.records(nativeDocument);
        var common = Acknowledgements.of(outcome, received.sender(), outcome.receivedAt(), records, answered);
        Optional<XdmNode> document = format.fromCommon(
                        common, Map.of("id", outcome.id().toString(), "answers", root(nativeDocument)))
                .match(Optional::of, failure -> {
                    LOG.error("{} has no acknowledgement in {}: {}", outcome.id(), format.id(), failure);
                    return Optional.empty();
                });
        return new Answer(outcome, document);
    }

    /** The name of what is answered: a service of several operations has an answer for each. */
    private static String root(XdmNode document) {
        return document.select(Steps.descendantOrSelf(Predicates.isElement()))
                .findFirst()
                .map(element -> element.getNodeName().getLocalName())
                .orElse("");
    }

    /** The same from the native document alone: it is translated again if its protocol may want its headers back. */
    static Answer ofNative(Received received, Format format, XdmNode nativeDocument, Outcome.Accepted outcome) {
        Optional<XdmNode> answered = format.isWholeEnvelope()
                ? format.toCommon(nativeDocument, Translation.gateway(received, format, outcome.id()))
                        .match(Optional::of, failure -> Optional.empty())
                : Optional.empty();
        return accepted(received, format, nativeDocument, outcome, answered);
    }
}
