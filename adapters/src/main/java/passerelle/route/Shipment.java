package passerelle.route;

import java.util.List;
import java.util.Map;
import passerelle.adapter.jms.Consignment;
import passerelle.adapter.jms.Delivery;
import passerelle.model.Failure;
import passerelle.model.Partner;
import passerelle.translate.Format;

/**
 * After step 5: what goes out, in the recipient's own format.
 *
 * @param payload a node for a SOAP call, bytes for one by MLLP, an {@link passerelle.model.OutgoingFile} for a file; "" when nothing is left to send
 * @param going the deliveries that the payload carries
 * @param unfit deliveries that cannot be said in this format, and why
 * @param digest keyed fingerprint of the payload's bytes
 * @param file the file's name; "" for a call
 * @param sequence the file's number among those of its recipient; 0 for a call
 */
public record Shipment(
        Consignment consignment,
        Partner recipient,
        Format format,
        Object payload,
        List<Delivery> going,
        Map<Delivery, Failure> unfit,
        String digest,
        String file,
        long sequence,
        Stages stages) {

    public Shipment {
        going = List.copyOf(going);
        unfit = Map.copyOf(unfit);
    }

    /** Whether anything is left to send. */
    public boolean isGoing() {
        return !going.isEmpty();
    }
}
