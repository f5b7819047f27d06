package passerelle.translate;

import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Outcome;

/**
 * What the sender's adapter sends back.
 *
 * @param document the acknowledgement in the sender's own format, when that format has one
 */
public record Answer(Outcome outcome, Optional<XdmNode> document) {}
