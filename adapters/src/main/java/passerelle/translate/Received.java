package passerelle.translate;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.model.Terms;

/**
 * What a partner sent, as it enters the road. Nothing of the sender's protocol headers comes along.
 *
 * @param sender the authenticated partner
 * @param protocol soap, xml, mllp or inbox
 * @param terms of the channel
 * @param raw the bytes as they came; treat as immutable
 * @param parsed the native document, or why it cannot be read, if the adapter had to parse it already
 * @param sourceId the sender's own id, if the protocol carries one (WS-Addressing, file digest and record number)
 */
public record Received(
        PartnerId sender,
        FormatId format,
        String protocol,
        Terms terms,
        byte[] raw,
        Optional<Result<XdmNode>> parsed,
        Optional<String> sourceId,
        Instant at) {

    /** Times are kept to the millisecond, so that a repeat is answered with the very same one. */
    public Received {
        at = at.truncatedTo(ChronoUnit.MILLIS);
    }
}
