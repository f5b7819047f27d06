package passerelle.route;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.adapter.jms.Bundled;
import passerelle.adapter.jms.Delivery;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.model.AuditEvent;
import passerelle.model.Failure;
import passerelle.route.Rendering.Rendered;

/** The messages of one delivery, sorted: those in the open file, those that need another, those that no file can hold. */
final class Sorted<T> {
    private final Delivery delivery;
    private final FileBody<T> body;
    private final SealedViews views;
    private final List<Bundled> in = new ArrayList<>();
    private final List<Bundled> rest = new ArrayList<>();
    private final List<Unfit> unfit = new ArrayList<>();
    private boolean left;

    private record Unfit(Delivery delivery, Failure failure) {}

    Sorted(Delivery delivery, FileBody<T> body, SealedViews views) {
        this.delivery = delivery;
        this.body = body;
        this.views = views;
    }

    void take(Rendered<T> rendered) {
        rendered.said()
                .match(
                        record -> rest.isEmpty() && body.takes(record)
                                ? add(rendered.message(), record)
                                : rest.add(rendered.message()),
                        failure -> refuse(views.single(delivery, rendered.message()), failure));
    }

    private boolean add(Bundled message, T record) {
        body.add(record);
        return in.add(message);
    }

    boolean refuse(Delivery one, Failure failure) {
        if (failure.code().isTransient()) {
            // All of it is done again: nothing is wrong with the message.
            throw new IllegalStateException("cannot put a file together now: " + failure);
        }
        return unfit.add(new Unfit(one, failure));
    }

    void bury(Instant now, List<DeadLetter> dead, List<AuditEvent> events) {
        unfit.forEach(one -> Receipts.unfit(one.delivery(), one.failure(), now, dead, events));
    }

    int count() {
        return in.size();
    }

    /** What of the delivery is in the file. */
    Optional<Delivery> in() {
        return in.isEmpty() ? Optional.empty() : Optional.of(views.some(delivery, in));
    }

    /** The file was full before this delivery: all of it needs another one. */
    void leave() {
        left = true;
    }

    /** What of the delivery needs another file. */
    Optional<Delivery> rest() {
        if (left) {
            return Optional.of(delivery);
        }
        return rest.isEmpty() ? Optional.empty() : Optional.of(views.some(delivery, rest));
    }
}
