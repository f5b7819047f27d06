package passerelle.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Bundled;
import passerelle.adapter.jms.Delivery;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.translate.Format;
import passerelle.translate.Format.Leaving;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/** Opens the sealed views of deliveries and says each message in the recipient's format. */
final class Rendering {
    private final Vault vault;

    Rendering(Vault vault) {
        this.vault = vault;
    }

    /**
     * One message of a delivery.
     *
     * @param said what became of it
     */
    record Rendered<T>(Bundled message, Result<T> said) {}

    /** The messages of a delivery, each as {@code then} makes it of the native document; failed when its seal is broken. */
    <T> Result<List<Rendered<T>>> render(Delivery delivery, Format format, Function<XdmNode, Result<T>> then) {
        return messages(delivery).then(messages -> Result.ok(render(delivery, messages, format, then)));
    }

    private <T> List<Rendered<T>> render(
            Delivery delivery, List<Bundled> messages, Format format, Function<XdmNode, Result<T>> then) {
        var leaving = messages.stream()
                .map(message ->
                        new Leaving<>(() -> HardenedXml.parse(message.view()), gateway(delivery, message.id()), then))
                .toList();
        var said = format.fromCommon(leaving);
        var rendered = new ArrayList<Rendered<T>>(messages.size());
        for (int i = 0; i < messages.size(); i++) {
            rendered.add(new Rendered<>(messages.get(i), said.get(i)));
        }
        return rendered;
    }

    private static Map<String, String> gateway(Delivery delivery, MessageId id) {
        return Map.of(
                "id", id.toString(),
                "recipient", delivery.recipient().value(),
                "sender", delivery.sender());
    }

    private Result<List<Bundled>> messages(Delivery delivery) {
        try {
            var view = vault.open(delivery.view(), delivery.context());
            return Result.ok(
                    delivery.bundled() > 0
                            ? Bundled.unpack(view)
                            : List.of(new Bundled(delivery.id(), delivery.agreement(), view)));
        } catch (Unsealable e) {
            return Result.failed(new Failure(
                    FailureCode.GATEWAY_FAULT,
                    "sealed view",
                    "",
                    "a view sealed by this gateway and not changed since"));
        }
    }

    /** A message of its own, out of a delivery that bundles it. */
    Delivery single(Delivery delivery, Bundled message) {
        return delivery.bundled() == 0
                ? delivery
                : new Delivery(
                        message.id(),
                        delivery.recipient(),
                        delivery.sender(),
                        message.agreement(),
                        "",
                        delivery.attempt(),
                        vault.seal(message.view(), Delivery.context(message.id(), delivery.recipient())));
    }

    /** A delivery with only some of the messages that it bundles. */
    Delivery some(Delivery delivery, List<Bundled> messages) {
        return delivery.bundled() == messages.size() || delivery.bundled() == 0
                ? delivery
                : delivery.withView(messages.size(), vault.seal(Bundled.pack(messages), delivery.context()));
    }
}
