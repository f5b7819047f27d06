package passerelle.format.copybook;

import java.util.HashSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The item that the next ones may redefine: the last one that redefines nothing. */
final class Original {
    private final Reports reports;
    private final Set<String> names = new HashSet<>();
    private Optional<Item> item = Optional.empty();
    private long at;
    private long length;

    Original(Reports reports) {
        this.reports = reports;
    }

    void is(Item other, long begin, long bytes) {
        item = Optional.of(other);
        at = begin;
        length = bytes;
        names.clear();
        names.add(other.entry().name().toUpperCase(Locale.ROOT));
    }

    /** Whether an item redefines this one, or another one that does; refused otherwise. */
    boolean isMeantBy(Item other) {
        var wanted = other.entry().redefines().orElse("");
        boolean isMeant = names.contains(wanted.toUpperCase(Locale.ROOT));
        if (!isMeant) {
            reports.refuse(
                    other.entry().line(),
                    other.entry().title() + " redefines " + Token.shown(wanted),
                    item.map(known -> "REDEFINES of the item just before it, " + known)
                            .orElse("an item before it at the same level"));
        }
        names.add(other.entry().name().toUpperCase(Locale.ROOT));
        return isMeant;
    }

    /** Its first byte, from 0. */
    long at() {
        return at;
    }

    /** How many bytes another reading goes on beyond what is there already, which are then there too. */
    long beyond(long bytes) {
        long more = Math.max(0, bytes - length);
        length += more;
        return more;
    }

    @Override
    public String toString() {
        return item.map(Item::toString).orElse("");
    }
}
