package passerelle.console;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.store.Index;
import passerelle.store.Journey;
import passerelle.store.Query;
import passerelle.store.Roll;
import passerelle.store.Summary;
import passerelle.vault.Copies;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/** Finds the last messages that came in a format, among those whose bytes are kept. */
final class KeptMessages {
    private static final String RECEIVED = "received";

    /** How many of the newest messages are looked at for each that is wanted: others may be of other formats. */
    private static final int LOOKED_AT = 50;

    private final Index index;
    private final Copies copies;
    private final Vault vault;

    KeptMessages(Index index, Copies copies, Vault vault) {
        this.index = index;
        this.copies = copies;
        this.vault = vault;
    }

    /** Newest first. @param partner the sender; empty: any */
    List<Kept> last(FormatId format, Optional<PartnerId> partner, int most) {
        var kept = new ArrayList<Kept>();
        var query = new Query(partner, Optional.empty(), Optional.empty(), Math.multiplyExact(most, LOOKED_AT));
        for (var summary : index.find(query)) {
            boolean wanted = summary.format().filter(format::equals).isPresent()
                    && (partner.isEmpty() || summary.sender().equals(partner));
            if (wanted && kept.size() < most) {
                add(summary, most - kept.size(), kept);
            }
        }
        return kept;
    }

    private void add(Summary summary, int most, List<Kept> kept) {
        var place = index.copy(summary.id(), RECEIVED);
        var journey = index.journey(summary.id());
        if (place.isEmpty() || journey.isEmpty() || summary.sender().isEmpty()) {
            return;
        }
        var sender = summary.sender().get();
        var at = receivedAt(journey.get()).orElse(summary.arrived());
        var roll = index.copy(summary.id(), Roll.PART);
        if (roll.isEmpty()) {
            kept.add(new Kept(summary.id(), sender, at, views(journey.get()), () -> open(place.get())));
            return;
        }
        var rolled = Roll.decode(open(roll.get()));
        int first = Math.max(0, rolled.members().size() - most);
        for (int i = rolled.members().size() - 1; i >= first; i--) {
            var member = rolled.members().get(i);
            var views = member.sent().stream()
                    .collect(Collectors.toMap(Roll.Sent::recipient, Roll.Sent::view, (one, other) -> one));
            kept.add(new Kept(member.id(), sender, at, views, () -> slice(rolled, member.id(), place.get())));
        }
    }

    private byte[] slice(Roll roll, MessageId id, Copies.Place place) {
        return roll.find(id)
                .map(slice -> slice.of(open(place)))
                .orElseThrow(() -> new IllegalStateException("A member of a roll is not in it"));
    }

    private static Optional<Instant> receivedAt(Journey journey) {
        return events(journey, Type.RECEIVED)
                .flatMap(event -> event.fact(Fact.RECEIVED_AT).stream())
                .findFirst()
                .map(Instant::parse);
    }

    private static Map<PartnerId, String> views(Journey journey) {
        var views = new LinkedHashMap<PartnerId, String>();
        events(journey, Type.QUEUED)
                .forEach(event -> event.fact(Fact.RECIPIENT).ifPresent(recipient -> event.fact(Fact.VIEW_DIGEST)
                        .ifPresent(digest -> views.put(new PartnerId(recipient), digest))));
        return views;
    }

    private static Stream<AuditEvent> events(Journey journey, Type type) {
        return journey.events().stream().map(Journey.Entry::event).filter(event -> event.type() == type);
    }

    private byte[] open(Copies.Place place) {
        try {
            return vault.open(copies.read(place), place.part() + " " + place.id());
        } catch (IOException e) {
            throw new UncheckedIOException("The copy could not be read", e);
        } catch (Unsealable e) {
            throw new IllegalStateException("The copy does not open with the gateway's keys", e);
        }
    }
}
