package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import passerelle.adapter.jms.Consignment;
import passerelle.adapter.jms.Delivery;
import passerelle.adapter.jms.Gathering;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.format.flat.Layout;
import passerelle.model.AuditEvent;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.route.Rendering.Rendered;
import passerelle.translate.Format;
import passerelle.vault.SealedFrames.End;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Before step 5, where the recipient takes files: says waiting deliveries in its format and puts the records together,
 * sealed on disk, until the file is full. From then on the file's name and bytes are fixed, whatever number of attempts
 * it needs, and it can be sent again as it was.
 */
public final class Filing implements Gathering {
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

    private final Path home;
    private final Function<FormatId, Optional<Format>> formats;
    private final Function<FormatId, Layout> layouts;
    private final Function<PartnerId, Partner> partners;
    private final Vault vault;
    private final SealedViews views;
    private final Rendering rendering;
    private final Counted counted;
    private final Duration keep;
    private final Clock clock;

    /**
     * @param home holds one folder a recipient
     * @param keep how long a file can be sent again
     */
    public Filing(
            Path home,
            Function<FormatId, Optional<Format>> formats,
            Function<FormatId, Layout> layouts,
            Function<PartnerId, Partner> partners,
            Vault vault,
            SealedViews views,
            Counted counted,
            Duration keep,
            Clock clock) {
        this.home = home;
        this.formats = formats;
        this.layouts = layouts;
        this.partners = partners;
        this.vault = vault;
        this.views = views;
        this.rendering = new Rendering(views, Patience.usual());
        this.counted = counted;
        this.keep = keep;
        this.clock = clock;
    }

