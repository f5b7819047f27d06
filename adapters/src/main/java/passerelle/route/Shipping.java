package passerelle.route;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Consignment;
import passerelle.adapter.jms.Delivery;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.Format;
import passerelle.vault.Vault;

/**
 * Step 5, the bean {@code shipping}: a call is said in the recipient's format; a file was, record by record, when {@link
 * Filing} put it together, and is fixed.
 */
public final class Shipping {
    private final Function<FormatId, Optional<Format>> formats;
    private final Function<PartnerId, Partner> partners;
    private final Rendering rendering;
    private final Filing filing;
    private final Vault vault;

    public Shipping(
            Function<FormatId, Optional<Format>> formats,
            Function<PartnerId, Partner> partners,
            Filing filing,
            Vault vault,
            SealedViews views) {
        this.formats = formats;
        this.partners = partners;
        this.rendering = new Rendering(views, Patience.none());
        this.filing = filing;
        this.vault = vault;
    }

    public Shipment prepare(Consignment consignment) {
        var recipient = partners.apply(consignment.recipient());
        var outbound = recipient
                .receives()
                .orElseThrow(() -> new IllegalStateException(consignment.recipient() + " receives nothing"));
        var format = formats.apply(outbound.format())
                .orElseThrow(() -> new IllegalStateException("Format " + outbound.format() + " is not loaded"));
        return outbound instanceof Outbound.Files
                ? file(consignment, recipient, format)
                : call(consignment, recipient, format, outbound);
    }

    private Shipment file(Consignment consignment, Partner recipient, Format format) {
        PutTogether file;
        try {
            file = filing.fixed(recipient.id(), consignment.id());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (file.refusal().isPresent()) {
            return nothing(consignment, recipient, format, file.refusal().get());
        }
        return new Shipment(
                consignment,
                recipient,
                format,
                filing.outgoing(recipient.id(), consignment.id(), file),
                consignment.deliveries(),
                Map.of(),
                file.digest(),
                file.name(),
                file.sequence(),
                new Stages());
    }

    private Shipment call(Consignment consignment, Partner recipient, Format format, Outbound outbound) {
        var stages = new Stages();
        var delivery = consignment.deliveries().get(0);
        var said = rendering
                .render(delivery, format, Result::ok)
                .then(messages -> messages.get(0).said())
                .then(node -> payload(node, format, outbound));
        stages.end("translate-out");
        return said.match(
                payload -> new Shipment(
                        consignment,
                        recipient,
                        format,
                        payload.what(),
                        consignment.deliveries(),
                        Map.of(),
                        vault.fingerprint(payload.bytes()),
                        "",
                        0,
                        stages),
                failure -> nothing(consignment, recipient, format, failure));
    }

    /** What the recipient's adapter takes, and the bytes of it. */
    private record Payload(Object what, byte[] bytes) {}

    /** SOAP puts the node into its envelope; MLLP carries the bytes of the format's own syntax. */
    private static Result<Payload> payload(XdmNode node, Format format, Outbound outbound) {
        if (outbound instanceof Outbound.Soap) {
            return Result.ok(new Payload(node, Serialization.utf8(node)));
        }
        var syntax = format.bytes().orElseThrow(() -> new IllegalStateException(format.id() + " has no bytes"));
        return syntax.write(node).then(bytes -> Result.ok(new Payload(bytes, bytes)));
    }

    private static Shipment nothing(Consignment consignment, Partner recipient, Format format, Failure failure) {
        var unfit = new LinkedHashMap<Delivery, Failure>();
        consignment.deliveries().forEach(delivery -> unfit.put(delivery, failure));
        return new Shipment(consignment, recipient, format, "", List.of(), unfit, "", "", 0, new Stages());
    }
}
