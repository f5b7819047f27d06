package passerelle.store;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;

/** A log being written for a test: each event a second after the one before. */
final class Story implements Events {
    static final PartnerId NORTH = new PartnerId("north");
    static final PartnerId SOUTH = new PartnerId("south");
    static final PartnerId REGISTRY = new PartnerId("registry");

    private static final Instant START = Instant.parse("2026-11-23T08:00:00.123Z");

    private final List<AuditEvent> events = new ArrayList<>();

    static MessageId id(int number) {
        return MessageId.of(NORTH, "message " + number);
    }

    /** The time of the event with this index. */
    static Instant time(long index) {
        return START.plusSeconds(index);
    }

    @Override
    public List<AuditEvent> at(List<Long> indexes) {
        return indexes.stream().map(index -> events.get(index.intValue())).toList();
    }

    List<AuditEvent> events() {
        return List.copyOf(events);
    }

    int size() {
        return events.size();
    }

    Story gateway(Type type) {
        return add(at(type).with(Fact.CONFIGURATION, "c0ffee"));
    }

    Story received(int number) {
        return received(number, NORTH);
    }

    Story received(int number, PartnerId sender) {
        return add(of(Type.RECEIVED, number)
                .with(Fact.SENDER, sender)
                .with(Fact.MESSAGE_TYPE, "notice")
                .with(Fact.FORMAT, "notice-v2")
                .with(Fact.PROTOCOL, "soap")
                .with(Fact.RECEIVED_DIGEST, "digest " + number)
                .with(Fact.RECEIVED_AT, time(size())));
    }

    Story refused(int number, FailureCode code) {
        return add(of(Type.REFUSED, number)
                .with(Fact.SENDER, NORTH)
                .with(Fact.CODE, code.code())
                .with(Fact.PLACE, "line 3"));
    }

    Story repeated(int number) {
        return add(of(Type.REPEATED, number));
    }

    Story ended(int number) {
        return add(of(Type.ENDED, number).with(Fact.STEP, "only-adults"));
    }

    Story queued(int number, PartnerId to) {
        return add(of(Type.QUEUED, number).with(Fact.RECIPIENT, to));
    }

    Story attempted(int number, PartnerId to, int attempt) {
        return add(of(Type.ATTEMPTED, number).with(Fact.RECIPIENT, to).with(Fact.ATTEMPT, attempt));
    }

    Story failed(int number, PartnerId to, int attempt, FailureCode code, Instant next) {
        return add(of(Type.FAILED, number)
                .with(Fact.RECIPIENT, to)
                .with(Fact.ATTEMPT, attempt)
                .with(Fact.CODE, code.code())
                .with(Fact.NEXT_TRY, next));
    }

    Story delivered(int number, PartnerId to) {
        return add(of(Type.DELIVERED, number).with(Fact.RECIPIENT, to));
    }

    Story dead(int number, PartnerId to, FailureCode code) {
        return add(of(Type.DEAD, number)
                .with(Fact.RECIPIENT, to)
                .with(Fact.CODE, code.code())
                .with(Fact.PLACE, "/notice/sex"));
    }

    Story replayed(int number, PartnerId to) {
        return add(of(Type.REPLAYED, number).with(Fact.RECIPIENT, to).with(Fact.ACTOR, "operator"));
    }

    Story add(AuditEvent.Draft draft) {
        events.add(draft.event());
        return this;
    }

    AuditEvent.Draft at(Type type) {
        return AuditEvent.at(time(size()), type);
    }

    private AuditEvent.Draft of(Type type, int number) {
        return at(type).with(Fact.MESSAGE, id(number));
    }
}
