package passerelle.format.copybook;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import passerelle.format.copybook.CopybookLayout.RecordSize;
import passerelle.format.copybook.Part.Filler;
import passerelle.format.copybook.Part.Note;
import passerelle.format.copybook.Statement.Entry;
import passerelle.model.Problem;

/**
 * Makes a layout of a COBOL copybook: ISO/IEC 1989 data descriptions with the lengths that IBM's compilers give to them.
 * Whatever a layout cannot say is reported with its line and with what a person must do, and stands as a comment at its
 * place.
 */
public final class Copybook {
    /** Bytes of a record up to which a layout need not say how long one may be. */
    private static final long LONGEST_UNSAID = 64 << 10;

    private static final int MOST_RECORDS = 500;

    private final Reports reports;
    private final LayoutChoices choices;

    /** A record of the layout. */
    private record RecordParts(String name, List<Part> parts) {}

    private Copybook(Reports reports, LayoutChoices choices) {
        this.reports = reports;
        this.choices = choices;
    }

    /**
     * The layout; empty when the copybook cannot be read. Adds every problem with its line; there can be some beside a
     * layout.
     *
     * @param file what the copybook is called in problems, without folders; without its ending it names a record that has
     *     no level 01
     * @param bytes UTF-8 or ISO-8859-1, in fixed or free format
     */
    public static Optional<CopybookLayout> layout(
            String file, byte[] bytes, LayoutChoices choices, List<Problem> problems) {
        var reports = new Reports(file, problems);
        return new Copybook(reports, choices).layout(file, bytes);
    }

    private Optional<CopybookLayout> layout(String file, byte[] bytes) {
        var source = SourceText.of(Lines.of(bytes, reports), reports);
        var statements = StatementReader.read(Lexer.tokens(source, reports), reports);
        if (statements.stream().noneMatch(Entry.class::isInstance) && !reports.refused()) {
            reports.refuse(0, "no data description", "items as in 05 SURNAME PIC X(30).");
        }
        placeholders(statements);
        var nameOfAll = choices.name().orElse(file.replaceFirst("(?<=.)\\.[^.]*$", ""));
        var items = reports.refused() ? List.<Item>of() : ItemTree.records(statements, nameOfAll, reports);
        if (choices.name().isPresent() && items.size() > 1) {
            reports.refuse(0, "--name and " + items.size() + " records", "no --name: each is called as its level 01");
        }
        if (items.size() > MOST_RECORDS) {
            reports.refuse(0, items.size() + " records", "at most " + MOST_RECORDS);
        }
        if (reports.refused() || items.isEmpty()) {
            return Optional.empty();
        }
        if (items.size() > 1) {
            several(items);
        } else {
            items.get(0)
                    .entry()
                    .redefines()
                    .ifPresent(
                            other -> reports.report(
                                    items.get(0).entry().line(),
                                    items.get(0).entry().title() + " redefines " + Token.shown(other)
                                            + ", which the copybook does not have; look whether it is a record of the same file"));
        }
        var records = records(items);
        return reports.refused() ? Optional.empty() : Optional.of(written(file, items, framed(items, records)));
    }

    private void placeholders(List<Statement> statements) {
        statements.stream()
                .filter(Entry.class::isInstance)
                .map(Entry.class::cast)
                .filter(entry -> entry.name().contains(":"))
                .findFirst()
                .ifPresent(entry -> reports.report(
                        entry.line(),
                        entry.name()
                                + " has a placeholder between colons, which COPY REPLACING fills; names in the layout"
                                + " are without it. Replace it in the copybook if the name should have it"));
    }

    private void several(List<Item> items) {
        reports.report(
                items.get(1).entry().line(),
                "the copybook has " + items.size() + " records: "
                        + items.stream().map(Item::toString).collect(Collectors.joining(", "))
                        + ". Give each a field with a value=\"…\" in the layout that tells it from the others; VALUE clauses"
                        + " stand there as comments. Delete those that the file does not have");
    }

