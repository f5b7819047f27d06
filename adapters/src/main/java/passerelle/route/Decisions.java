package passerelle.route;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Supplier;
import passerelle.decide.Agreements;

/** Step 3, the bean {@code decisions}: asks the agreements, at the present moment. */
public final class Decisions {
    private final Supplier<Agreements> agreements;
    private final Clock clock;

    public Decisions(Supplier<Agreements> agreements, Clock clock) {
        this.agreements = agreements;
        this.clock = clock;
    }

    /** {@link DecidedParts}, or the {@link Refusal} of all of it when one part is refused. */
    public Object decideParts(Parted parted) {
        var decided = new ArrayList<Decided>();
        for (var part : parted.going()) {
            var outcome = decide(part);
            if (outcome instanceof Decided good) {
                decided.add(good);
            } else if (outcome instanceof Refusal refusal) {
                var whole = parted.whole();
                return new Refusal(whole.received(), Optional.of(whole.id()), refusal.failure());
            }
        }
        return new DecidedParts(parted, decided);
    }

    /** {@link Decided}, or the {@link Refusal} that names the rule. */
    public Object decide(Translated translated) {
        var decision = agreements.get().decide(translated.question(), clock.instant());
        var read = translated.read();
        read.stages().end("decide");
        return decision.match(
                share -> new Decided(translated, share),
                refuse -> new Refusal(read.received(), Optional.of(read.id()), refuse.failure()));
    }
}
