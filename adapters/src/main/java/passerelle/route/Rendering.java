package passerelle.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Bundled;
import passerelle.adapter.jms.Delivery;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.route.SealedViews.Opened;
import passerelle.translate.Format;
import passerelle.translate.Format.Leaving;

/** Opens the sealed views of deliveries and says each message in the recipient's format. */
final class Rendering {
    private final SealedViews views;
    private final Patience patience;

    /** @param patience with messages behind one that is too slow */
    Rendering(SealedViews views, Patience patience) {
        this.views = views;
        this.patience = patience;
    }

    /**
     * One message of a delivery.
     *
     * @param said what became of it
     */
    record Rendered<T>(Bundled message, Result<T> said) {}

    /** The messages of a delivery, each as {@code then} makes it of the native document; failed when its seal is broken. */
    <T> Result<List<Rendered<T>>> render(Delivery delivery, Format format, Function<XdmNode, Result<T>> then) {
        return render(List.of(delivery), format, then).get(0);
    }

    /** The same for deliveries that go together: all are said in one go. */
    <T> List<Result<List<Rendered<T>>>> render(
            List<Delivery> deliveries, Format format, Function<XdmNode, Result<T>> then) {
        var opened = new ArrayList<Result<List<Opened>>>(deliveries.size());
        var leaving = new ArrayList<Leaving<T>>();
        for (var delivery : deliveries) {
            var messages = views.open(delivery);
            opened.add(messages);
            messages.match(Function.identity(), failure -> List.<Opened>of())
                    .forEach(message -> leaving.add(new Leaving<>(
                            message.node(), gateway(delivery, message.message().id()), then)));
        }
        var said = said(format, leaving).iterator();
        return opened.stream()
                .map(messages -> messages.then(all -> Result.ok(all.stream()
                        .map(message -> new Rendered<>(message.message(), said.next()))
                        .toList())))
                .toList();
    }

    private <T> List<Result<T>> said(Format format, List<Leaving<T>> leaving) {
        try {
            return patience.settle(leaving, format.fromCommon(leaving), Result::isTransient, format::fromCommon);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The gateway stops while messages are translated", e);
        }
    }

    private static Map<String, String> gateway(Delivery delivery, MessageId id) {
        return Map.of(
                "id", id.toString(),
                "recipient", delivery.recipient().value(),
                "sender", delivery.sender());
    }
}
