package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;
import passerelle.model.PartnerId;

/**
 * Builds what one recipient gets. The outgoing message is put together from the permitted fields, never cut down from
 * the whole: what no agreement names has no way in.
 *
 * <ul>
 *   <li>Of the envelope go what a recipient needs to answer and to keep the rules that stay with the data; grounds,
 *       consent, carrier and the like go where the agreement names them, as {@code envelope/grounds}.
 *   <li>Special categories and protected addresses go only where the agreement names them in their part, as {@code
 *       member/special-categories}, however deep below that part they stand.
 *   <li>An attachment goes when a field that goes refers to it.
 * </ul>
 */
public final class View {
    /** What of the sender's envelope goes along, in the order of the schema; the gateway adds recipient and agreement. */
    private static final Set<String> ENVELOPE = Set.of(
            "id",
            "type",
            "conversation",
            "in-reply-to",
            "sender",
            "sent",
            "received",
            "expires",
            "purpose",
            "legal-basis",
            "originator",
            "caveat");

    /** What of the envelope goes where the agreement names it, as in {@code envelope/grounds}. */
    static final List<String> BY_PERMISSION =
            List.of("grounds", "consent", "derogation", "retention-until", "profile", "reference", "carrier");

    /** What stands before the agreement in an envelope. */
    private static final Set<String> BEFORE_AGREEMENT = Set.of(
            "id",
            "type",
            "conversation",
            "in-reply-to",
            "sender",
            "recipient",
            "sent",
            "received",
            "expires",
            "purpose",
            "legal-basis",
            "grounds");

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
        var behindAgreement = new ArrayList<NodeInfo>();
        for (var fact : CommonMessage.elements(CommonMessage.envelope(message).getUnderlyingNode())) {
            var name = fact.getLocalPart();
            if (ENVELOPE.contains(name) || BY_PERMISSION.contains(name) && fields.contains("envelope/" + name)) {
                if (BEFORE_AGREEMENT.contains(name)) {
                    out.copy(fact);
                } else {
                    behindAgreement.add(fact);
                }
                if (name.equals("sender")) {
                    out.element("recipient", recipient.value());
                }
            }
        }
        out.element("agreement", agreement);
        behindAgreement.forEach(out::copy);
        var content = new PermittedContent(fields, CommonMessage.attachments(message));
        content.write(out.end().start("body"), CommonMessage.content(message).getUnderlyingNode());
        out.end();
        content.attachments(out);
        out.end();
        return out.document();
    }
}