    private List<RecordParts> records(List<Item> items) {
        var names = new Names(reports);
        var fields = new FieldBuilder(reports, choices.charset(), items.size() > 1);
        var records = new ArrayList<RecordParts>();
        for (var item : items) {
            var cobol = choices.name().orElse(item.entry().title());
            var name = names.of(cobol, item.entry().line());
            var parts = new RecordBuilder(reports, fields, new Tables(item)).record(item, new Names(reports));
            if (parts.stream().noneMatch(Part::isNamed) && !reports.refused()) {
                reports.refuse(
                        item.entry().line(),
                        item.entry().title() + " with nothing to read",
                        "at least one item with a name");
            }
            records.add(new RecordParts(name, parts));
        }
        return records;
    }

    /** With framing fixed, filler makes all records as long as the longest. */
    private List<RecordParts> framed(List<Item> items, List<RecordParts> records) {
        if (framing(records) != FileFraming.FIXED) {
            return records;
        }
        long longest = longest(records);
        var framed = new ArrayList<RecordParts>();
        for (int i = 0; i < records.size(); i++) {
            var record = records.get(i);
            var parts = new ArrayList<>(record.parts());
            if (Part.sumOfLeast(parts) < Part.sumOfMost(parts)) {
                reports.report(
                        items.get(i).entry().line(),
                        items.get(i).entry().title() + " has from " + Part.sumOfLeast(parts) + " to "
                                + Part.bytes(Part.sumOfMost(parts))
                                + ", and framing is fixed; use --framing rdw, or ask for records of one length");
            }
            long missing = longest - Part.sumOfMost(parts);
            if (missing > 0) {
                var text = items.get(i).entry().title() + " is " + Part.bytes(missing)
                        + " shorter than the longest record, and framing is fixed:"
                        + " filler ends it. Use --framing rdw if the file has records of different lengths";
                reports.report(items.get(i).entry().line(), text);
                parts.add(new Note(items.get(i).entry().line(), text));
                parts.add(new Filler(missing));
            }
            framed.add(new RecordParts(record.name(), parts));
        }
        return framed;
    }

    private FileFraming framing(List<RecordParts> records) {
        boolean varies =
                records.stream().anyMatch(record -> Part.sumOfLeast(record.parts()) < Part.sumOfMost(record.parts()));
        return choices.framing().orElse(varies ? FileFraming.RDW : FileFraming.FIXED);
    }

    private static long longest(List<RecordParts> records) {
        return records.stream()
                .mapToLong(record -> Part.sumOfMost(record.parts()))
                .max()
                .orElse(0);
    }

    private CopybookLayout written(String file, List<Item> items, List<RecordParts> records) {
        var framing = framing(records);
        var attributes = new LinkedHashMap<String, String>();
        attributes.put("encoding", choices.encoding());
        attributes.put("framing", framing.toString());
        if (framing == FileFraming.FIXED) {
            attributes.put("record-length", Long.toString(longest(records)));
        }
        if (items.size() > 1) {
            attributes.put("order", "mixed");
        }
        if (longest(records) > LONGEST_UNSAID) {
            attributes.put("longest-record", Long.toString(longest(records)));
        }
        var text = new LayoutText();
        text.comment(
                "Made from the copybook " + file + ". A number loses its leading zeros: take type, decimals and sign"
                        + " away from a date or an identifier, so that it is text.");
        text.open("layout", attributes);
        var sizes = new ArrayList<RecordSize>();
        for (var record : records) {
            var size = RecordSize.of(record.name(), record.parts());
            sizes.add(size);
            text.comment(size.bytes());
            var named = new LinkedHashMap<String, String>();
            named.put("name", record.name());
            named.put("max", "many");
            text.open("record", named);
            text.parts(record.parts());
            text.close("record");
        }
        text.close("layout");
        return new CopybookLayout(text.toString(), sizes);
    }
}
