package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * One message on its way to one recipient: what a queue holds. The broker sees opaque ids and ciphertext only.
 *
 * @param agreement id and version under which the fields leave
 * @param group keyed group of messages about one person; "" when the format names none
 * @param attempt the try that comes next, from 1
 * @param view the sealed outgoing view; its context is {@link #context}
 */
public record Delivery(
        MessageId id, PartnerId recipient, String sender, String agreement, String group, int attempt, byte[] view) {

    /** What the sealed view is bound to. */
    public String context() {
        return context(id, recipient);
    }

    /** What the view of this message for this recipient is bound to. */
    public static String context(MessageId id, PartnerId recipient) {
        return "view " + id + " " + recipient;
    }

    /** The same delivery, one try later. */
    public Delivery next() {
        return withAttempt(attempt + 1);
    }

    public Delivery withAttempt(int value) {
        return new Delivery(id, recipient, sender, agreement, group, value, view);
    }

    BytesMessage write(Session session) throws JMSException {
        var message = session.createBytesMessage();
        message.setStringProperty("message", id.toString());
        message.setStringProperty("recipient", recipient.value());
        message.setStringProperty("sender", sender);
        message.setStringProperty("agreement", agreement);
        message.setIntProperty("attempt", attempt);
        if (!group.isEmpty()) {
            message.setStringProperty("JMSXGroupID", group);
        }
        message.writeBytes(view);
        return message;
    }

    static Delivery read(BytesMessage message) throws JMSException {
        var view = new byte[(int) message.getBodyLength()];
        message.readBytes(view);
        var group = message.getStringProperty("JMSXGroupID");
        return new Delivery(
                MessageId.parse(message.getStringProperty("message")),
                new PartnerId(message.getStringProperty("recipient")),
                message.getStringProperty("sender"),
                message.getStringProperty("agreement"),
                group == null ? "" : group,
                message.getIntProperty("attempt"),
                view);
    }

    @Override
    public String toString() {
        return id + " to " + recipient + ", attempt " + attempt;
    }
}
