package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.format.copybook.Statement.Condition;
import passerelle.format.copybook.Statement.Entry;

/** An entry with what stands below it. Two items are the same only if they are one. */
final class Item implements Member {
    private final Entry entry;
    private final List<Member> members = new ArrayList<>();
    private final List<Condition> conditions = new ArrayList<>();

    Item(Entry entry) {
        this.entry = entry;
    }

    Entry entry() {
        return entry;
    }

    /** Items and remarks below it, in their order. */
    List<Member> members() {
        return List.copyOf(members);
    }

    /** The items below it. */
    List<Item> items() {
        return members.stream()
                .filter(Item.class::isInstance)
                .map(Item.class::cast)
                .toList();
    }

    List<Condition> conditions() {
        return List.copyOf(conditions);
    }

    void add(Member member) {
        members.add(member);
    }

    void add(Condition condition) {
        conditions.add(condition);
    }

    boolean isGroup() {
        return entry.picture().isEmpty() && !members.isEmpty();
    }

    /** It stands in a record several times, or as often as another item says. */
    boolean isTable() {
        return entry.occurs()
                .filter(table -> table.most() > 1 || table.dependingOn().isPresent())
                .isPresent();
    }

    /** How often it stands there at most. */
    long times() {
        return entry.occurs().map(Statement.Occurs::most).orElse(1L);
    }

    /** The item that says how often this one stands there. */
    Optional<String> dependingOn() {
        return entry.occurs().flatMap(Statement.Occurs::dependingOn);
    }

    @Override
    public String toString() {
        return entry.toString();
    }
}
