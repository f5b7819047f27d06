package passerelle.adapter.soap;

import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.Result;

/**
 * What a SOAP request that lies in a file says, read as one that is sent to the gateway.
 *
 * @param document the one element in Body, or the whole Envelope
 * @param sourceId the WS-Addressing MessageID, or the X-Road id
 */
public record SoapSample(XdmNode document, Optional<String> sourceId) {

    /** Whether a document is a SOAP 1.1 or 1.2 Envelope. */
    public static boolean isEnvelope(XdmNode document) {
        return EnvelopeNode.of(document).isPresent();
    }

    /** @param whole whether the format takes the Envelope as it is */
    public static Result<SoapSample> read(byte[] raw, boolean whole) {
        return Envelope.read(raw, Optional.empty(), whole)
                .then(envelope -> Result.ok(new SoapSample(envelope.document(), envelope.sourceId())));
    }
}
