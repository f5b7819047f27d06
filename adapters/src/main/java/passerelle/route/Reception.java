package passerelle.route;

import java.util.Optional;
import java.util.function.Function;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.Exchange;
import org.apache.camel.support.SynchronizationAdapter;
import passerelle.format.Syntax;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.Result;
import passerelle.store.Known;
import passerelle.translate.Answer;
import passerelle.translate.Format;
import passerelle.translate.Received;
import passerelle.vault.Vault;

/** Step 1, the bean {@code reception}: parses what came, names it, and knows whether it came before. */
public final class Reception {
    private final Function<FormatId, Optional<Format>> formats;
    private final Vault vault;
    private final Claims claims;
    private final Evidence evidence;

    public Reception(Function<FormatId, Optional<Format>> formats, Vault vault, Claims claims, Evidence evidence) {
        this.formats = formats;
        this.vault = vault;
        this.claims = claims;
        this.evidence = evidence;
    }

    /** {@link Read} or {@link OwnRead} to go on with, {@link Refusal}, or at once the {@link Answer} of a message that came before. */
    public Object read(Received received, Exchange exchange) throws InterruptedException {
        var stages = new Stages();
        evidence.counted().received(received);
        var format = formats.apply(received.format())
                .orElseThrow(() -> new IllegalStateException("Format " + received.format() + " is not loaded"));
        var parsed = received.parsed().orElseGet(() -> bytes(format).read(received.raw()));
        if (parsed instanceof Result.Ok<XdmNode> ok) {
            return name(received, format, ok.value(), stages, exchange);
        }
        var failure = parsed.match(node -> new Failure(FailureCode.READ_SYNTAX, "", "", ""), f -> f);
        return new Refusal(received, Optional.empty(), failure);
    }

    private static Syntax bytes(Format format) {
        return format.bytes().orElseThrow(() -> new IllegalStateException(format.id() + " comes in files only"));
    }

    private Object name(Received received, Format format, XdmNode document, Stages stages, Exchange exchange)
            throws InterruptedException {
        var digest = vault.fingerprint(received.raw());
        var sourceId = received.sourceId().or(() -> format.sourceId(document));
        var id =
                MessageId.of(received.sender(), sourceId.map(own -> "id " + own).orElse("content " + digest));
        var known = claims.claim(id);
        if (known.isPresent()) {
            return again(received, format, document, id, digest, known.get());
        }
        exchange.getExchangeExtension().addOnCompletion(new SynchronizationAdapter() {
            @Override
            public void onDone(Exchange done) {
                claims.release(id);
            }
        });
        var group = format.group(document)
                .map(person -> vault.group(received.sender() + " " + person))
                .orElse("");
        stages.end("read");
        var read = new Read(received, format, document, id, digest, group, Optional.empty(), stages);
        return read.steps().isNone() ? read : new OwnRead(read);
    }

    private Object again(Received received, Format format, XdmNode document, MessageId id, String digest, Known known) {
        if (!known.receivedDigest().equals(digest)) {
            return new Refusal(
                    received,
                    Optional.of(id),
                    new Failure(
                            FailureCode.READ_ID_REUSED,
                            "",
                            "other content than at " + known.receivedAt(),
                            "a new id for new content, or the same bytes again"));
        }
        evidence.record(AuditEvent.at(received.at(), Type.REPEATED)
                .with(Fact.MESSAGE, id)
                .with(Fact.SENDER, received.sender())
                .with(Fact.PROTOCOL, received.protocol())
                .event());
        var outcome = new Outcome.Accepted(id, known.receivedAt(), true);
        return Answers.ofNative(received, format, document, outcome);
    }
}
