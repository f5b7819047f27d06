package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.List;
import passerelle.format.copybook.Part.Filler;
import passerelle.format.copybook.Part.Group;
import passerelle.format.copybook.Part.LeftOut;
import passerelle.format.copybook.Part.Note;
import passerelle.format.copybook.Statement.Trait;

/** Makes the parts of a record out of its items, byte by byte. */
final class RecordBuilder {
    /** Bytes of the longest record that a layout can have. */
    static final long MOST_BYTES = 1 << 20;

    private final Reports reports;
    private final FieldBuilder fields;
    private final Tables tables;

    RecordBuilder(Reports reports, FieldBuilder fields, Tables tables) {
        this.reports = reports;
        this.fields = fields;
        this.tables = tables;
    }

    /** The parts of a record; of one that is an item of its own, the one field. */
    List<Part> record(Item record, Names names) {
        var scope = Scope.of(names);
        if (!record.isGroup()) {
            return item(record, scope, 0);
        }
        var parts = new ArrayList<Part>();
        clauses(record, parts);
        parts.addAll(members(record, scope.with(record.entry()), 0));
        return parts;
    }

    /** Clauses of a group that are for its items, or for none. */
    private void clauses(Item group, List<Part> parts) {
        fields.conditionsOf(group, parts);
        if (group.entry().has(Trait.JUSTIFIED) || group.entry().has(Trait.BLANK_WHEN_ZERO)) {
            reports.refuse(
                    group.entry().line(),
                    group.entry().title() + " with JUSTIFIED or BLANK WHEN ZERO, and items below it",
                    "these clauses on an item with a picture");
        }
    }

    private List<Part> members(Item group, Scope scope, long start) {
        var parts = new ArrayList<Part>();
        var original = new Original(reports);
        long at = start;
        for (var member : group.members()) {
            if (member instanceof Member.Said said) {
                parts.add(new Note(said.remark().line(), said.remark().text()));
            } else if (member instanceof Item item) {
                var made = item.entry().redefines().isPresent()
                        ? alternative(item, scope, original)
                        : aligned(item, scope, at, original);
                parts.addAll(made);
                at += Part.sumOfMost(made);
                if (at > MOST_BYTES) {
                    reports.refuse(
                            item.entry().line(),
                            item.entry().title() + ", which ends at byte " + at,
                            "records of at most " + MOST_BYTES + " bytes");
                    return List.of();
                }
            }
        }
        return parts;
    }

    private List<Part> aligned(Item item, Scope scope, long at, Original original) {
        var parts = new ArrayList<Part>();
        long slack = Slack.before(item, scope, at);
        if (slack > 0) {
            parts.add(reports.say(
                    item.entry(),
                    "begins at a boundary, as it is SYNCHRONIZED: " + Part.bytes(slack) + " of filler before it, as"
                            + " IBM's compilers do it. Compare the length of the record with the file"));
            parts.add(new Filler(slack));
        }
        var made = item(item, scope, at + slack);
        original.is(item, at + slack, Part.sumOfMost(made));
        parts.addAll(made);
        return parts;
    }

    /** Another reading of the bytes of the item before: kept in a comment. */
    private List<Part> alternative(Item item, Scope scope, Original original) {
        if (!original.isMeantBy(item)) {
            return List.of();
        }
        var quiet = reports.ofWhatIsLeftOut();
        var made = new RecordBuilder(quiet, fields.with(quiet), tables)
                .item(item, scope.with(new Names(quiet)), original.at());
        var text = item.entry().title() + " redefines " + original
                + ": two readings of the same bytes. The first stands in the layout,"
                + " the second in a comment. Keep the right one; if both occur, write one record for each, told apart by"
                + " a field with a value";
        reports.report(item.entry().line(), text);
        var parts = new ArrayList<Part>();
        parts.add(new LeftOut(item.entry().line(), text, made));
        long longer = original.beyond(Part.sumOfMost(made));
        if (longer > 0) {
            parts.add(reports.say(
                    item.entry(),
                    "is " + Part.bytes(longer)
                            + " longer than what it redefines: filler stands for them. Look whether the"
                            + " file has them"));
            parts.add(new Filler(longer));
        }
        return parts;
    }

    private List<Part> item(Item item, Scope scope, long at) {
        return item.isGroup() ? group(item, scope, at) : fields.field(item, scope, tables);
    }

    private List<Part> group(Item item, Scope scope, long at) {
        var parts = new ArrayList<Part>();
        clauses(item, parts);
        if (tables.isNoElement(item)) {
            parts.add(reports.say(
                    item.entry(),
                    "is around a table of changing length, or around the item that counts it; a"
                            + " layout has these outside of groups only. What is in the group stands in the record itself, and the"
                            + " bytes are the same"));
            parts.addAll(members(item, scope.with(item.entry()), at));
        } else if (item.entry().isFiller() && !item.isTable()) {
            parts.addAll(members(item, scope.with(item.entry()), at));
        } else {
            element(item, scope, at, parts);
        }
        return parts;
    }

    /** A group that is an element of its own, if something in it has a name. */
    private void element(Item item, Scope scope, long at, List<Part> parts) {
        var inside = new ArrayList<>(members(item, scope.with(item.entry()).with(new Names(reports)), at));
        long slack = Slack.after(item, scope, Part.sumOfMost(inside));
        if (slack > 0) {
            inside.add(reports.say(
                    item.entry(),
                    "has SYNCHRONIZED items: " + Part.bytes(slack) + " of filler at the end of each entry, as"
                            + " IBM's compilers do it. Compare the length of the record with the file"));
            inside.add(new Filler(slack));
        }
        if (inside.stream().noneMatch(Part::isNamed)) {
            nameless(item, inside, parts);
        } else {
            var name = scope.names().of(item.entry().title(), item.entry().line());
            parts.add(new Group(name, inside, tables.times(item, reports)));
        }
    }

    /** A group in which nothing has a name is filler as a whole. */
    private void nameless(Item item, List<Part> inside, List<Part> parts) {
        inside.stream().filter(part -> part.most() == 0).forEach(parts::add);
        long bytes = Part.sumOfMost(inside) * item.times();
        if (bytes > 0) {
            parts.add(new Filler(bytes));
        } else {
            parts.add(reports.say(
                    item.entry(),
                    "has no items here, so that the layout is without it. Put them into the copybook and start"
                            + " again"));
        }
        if (item.dependingOn().isPresent()) {
            parts.add(reports.say(
                    item.entry(),
                    "is a table of changing length in which nothing has a name: filler of its greatest length stands"
                            + " for it. Give an item in it a name"));
        }
    }
}
