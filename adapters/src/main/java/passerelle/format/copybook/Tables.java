package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.format.copybook.Part.Times;

/** The tables of one record whose length another item says. A layout can have one, at the end of the record. */
final class Tables {
    private final Item record;
    private final Set<Item> ends = new HashSet<>();
    private final Set<Item> noElements = new HashSet<>();
    private final Map<Item, String> names = new HashMap<>();

    Tables(Item record) {
        this.record = record;
        var last = Optional.of(record);
        while (last.isPresent()) {
            ends.add(last.get());
            last.flatMap(Item::dependingOn).ifPresent(this::takeOut);
            last = last.filter(item -> !item.isTable()).flatMap(Tables::lastOf);
        }
    }

    /** The groups around the last table, and around what counts it. */
    private void takeOut(String count) {
        var counts = named(record, count);
        if (counts.size() == 1) {
            noElements.addAll(ends);
            around(record, counts.get(0));
        }
    }

    private boolean around(Item group, Item wanted) {
        boolean isAround = group.equals(wanted) || group.items().stream().anyMatch(item -> around(item, wanted));
        if (isAround) {
            noElements.add(group);
        }
        return isAround;
    }

    /** A group whose items stand in the record itself, since the layout counts tables outside of groups only. */
    boolean isNoElement(Item group) {
        return noElements.contains(group) && !group.isTable();
    }

    private static Optional<Item> lastOf(Item group) {
        var items = group.items().stream()
                .filter(item -> item.entry().redefines().isEmpty())
                .toList();
        return items.isEmpty() ? Optional.empty() : Optional.of(items.get(items.size() - 1));
    }

    /** Keeps what an item is called in the layout that can count a table. */
    void called(Item item, String name) {
        names.put(item, name);
    }

    /** How often an item stands in the record. Says so where the layout can have only the greatest number. */
    Times times(Item item, Reports reports) {
        if (!item.isTable()) {
            return Times.ONCE;
        }
        if (item.dependingOn().isEmpty()) {
            return Times.always(item.times());
        }
        if (!ends.contains(item)) {
            return fixed(item, reports, "something follows it in the record, or it is in a table");
        }
        var wanted = item.dependingOn().get();
        var counts = named(record, wanted);
        if (counts.size() != 1 || !names.containsKey(counts.get(0))) {
            return fixed(
                    item,
                    reports,
                    Token.shown(wanted) + " is not one number before it in the same record, outside of tables");
        }
        var table = item.entry().occurs().orElseThrow();
        return new Times(table.least(), table.most(), Optional.ofNullable(names.get(counts.get(0))));
    }

    private static Times fixed(Item item, Reports reports, String why) {
        reports.report(
                item.entry().line(),
                item.entry().title() + " occurs as often as "
                        + item.dependingOn().map(Token::shown).orElse("")
                        + " says, which a layout cannot say here: " + why + ". It has all " + item.times()
                        + " entries in the layout, and shorter records will be refused; ask for a file with full length"
                        + " records, or write one record for each length");
        return Times.always(item.times());
    }

    private static List<Item> named(Item group, String name) {
        var found = new ArrayList<Item>();
        for (var item : group.items()) {
            if (!item.isTable() && item.entry().redefines().isEmpty()) {
                if (item.entry().name().equalsIgnoreCase(name)) {
                    found.add(item);
                }
                found.addAll(named(item, name));
            }
        }
        return found;
    }
}
