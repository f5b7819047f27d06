package passerelle.translate;

import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.PartnerId;

/**
 * Builds what one recipient gets. The outgoing message is put together from the permitted fields, never cut down from
 * the whole: what no agreement names has no way in.
 */
public final class View {
    /** What of the sender's envelope goes along; the gateway adds the recipient and the agreement. */
    private static final Set<String> ENVELOPE = Set.of("id", "type", "sender", "sent", "received", "purpose");

    /**
     * The message for one recipient.
     *
     * @param message a valid common message
     * @param fields the paths that the agreement permits, as in {@code person/name}
     * @param agreement id and version of the agreement
     */
    public XdmNode of(XdmNode message, Set<String> fields, String agreement, PartnerId recipient) {
        var out = new CommonWriter();
        out.start("message").start("envelope");
        for (var fact : CommonMessage.children(CommonMessage.envelope(message))) {
            var name = CommonMessage.name(fact);
            if (ENVELOPE.contains(name)) {
                out.element(name, fact.getStringValue());
            }
            if (name.equals("sender")) {
                out.element("recipient", recipient.value());
            }
            if (name.equals("purpose")) {
                out.element("agreement", agreement);
            }
        }
        out.end().start("body");
        content(out, CommonMessage.content(message), fields);
        out.end().end();
        return out.document();
    }

    private static void content(CommonWriter out, XdmNode content, Set<String> fields) {
        out.start(CommonMessage.name(content));
        for (var part : CommonMessage.children(content)) {
            var inside = CommonMessage.children(part);
            var name = CommonMessage.name(part);
            if (inside.isEmpty() && fields.contains(name)) {
                out.copy(part);
            }
            var permitted = inside.stream()
                    .filter(field -> fields.contains(name + "/" + CommonMessage.name(field)))
                    .toList();
            // A part that holds nothing permitted leaves no empty shell behind: the shell would tell that it was there.
            if (!permitted.isEmpty()) {
                out.start(name);
                permitted.forEach(out::copy);
                out.end();
            }
        }
        out.end();
    }
}