    /** How far an open file is. @param layout digest of the layout it is begun in @param records up to where each stage counts @param tally the body's */
    private record State(String layout, byte[] tally, List<End> records, End deliveries) {
        byte[] encode() {
            var bytes = new ByteArrayOutputStream();
            try (var out = new DataOutputStream(bytes)) {
                out.writeUTF(layout);
                out.writeInt(tally.length);
                out.write(tally);
                out.writeInt(records.size());
                for (var end : records) {
                    PutTogether.write(out, end);
                }
                PutTogether.write(out, deliveries);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return bytes.toByteArray();
        }

        static State decode(byte[] bytes) {
            try (var in = new DataInputStream(new ByteArrayInputStream(bytes))) {
                var layout = in.readUTF();
                var tally = in.readNBytes(in.readInt());
                var records = new ArrayList<End>();
                for (int left = in.readInt(); left > 0; left--) {
                    records.add(PutTogether.end(in));
                }
                return new State(layout, tally, records, PutTogether.end(in));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    @Override
    public Added add(PartnerId recipient, Optional<OpenFile> file, List<Delivery> deliveries) throws IOException {
        var stages = new Stages();
        var format = format(recipient);
        var dead = new ArrayList<DeadLetter>();
        var events = new ArrayList<AuditEvent>();
        var kept = new ArrayList<Delivery>();
        var rest = new ArrayList<Delivery>();
        var body = body(format, file.map(open -> state(open).tally()));
        long records = 0;
        for (var sorted : sort(body, deliveries, format)) {
            sorted.bury(clock.instant(), dead, events);
            sorted.in().ifPresent(kept::add);
            sorted.rest().ifPresent(rest::add);
            records += sorted.count();
        }
        stages.end("translate-out");
        counted.stages(stages);
        var id = file.map(OpenFile::id).orElseGet(() -> UUID.randomUUID().toString());
        var state = write(recipient, id, file.map(this::state), body, kept);
        return new Added(
                new OpenFile(
                        id,
                        file.map(OpenFile::since).orElseGet(clock::instant),
                        file.map(OpenFile::records).orElse(0L) + records,
                        file.map(OpenFile::deliveries).orElse(0) + kept.size(),
                        vault.seal(state.encode(), context(id))),
                rest,
                dead,
                events);
    }

    /** The broker sees ciphertext only: a tally may hold values of a header that records bring. */
    private State state(OpenFile file) {
        try {
            return State.decode(vault.open(file.state(), context(file.id())));
        } catch (Unsealable e) {
            throw new IllegalStateException("an open file does not open with the gateway's keys", e);
        }
    }

    private static String context(String id) {
        return "gathering " + id;
    }

    @Override
    public Optional<List<Delivery>> begunOtherwise(PartnerId recipient, OpenFile file) throws IOException {
        var state = state(file);
        if (state.layout().equals(format(recipient).layoutDigest())) {
            return Optional.empty();
        }
        var deliveries = new ArrayList<Delivery>();
        try (var views = folder(recipient).views(file.id(), state.deliveries())) {
            for (var kept = views.next(); kept.isPresent(); kept = views.next()) {
                deliveries.add(kept.get());
            }
        }
        return Optional.of(deliveries);
    }

    private <T> List<Sorted<T>> sort(FileBody<T> body, List<Delivery> deliveries, Format format) {
        var all = new ArrayList<Sorted<T>>(deliveries.size());
        boolean full = false;
        for (int from = 0; from < deliveries.size(); ) {
            int to = full ? deliveries.size() : Slices.end(deliveries, from, delivery -> delivery.view().length);
            var together = deliveries.subList(from, to);
            var said = full ? List.<Result<List<Rendered<T>>>>of() : rendering.render(together, format, body::encode);
            for (int i = 0; i < together.size(); i++) {
                var delivery = together.get(i);
                var sorted = new Sorted<>(delivery, body, views);
                if (full) {
                    sorted.leave();
                } else {
                    said.get(i)
                            .match(
                                    messages -> {
                                        messages.forEach(sorted::take);
                                        return true;
                                    },
                                    failure -> sorted.refuse(delivery, failure));
                }
                full |= sorted.rest().isPresent();
                all.add(sorted);
            }
            from += together.size();
        }
        return all;
    }

    private State write(PartnerId recipient, String id, Optional<State> before, FileBody<?> body, List<Delivery> kept)
            throws IOException {
        var folder = folder(recipient);
        var ends = new ArrayList<End>();
        for (int stage = 0; stage < body.stages(); stage++) {
            var from = before.isPresent() ? before.get().records().get(stage) : End.NONE;
            var bytes = body.take(stage);
            if (bytes.length == 0) {
                ends.add(from);
                continue;
            }
            try (var frames = folder.records(id, stage, from)) {
                frames.add(bytes);
                ends.add(frames.force());
            }
        }
        try (var frames = folder.deliveries(id, before.map(State::deliveries).orElse(End.NONE))) {
            for (var delivery : kept) {
                frames.addSealed(delivery.encode());
            }
            return new State(format(recipient).layoutDigest(), body.tally(), ends, frames.force());
        }
    }

    @Override
    public boolean close(PartnerId recipient, OpenFile open, long sequence) throws IOException {
        var state = state(open);
        if (!state.layout().equals(format(recipient).layoutDigest())) {
            throw new IllegalStateException("the layout changed at this moment: the file is begun again");
        }
        var folder = folder(recipient);
        var created = clock.instant().truncatedTo(ChronoUnit.SECONDS);
        var facts = Map.of(
                "file-id", shortId(open.id()),
                "created", created.toString(),
                "sender", "PASSERELLE",
                "recipient", recipient.value(),
                "sequence", Long.toString(sequence));
        var body = body(format(recipient), Optional.of(state.tally()));
        var between = body.between(facts);
        var refusal = between.match(pieces -> Optional.<Failure>empty(), Optional::of);
        var pieces = between.match(list -> list, failure -> List.<byte[]>of());
        var sum = refusal.isEmpty() ? digest(folder, open.id(), pieces, state.records()) : new Sum(0, "");
        folder.fix(
                open.id(),
                new PutTogether(
                        created,
                        refusal.isEmpty() ? sequence : 0,
                        name(recipient, created, open.id()),
                        sum.size(),
                        sum.digest(),
                        pieces,
                        state.records(),
                        state.deliveries(),
                        refusal));
        folder.purge(clock.instant().minus(keep));
        return refusal.isEmpty();
    }

    /** @param digest keyed fingerprint of the SHA-256 */
    private record Sum(long size, String digest) {}

    private Sum digest(FileFolder folder, String id, List<byte[]> between, List<End> stages) throws IOException {
        try {
            var sha = MessageDigest.getInstance("SHA-256");
            try (var in = new DigestInputStream(folder.stream(id, between, stages), sha)) {
                long size = in.transferTo(OutputStream.nullOutputStream());
                return new Sum(size, vault.fingerprint(sha.digest()));
            }
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    @Override
    public Consignment consignment(PartnerId recipient, String id, int attempt) throws IOException {
        var file = fixed(recipient, id);
        var deliveries = new ArrayList<Delivery>();
        try (var views = folder(recipient).views(id, file.deliveries())) {
            for (var kept = views.next(); kept.isPresent(); kept = views.next()) {
                var delivery = kept.get();
                deliveries.add(
                        delivery.withView(delivery.bundled(), new byte[0]).withAttempt(attempt));
            }
        }
        return new Consignment(id, recipient, file.created(), deliveries);
    }

    @Override
    public Views views(PartnerId recipient, String id) throws IOException {
        return folder(recipient).views(id, fixed(recipient, id).deliveries());
    }

    PutTogether fixed(PartnerId recipient, String id) throws IOException {
        return folder(recipient).fixedFile(id);
    }

    OutgoingFile outgoing(PartnerId recipient, String id, PutTogether file) {
        return folder(recipient).outgoing(id, file);
    }

    /** The id of the recipient's file of that name, while it is kept. */
    public Optional<String> find(PartnerId recipient, String name) throws IOException {
        for (var id : folder(recipient).fixedFiles()) {
            if (fixed(recipient, id).name().equals(name)) {
                return Optional.of(id);
            }
        }
        return Optional.empty();
    }

    private FileBody<?> body(Format format, Optional<byte[]> tally) {
        return FileBody.of(format, layouts, tally);
    }

    private Format format(PartnerId recipient) {
        var id = outbound(recipient).format();
        return formats.apply(id).orElseThrow(() -> new IllegalStateException("Format " + id + " is not loaded"));
    }

    private Outbound outbound(PartnerId recipient) {
        return partners.apply(recipient)
                .receives()
                .orElseThrow(() -> new IllegalStateException(recipient + " receives nothing"));
    }

    /** The same for every attempt: prefix, time of putting together, id. */
    private String name(PartnerId recipient, Instant created, String id) {
        var batch = batch(outbound(recipient));
        return batch.prefix() + "-" + IN_NAMES.format(created) + "-" + shortId(id) + "." + batch.extension();
    }

    private static Outbound.Batch batch(Outbound outbound) {
        if (outbound instanceof Outbound.Sftp sftp) {
            return sftp.batch();
        }
        if (outbound instanceof Outbound.Outbox outbox) {
            return outbox.batch();
        }
        if (outbound instanceof Outbound.Folder folder) {
            return folder.batch();
        }
        throw new IllegalStateException("A call has no file name");
    }

    private static String shortId(String id) {
        return id.replace("-", "").substring(0, 12);
    }

    private FileFolder folder(PartnerId recipient) {
        return new FileFolder(home.resolve(recipient.value()), vault);
    }
}
