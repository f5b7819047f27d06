package passerelle.route;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import net.sf.saxon.s9api.XdmNode;
import passerelle.adapter.jms.Bundled;
import passerelle.adapter.jms.Delivery;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.Decision.Grant;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.View;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Makes what a recipient gets, seals it for the queue, and opens it when it is the recipient's turn. What was sealed a
 * moment ago is still at hand as nodes, so that it is neither opened nor parsed again. Thread-safe.
 */
public final class SealedViews {
    /** AES-GCM ends what it seals with a tag that no other sealing has (NIST SP 800-38D). */
    private static final int TAG_BYTES = 16;
    /** A view that nobody asked for in this time waits for a recipient who is slow or away. */
    private static final Duration LONGEST = Duration.ofSeconds(20);

    private final Vault vault;
    private final View view = new View();
    private final long mostBytes;
    private final Duration longest;
    private final Map<Key, Kept> recent = new LinkedHashMap<>();
    private long bytes;

    /** What one recipient gets of a message. @param fingerprint keyed, of the bytes */
    record Plain(XdmNode node, byte[] bytes, String fingerprint) {}

    /** A message whose view is open. @param node made when it is its turn */
    record Opened(Bundled message, Supplier<Result<XdmNode>> node) {}

    /** The very bytes, for the very delivery: what was moved to another one is opened, and found out. */
    private record Key(String context, ByteBuffer tag) {
        static Key of(byte[] sealed, String context) {
            int from = Math.max(0, sealed.length - TAG_BYTES);
            return new Key(context, ByteBuffer.wrap(Arrays.copyOfRange(sealed, from, sealed.length)));
        }
    }

    private record Kept(List<Opened> views, long bytes, long since) {}

    /** @param mostBytes of serialised views that are at hand as nodes, which take several times as much memory */
    public SealedViews(Vault vault, long mostBytes) {
        this(vault, mostBytes, LONGEST);
    }

    /** @param longest that they are at hand */
    SealedViews(Vault vault, long mostBytes, Duration longest) {
        this.vault = vault;
        this.mostBytes = mostBytes;
        this.longest = longest;
    }

    /** What {@code grant} permits of a common message. */
    Plain plain(XdmNode common, Grant grant) {
        var node = view.of(common, grant.fields(), grant.agreement(), grant.recipient());
        var serialised = Serialization.utf8(node);
        return new Plain(node, serialised, vault.fingerprint(serialised));
    }

    /** A message of its own, on its way to one recipient. */
    Delivery single(MessageId id, PartnerId recipient, String sender, String agreement, String group, Plain plain) {
        var context = Delivery.context(id, recipient);
        var sealed = vault.seal(plain.bytes(), context);
        keep(
                Key.of(sealed, context),
                List.of(opened(new Bundled(id, agreement, plain.bytes()), plain.node())),
                plain.bytes().length);
        return new Delivery(id, recipient, sender, agreement, group, 1, sealed);
    }

    /** A message that goes with others. */
    record Member(MessageId id, String agreement, Plain plain) {}

    /** Messages that go together to one recipient. @param fingerprint keyed, of all of them */
    record Bundle(Delivery delivery, String fingerprint) {}

    /** Messages that go together. @param agreements as the delivery names them */
    Bundle bundle(MessageId id, PartnerId recipient, String sender, String agreements, List<Member> members) {
        var views = new ArrayList<Opened>(members.size());
        var messages = new ArrayList<Bundled>(members.size());
        for (var member : members) {
            var message =
                    new Bundled(member.id(), member.agreement(), member.plain().bytes());
            messages.add(message);
            views.add(opened(message, member.plain().node()));
        }
        var packed = Bundled.pack(messages);
        var context = Delivery.context(id, recipient);
        var sealed = vault.seal(packed, context);
        keep(Key.of(sealed, context), views, packed.length);
        return new Bundle(
                new Delivery(id, recipient, sender, agreements, "", 1, members.size(), sealed),
                vault.fingerprint(packed));
    }

    private static Opened opened(Bundled message, XdmNode node) {
        return new Opened(message, () -> Result.ok(node));
    }

    /** The messages of a delivery; failed when its seal is broken. */
    Result<List<Opened>> open(Delivery delivery) {
        var kept = take(Key.of(delivery.view(), delivery.context()));
        if (kept.isPresent()) {
            return Result.ok(kept.get());
        }
        try {
            var plain = vault.open(delivery.view(), delivery.context());
            var messages = delivery.bundled() > 0
                    ? Bundled.unpack(plain)
                    : List.of(new Bundled(delivery.id(), delivery.agreement(), plain));
            return Result.ok(messages.stream()
                    .map(message -> new Opened(message, () -> HardenedXml.parse(message.view())))
                    .toList());
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

    /** Where there is no room it is opened again when it is its turn. */
    private synchronized void keep(Key key, List<Opened> views, long size) {
        var now = System.nanoTime();
        for (var oldest = recent.values().iterator(); oldest.hasNext(); ) {
            var kept = oldest.next();
            if (now - kept.since() < longest.toNanos()) {
                break;
            }
            bytes -= kept.bytes();
            oldest.remove();
        }
        if (bytes + size <= mostBytes) {
            recent.put(key, new Kept(views, size, now));
            bytes += size;
        }
    }

    private synchronized Optional<List<Opened>> take(Key key) {
        var kept = Optional.ofNullable(recent.remove(key));
        kept.ifPresent(found -> bytes -= found.bytes());
        return kept.map(Kept::views);
    }
}
