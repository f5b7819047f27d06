package passerelle.route;

import java.io.ByteArrayOutputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import passerelle.adapter.jms.Batches.Step;
import passerelle.adapter.jms.Delivery;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.store.Roll;
import passerelle.store.Roll.Member;
import passerelle.store.Roll.Sent;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;
import passerelle.vault.Copies.Copy;
import passerelle.vault.Vault;

/**
 * Step 4 for records of a file: what is queued, kept and recorded of them. Records that go into files only share a
 * bundle: one sealed view a recipient, one copy and one event a step, with a roll of who is in it. A record that goes by
 * a call to one of its recipients is a message of its own.
 */
public final class Bundling {
    /** Plain bytes of what came, or of what one recipient gets, in a bundle. */
    private static final int MOST_BYTES = 512 << 10;

    private final Vault vault;
    private final SealedViews views;
    private final Predicate<PartnerId> takesFiles;

    /** @param takesFiles whether a recipient takes what it gets as files */
    public Bundling(Vault vault, SealedViews views, Predicate<PartnerId> takesFiles) {
        this.vault = vault;
        this.views = views;
        this.takesFiles = takesFiles;
    }

    /** One transaction's worth, while it is put together. */
    final class Chunk {
        private final ArrivedFile file;
        private final Format format;
        private final String protocol;
        private final Instant now;
        private final List<Delivery> deliveries = new ArrayList<>();
        private final List<AuditEvent> events = new ArrayList<>();
        private final List<Copy> copies = new ArrayList<>();
        private final List<Judged> bundle = new ArrayList<>();
        private long bundleBytes;

        Chunk(ArrivedFile file, Format format, String protocol, Instant now) {
            this.file = file;
            this.format = format;
            this.protocol = protocol;
            this.now = now;
        }

        void event(AuditEvent event) {
            events.add(event);
        }

        /** Takes a record that was accepted. */
        void accept(Judged judged, Judged.Shared shared) {
            if (!shared.grants().stream().allMatch(grant -> takesFiles.test(grant.recipient()))) {
                single(judged, shared);
                return;
            }
            long bytes = Math.max(
                    judged.record().raw().length,
                    shared.grants().stream()
                            .mapToLong(grant -> grant.view().bytes().length)
                            .max()
                            .orElse(0));
            if (bundleBytes + bytes > MOST_BYTES) {
                closeBundle();
            }
            bundle.add(judged);
            bundleBytes += bytes;
        }

        Step step() {
            closeBundle();
            return new Step(deliveries, events, copies);
        }

        private void single(Judged judged, Judged.Shared shared) {
            var raw = judged.record().raw();
            var received = about(Type.RECEIVED, judged.id())
                    .with(Fact.MESSAGE_TYPE, shared.type())
                    .with(Fact.PURPOSE, shared.purpose())
                    .with(Fact.RECEIVED_DIGEST, judged.digest())
                    .with(Fact.PLACE, "line " + judged.record().line());
            if (!judged.group().isEmpty()) {
                received.with(Fact.GROUP, judged.group());
            }
            events.add(arrival(received).event());
            copies.add(new Copy(judged.id(), "received", vault.seal(raw, "received " + judged.id())));
            for (var grant : shared.grants()) {
                deliveries.add(views.single(
                        judged.id(),
                        grant.recipient(),
                        file.sender().value(),
                        grant.agreement(),
                        judged.group(),
                        grant.view()));
                events.add(about(Type.QUEUED, judged.id())
                        .with(Fact.RECIPIENT, grant.recipient())
                        .with(Fact.AGREEMENT, grant.agreement())
                        .with(Fact.VIEW_DIGEST, grant.view().fingerprint())
                        .event());
            }
            withheld(judged, shared);
        }

