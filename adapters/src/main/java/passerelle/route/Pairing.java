package passerelle.route;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import passerelle.adapter.jms.Waiting;
import passerelle.adapter.jms.Waiting.Half;
import passerelle.format.xml.HardenedXml;
import passerelle.format.xml.Serialization;
import passerelle.model.MessageId;
import passerelle.model.Result;
import passerelle.model.Steps.Pair;
import passerelle.translate.PairKey;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/** Finds out whether the other half of a message waits. While it does, and until the message is done, no third one does. */
public final class Pairing {
    private final Waiting waiting;
    private final Vault vault;
    private final Claims claims;
    private final Duration time;
    private final Clock clock;
    private final Map<String, Result<PairKey>> keys = new ConcurrentHashMap<>();

    /** @param time how long a key may take on one document */
    public Pairing(Waiting waiting, Vault vault, Claims claims, Duration time, Clock clock) {
        this.waiting = waiting;
        this.vault = vault;
        this.claims = claims;
        this.time = time;
        this.clock = clock;
    }

    /** {@link Awaited} when it is the first of two; when it is the second the {@link Read} of both. */
    Result<Object> meet(Read read, Pair pair, Exchange exchange) {
        return keys.computeIfAbsent(pair.key(), text -> PairKey.compile(text, time))
                .then(key -> key.of(read.document()))
                .then(value -> meet(read, pair, digest(read, value), exchange));
    }

    private String digest(Read read, String value) {
        var text = "pair " + read.received().sender() + " " + read.format().id() + " " + value;
        return vault.fingerprint(text.getBytes(StandardCharsets.UTF_8));
    }

    private Result<Object> meet(Read read, Pair pair, String digest, Exchange exchange) {
        var sender = read.received().sender();
        hold(MessageId.of(sender, "pair " + digest), exchange);
        return waiting.find(sender, digest, clock.instant())
                .map(half -> both(half, read.document())
                        .<Object>then(document -> Result.ok(new Read(
                                read.received(),
                                read.format(),
                                document,
                                read.id(),
                                read.digest(),
                                read.group(),
                                Optional.of(half),
                                read.stages()))))
                .orElseGet(() -> Result.ok(new Awaited(read, digest, Waiting.until(clock.instant(), pair.within()))));
    }

    /** Two that come at the same time would both be the first. */
    private void hold(MessageId name, Exchange exchange) {
        try {
            claims.claim(name);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The gateway stops", e);
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                claims.release(name);
            }
        });
    }

    private Result<XdmNode> both(Half half, XdmNode second) {
        try {
            var first = vault.open(half.document(), Half.context(half.id()));
            var pair = "<pair>" + element(first) + element(Serialization.utf8(second)) + "</pair>";
            return HardenedXml.parse(pair.getBytes(StandardCharsets.UTF_8));
        } catch (Unsealable e) {
            throw new IllegalStateException("What waits does not open with the gateway's keys", e);
        }
    }

    /** Without the XML declaration. */
    private static String element(byte[] document) {
        var text = new String(document, StandardCharsets.UTF_8);
        return text.startsWith("<?xml ") ? text.substring(text.indexOf("?>") + 2) : text;
    }
}
