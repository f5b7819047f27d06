package passerelle.route;

import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Waiting.Half;
import passerelle.model.MessageId;
import passerelle.model.Steps;
import passerelle.translate.Format;
import passerelle.translate.Received;

/**
 * After step 1: parsed, named, and not seen before.
 *
 * @param digest keyed fingerprint of the bytes received
 * @param group keyed group of messages about one person; "" when the format names none
 * @param half that waited for it: the document is of both
 */
public record Read(
        Received received,
        Format format,
        XdmNode document,
        MessageId id,
        String digest,
        String group,
        Optional<Half> half,
        Stages stages) {

    /** Of the team's own that it takes. */
    Steps steps() {
        return received.terms().steps();
    }
}
