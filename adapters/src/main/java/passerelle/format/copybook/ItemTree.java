package passerelle.format.copybook;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import passerelle.format.copybook.Statement.Condition;
import passerelle.format.copybook.Statement.Entry;
import passerelle.format.copybook.Statement.Remark;

/** Puts entries below each other by their level numbers. */
final class ItemTree {
    private final Reports reports;
    private final String nameOfAll;
    private final List<Item> records = new ArrayList<>();
    private final Deque<Item> path = new ArrayDeque<>();
    private Optional<Item> last = Optional.empty();

    private ItemTree(String nameOfAll, Reports reports) {
        this.nameOfAll = nameOfAll;
        this.reports = reports;
    }

    /**
     * The records of level 01, in their order.
     *
     * @param nameOfAll what the record is called when the copybook has no level 01, as one has that is copied below it
     */
    static List<Item> records(List<Statement> statements, String nameOfAll, Reports reports) {
        var tree = new ItemTree(nameOfAll, reports);
        for (var statement : statements) {
            if (statement instanceof Entry entry) {
                tree.entry(entry);
            } else if (statement instanceof Condition condition) {
                tree.condition(condition);
            } else if (statement instanceof Remark remark) {
                tree.remark(remark);
            }
        }
        return List.copyOf(tree.records);
    }

    private void entry(Entry entry) {
        var item = new Item(entry);
        if (entry.level() == 77) {
            reports.report(
                    entry.line(),
                    "77 " + entry.name() + " is an item of its own and in no record; it was left out. Give it level 05"
                            + " if the file has it");
        } else if (entry.level() == 1) {
            if (entry.occurs().isPresent()) {
                reports.refuse(entry.line(), entry.title() + " of level 01 with OCCURS", "OCCURS at levels 02 to 49");
            }
            path.clear();
            record(item);
        } else {
            leaveDeeperLevels(entry);
            var group = group(entry.line());
            if (group.entry().picture().isPresent()) {
                reports.refuse(
                        entry.line(),
                        entry.title() + " of level " + entry.level() + " below " + group + ", which has a picture",
                        "a level number up to " + group.entry().level() + ", or no picture there");
            }
            group.add(item);
            path.push(item);
        }
        last = Optional.of(item);
    }

    private void leaveDeeperLevels(Entry entry) {
        var left = Optional.<Item>empty();
        while (!path.isEmpty() && path.element().entry().level() >= entry.level()) {
            left = Optional.of(path.pop());
        }
        left.filter(item -> item.entry().level() != entry.level())
                .ifPresent(item -> reports.report(
                        entry.line(),
                        entry.title() + " has level " + entry.level() + " and stands beside " + item + " of level "
                                + item.entry().level() + ", as if both were the same; look whether that is meant"));
    }

    /** The group that is open, or a record for what stands in none. */
    private Item group(int line) {
        if (path.isEmpty()) {
            record(new Item(Entry.around(nameOfAll, line)));
        }
        return path.element();
    }

    private void record(Item item) {
        records.add(item);
        path.push(item);
    }

    /** A remark that stands before every record is a report and nothing else. */
    private void remark(Remark remark) {
        while (!path.isEmpty() && path.element().entry().isElementary()) {
            path.pop();
        }
        if (!path.isEmpty()) {
            path.element().add(new Member.Said(remark));
        }
    }

    private void condition(Condition condition) {
        last.ifPresentOrElse(
                item -> item.add(condition),
                () -> reports.refuse(condition.line(), "88 " + condition.name(), "an item before it"));
    }
}
