package passerelle.adapter.jms;

import jakarta.jms.BytesMessage;
import jakarta.jms.JMSException;
import jakarta.jms.Session;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/**
 * What a queue holds: one message on its way to one recipient, or a bundle of records that came together in a file and
 * go together into one. The broker sees opaque ids and ciphertext only.
 *
 * @param agreement id and version under which the fields leave
 * @param group keyed group of messages about one person; "" when the format names none
 * @param attempt the try that comes next, from 1
 * @param bundled how many messages the view holds, as {@link Bundled} has them; 0 for a message of its own
 * @param view the sealed outgoing view; its context is {@link #context}
 */
public record Delivery(
        MessageId id,
        PartnerId recipient,
        String sender,
        String agreement,
        String group,
        int attempt,
        int bundled,
        byte[] view) {

    /** A message of its own. */
    public Delivery(
            MessageId id,
            PartnerId recipient,
            String sender,
            String agreement,
            String group,
            int attempt,
            byte[] view) {
        this(id, recipient, sender, agreement, group, attempt, 0, view);
    }

    /** How many messages it carries. */
    public int count() {
        return Math.max(1, bundled);
    }

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
        return new Delivery(id, recipient, sender, agreement, group, value, bundled, view);
    }

    /** The same with another view: without what was set apart, or without any where it is kept elsewhere. */
    public Delivery withView(int count, byte[] sealed) {
        return new Delivery(id, recipient, sender, agreement, group, attempt, count, sealed);
    }

    BytesMessage write(Session session) throws JMSException {
        var message = session.createBytesMessage();
        message.setStringProperty("message", id.toString());
        message.setStringProperty("recipient", recipient.value());
        message.setStringProperty("sender", sender);
        message.setStringProperty("agreement", agreement);
        message.setIntProperty("attempt", attempt);
        message.setIntProperty("bundled", bundled);
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
                message.propertyExists("bundled") ? message.getIntProperty("bundled") : 0,
                view);
    }

    /** For a file that keeps its deliveries; {@link #decode} reads it. */
    public byte[] encode() {
        var bytes = new ByteArrayOutputStream(view.length + 256);
        try (var out = new DataOutputStream(bytes)) {
            out.writeUTF(id.toString());
            out.writeUTF(recipient.value());
            out.writeUTF(sender);
            out.writeUTF(agreement);
            out.writeUTF(group);
            out.writeInt(attempt);
            out.writeInt(bundled);
            out.writeInt(view.length);
            out.write(view);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    public static Delivery decode(byte[] bytes) {
        try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
            return new Delivery(
                    MessageId.parse(in.readUTF()),
                    new PartnerId(in.readUTF()),
                    in.readUTF(),
                    in.readUTF(),
                    in.readUTF(),
                    in.readInt(),
                    in.readInt(),
                    in.readNBytes(in.readInt()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return id + " to " + recipient + ", attempt " + attempt;
    }
}
