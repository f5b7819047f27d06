package passerelle.route;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Consignment;
import passerelle.adapter.jms.Delivery;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.Format;
import passerelle.translate.Format.Outgoing;
import passerelle.translate.Formats;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Step 5, the bean {@code shipping}: opens the sealed views, says each in the recipient's format, and puts a file
 * together where the recipient takes files. A view that cannot be said is set apart; the others go.
 */
public final class Shipping {
    /** Views that are open, as trees, at the same time. */
    private static final int TOGETHER = 100;

    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Formats formats;
    private final Function<FormatId, Layout> layouts;
    private final Function<PartnerId, Partner> partners;
    private final Vault vault;

    public Shipping(
            Formats formats, Function<FormatId, Layout> layouts, Function<PartnerId, Partner> partners, Vault vault) {
        this.formats = formats;
        this.layouts = layouts;
        this.partners = partners;
        this.vault = vault;
    }

    public Shipment prepare(Consignment consignment) {
        var stages = new Stages();
        var recipient = partners.apply(consignment.recipient());
        var outbound = recipient
                .receives()
                .orElseThrow(() -> new IllegalStateException(consignment.recipient() + " receives nothing"));
        var format = formats.find(outbound.format())
                .orElseThrow(() -> new IllegalStateException("Format " + outbound.format() + " is not loaded"));
        var natives = new LinkedHashMap<Delivery, XdmNode>();
        var unfit = new LinkedHashMap<Delivery, Failure>();
        var all = consignment.deliveries();
        for (int from = 0; from < all.size(); from += TOGETHER) {
            translate(all.subList(from, Math.min(all.size(), from + TOGETHER)), format, natives, unfit);
        }
        if (format.layout().isPresent()) {
            return flat(consignment, recipient, outbound, format, natives, unfit, stages);
        }
        return xml(consignment, recipient, outbound, format, natives, unfit, stages);
    }

    private void translate(
            List<Delivery> deliveries, Format format, Map<Delivery, XdmNode> natives, Map<Delivery, Failure> unfit) {
        var opened = new LinkedHashMap<Delivery, Outgoing>();
        for (var delivery : deliveries) {
            open(delivery).match(outgoing -> opened.put(delivery, outgoing), f -> unfit.put(delivery, f));
        }
        var results = format.fromCommon(List.copyOf(opened.values())).iterator();
        for (var delivery : opened.keySet()) {
            results.next().match(node -> natives.put(delivery, node), f -> unfit.put(delivery, f));
        }
    }

    private Result<Outgoing> open(Delivery delivery) {
        byte[] view;
        try {
            view = vault.open(delivery.view(), delivery.context());
        } catch (Unsealable e) {
            return Result.failed(new Failure(
                    FailureCode.GATEWAY_FAULT,
                    "sealed view",
                    "",
                    "a view sealed by this gateway and not changed since"));
        }
        return HardenedXml.parse(view)
                .then(common -> Result.ok(new Outgoing(
                        common,
                        Map.of(
                                "id", delivery.id().toString(),
                                "recipient", delivery.recipient().value(),
                                "sender", delivery.sender()))));
    }

    private Shipment flat(
            Consignment consignment,
            Partner recipient,
            Outbound outbound,
            Format format,
            Map<Delivery, XdmNode> natives,
            Map<Delivery, Failure> unfit,
            Stages stages) {
        var writer = new FlatWriter(layouts.apply(format.id()));
        var going = new ArrayList<Delivery>();
        var records = new ArrayList<Encoded>();
        natives.forEach((delivery, node) -> {
            var failed = writer.encode(node)
                    .match(
                            encoded -> {
                                going.add(delivery);
                                records.add(encoded);
                                return List.<Failure>of();
                            },
                            List::of);
            failed.forEach(failure -> unfit.put(delivery, failure));
        });
        if (going.isEmpty()) {
            return nothing(consignment, recipient, format, unfit, stages);
        }
        var facts = Map.of(
                "file-id", shortId(consignment),
                "created", consignment.created().toString(),
                "sender", "PASSERELLE",
                "recipient", recipient.id().value());
        var written = writer.file(facts, records);
        if (written instanceof Result.Failed<byte[]> failed) {
            going.forEach(delivery -> unfit.put(delivery, failed.failure()));
            return nothing(consignment, recipient, format, unfit, stages);
        }
        var bytes = written.match(file -> file, failure -> new byte[0]);
        var name = name(consignment, batch(outbound));
        stages.end("translate-out");
        return new Shipment(
                consignment,
                recipient,
                format,
                OutgoingFile.of(name, bytes),
                going,
                unfit,
                vault.fingerprint(bytes),
                name,
                stages);
    }

    private Shipment xml(
            Consignment consignment,
            Partner recipient,
            Outbound outbound,
            Format format,
            Map<Delivery, XdmNode> natives,
            Map<Delivery, Failure> unfit,
            Stages stages) {
        if (natives.isEmpty()) {
            return nothing(consignment, recipient, format, unfit, stages);
        }
        // Configuration allows one document a consignment for XML.
        var only = natives.entrySet().iterator().next();
        var bytes = Serialization.utf8(only.getValue());
        var isCall = outbound instanceof Outbound.Soap;
        var name = isCall ? "" : name(consignment, batch(outbound));
        Object payload = isCall ? only.getValue() : OutgoingFile.of(name, bytes);
        stages.end("translate-out");
        return new Shipment(
                consignment,
                recipient,
                format,
                payload,
                List.of(only.getKey()),
                unfit,
                vault.fingerprint(bytes),
                name,
                stages);
    }

    private static Shipment nothing(
            Consignment consignment, Partner recipient, Format format, Map<Delivery, Failure> unfit, Stages stages) {
        stages.end("translate-out");
        return new Shipment(consignment, recipient, format, "", List.of(), unfit, "", "", stages);
    }

    private static Outbound.Batch batch(Outbound outbound) {
        if (outbound instanceof Outbound.Sftp sftp) {
            return sftp.batch();
        }
        if (outbound instanceof Outbound.Outbox outbox) {
            return outbox.batch();
        }
        if (outbound instanceof Outbound.Folder folder) {
            return folder.batch();
        }
        throw new IllegalStateException("A call has no file name");
    }

    /** The same for every attempt: prefix, time of putting together, id. */
    private static String name(Consignment consignment, Outbound.Batch batch) {
        return batch.prefix() + "-" + IN_NAMES.format(consignment.created()) + "-" + shortId(consignment) + "."
                + batch.extension();
    }

    private static String shortId(Consignment consignment) {
        return consignment.id().replace("-", "").substring(0, 12);
    }
}