        private void closeBundle() {
            if (bundle.isEmpty()) {
                return;
            }
            long line = bundle.get(0).record().line();
            long last = bundle.get(bundle.size() - 1).record().lastLine();
            var id = MessageId.of(file.sender(), "bundle " + file.arrival() + " " + line);
            var raw = new ByteArrayOutputStream();
            var members = new ArrayList<Member>(bundle.size());
            var types = new LinkedHashSet<String>();
            var purposes = new LinkedHashSet<String>();
            Map<PartnerId, List<SealedViews.Member>> going = new LinkedHashMap<>();
            for (var judged : bundle) {
                var shared = shared(judged);
                raw.writeBytes(judged.record().raw());
                if (!shared.type().isEmpty()) {
                    types.add(shared.type());
                }
                purposes.add(shared.purpose());
                var sent = new ArrayList<Sent>(shared.grants().size());
                for (var grant : shared.grants()) {
                    sent.add(new Sent(
                            grant.recipient(), grant.agreement(), grant.view().fingerprint()));
                    going.computeIfAbsent(grant.recipient(), recipient -> new ArrayList<>())
                            .add(new SealedViews.Member(judged.id(), grant.agreement(), grant.view()));
                }
                members.add(new Member(
                        judged.id(), judged.record().line(), shared.type(), judged.digest(), raw.size(), sent));
            }
            var roll = new Roll(members).encode();
            events.add(arrival(about(Type.RECEIVED, id)
                            .with(Fact.MESSAGE_TYPE, String.join(" ", types))
                            .with(Fact.PURPOSE, String.join(" ", purposes))
                            .with(Fact.RECEIVED_DIGEST, vault.fingerprint(raw.toByteArray()))
                            .with(Fact.PLACE, "line " + line + " to " + last)
                            .with(Fact.COUNT, bundle.size())
                            .with(Fact.ROLL, vault.fingerprint(roll)))
                    .event());
            copies.add(new Copy(id, "received", vault.seal(raw.toByteArray(), "received " + id)));
            copies.add(new Copy(id, Roll.PART, vault.seal(roll, Roll.PART + " " + id)));
            going.forEach((recipient, those) -> queue(id, recipient, those));
            bundle.forEach(judged -> withheld(judged, shared(judged)));
            bundle.clear();
            bundleBytes = 0;
        }

        private void queue(MessageId id, PartnerId recipient, List<SealedViews.Member> members) {
            var agreements = new LinkedHashSet<String>();
            members.forEach(member -> agreements.add(member.agreement()));
            var agreement = String.join(", ", agreements);
            var bundled = views.bundle(id, recipient, file.sender().value(), agreement, members);
            deliveries.add(bundled.delivery());
            events.add(about(Type.QUEUED, id)
                    .with(Fact.RECIPIENT, recipient)
                    .with(Fact.AGREEMENT, agreement)
                    .with(Fact.VIEW_DIGEST, bundled.fingerprint())
                    .with(Fact.COUNT, members.size())
                    .event());
        }

        private void withheld(Judged judged, Judged.Shared shared) {
            if (!shared.endedBy().isEmpty()) {
                events.add(about(Type.ENDED, judged.id())
                        .with(Fact.STEP, shared.endedBy())
                        .event());
            }
            for (var withheld : shared.withheld()) {
                events.add(about(Type.REFUSED, judged.id())
                        .with(Fact.RECIPIENT, withheld.recipient())
                        .with(Fact.AGREEMENT, withheld.agreement())
                        .with(Fact.CODE, withheld.failure().code().code())
                        .event());
            }
        }

        private AuditEvent.Draft about(Type type, MessageId id) {
            return AuditEvent.at(now, type).with(Fact.MESSAGE, id).with(Fact.SENDER, file.sender());
        }

        private AuditEvent.Draft arrival(AuditEvent.Draft received) {
            return received.with(Fact.PROTOCOL, protocol)
                    .with(Fact.FORMAT, format.id())
                    .with(Fact.STYLESHEET, format.digest())
                    .with(Fact.RECEIVED_AT, now)
                    .with(Fact.BATCH, file.arrival());
        }
    }

    private static Judged.Shared shared(Judged judged) {
        if (judged.shared() instanceof Result.Ok<Judged.Shared> ok) {
            return ok.value();
        }
        throw new IllegalStateException("A record that was refused is not queued");
    }
}
