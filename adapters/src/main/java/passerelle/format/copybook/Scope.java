package passerelle.format.copybook;

import java.util.Optional;
import passerelle.format.copybook.Statement.Entry;
import passerelle.format.copybook.Statement.Sign;
import passerelle.format.copybook.Statement.Trait;

/**
 * What a group hands down to its items.
 *
 * @param names those that its neighbours have
 */
record Scope(Usage usage, Optional<Sign> sign, boolean isSynchronized, Names names) {

    static Scope of(Names names) {
        return new Scope(Usage.DISPLAY, Optional.empty(), false, names);
    }

    /** What holds for an item, or below it. */
    Scope with(Entry entry) {
        return new Scope(
                entry.usage().orElse(usage),
                entry.sign().or(() -> sign),
                isSynchronized || entry.has(Trait.SYNCHRONIZED),
                names);
    }

    /** In a group that is an element of its own. */
    Scope with(Names others) {
        return new Scope(usage, sign, isSynchronized, others);
    }
}
