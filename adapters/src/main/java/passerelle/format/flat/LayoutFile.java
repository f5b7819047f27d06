package passerelle.format.flat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import passerelle.config.Nearest;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** Reads a layout file and finds everything that is wrong with it. */
final class LayoutFile {
    private final LayoutElement root;
    private final List<FlatRecordType> types = new ArrayList<>();
    private final List<RecordGroup> groups = new ArrayList<>();
    private final List<LayoutElement> elements = new ArrayList<>();

    private int longest = Layout.MOST_BYTES;

    private LayoutFile(LayoutElement root) {
        this.root = root;
    }

    /** @param about of the files that this layout is a report on */
    static Optional<Layout> read(Path home, Path file, Optional<Layout> about, List<Problem> problems) {
        var name = home.relativize(file).toString();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
        return HardenedXml.parse(bytes).match(document -> read(name, document, about, problems), failure -> {
            problems.add(Problem.of(name, failure));
            return Optional.empty();
        });
    }

    private static Optional<Layout> read(
            String name, XdmNode document, Optional<Layout> about, List<Problem> problems) {
        int before = problems.size();
        var root = new LayoutElement(name, document.getOutermostElement(), problems);
        if (!root.name().equals("layout")) {
            root.problem("the file is a '" + root.name() + "'; expected a 'layout'");
            return Optional.empty();
        }
        var reader = new LayoutFile(root);
        var layout = reader.layout();
        about.ifPresent(reader::report);
        return problems.size() == before ? Optional.of(layout) : Optional.empty();
    }

    private Layout layout() {
        var framing = root.word("framing", List.of("line", "fixed", "rdw", "delimited"));
        boolean hasLines = framing.equals("line") || framing.equals("delimited");
        var encoding = root.needed("encoding");
        var characters = EncodingAttribute.read(root, encoding.isEmpty() ? "UTF-8" : encoding, hasLines);
        var shape = framing.equals("delimited") ? delimited(characters) : fixed(characters, framing.equals("line"));
        longest = root.number("longest-record", 1, Layout.MOST_LONGEST, Layout.MOST_BYTES);
        var isMixed = root.word("order", List.of("fixed", "mixed")).equals("mixed");
        for (var element : root.children(List.of("record", "group"))) {
            if (element.name().equals("group")) {
                int first = types.size();
                element.children(List.of("record")).forEach(record -> type(record, characters, shape));
                group(element, isMixed, first);
            } else {
                type(element, characters, shape);
            }
        }
        var frames = new FramingAttributes(root, elements, types, longest).framing(framing, shape);
        var headerRow = HeaderRowAttributes.read(root, shape, types);
        root.done();
        if (types.isEmpty()) {
            root.problem("the layout has no record");
        }
        for (int i = 0; i < types.size(); i++) {
            compare(elements.get(i), types.get(i), types.subList(0, i));
            header(elements.get(i), types.get(i), types.subList(0, i));
            for (var check : types.get(i).checks()) {
                check(elements.get(i), types.get(i), check);
            }
        }
        return new Layout(characters, frames, shape, isMixed, types, groups, headerRow);
    }

    /** What a report must not have. */
    private void report(Layout about) {
        for (int i = 0; i < types.size(); i++) {
            var type = types.get(i);
            if (about.hasName(type.name())) {
                elements.get(i)
                        .problem("record '" + type.name()
                                + "' has the name of a record or group of layout.xml; expected its own");
            }
            if (type.fields().stream()
                    .anyMatch(field -> field.fact().filter("sequence"::equals).isPresent())) {
                elements.get(i).problem("record '" + type.name() + "' has the fact 'sequence'; a report has no number");
            }
        }
        groups.stream()
                .filter(group -> about.hasName(group.name()))
                .forEach(group -> root.problem("group '" + group.name()
                        + "' has the name of a record or group of layout.xml; expected its own"));
    }

    private void type(LayoutElement element, Characters characters, Shape shape) {
        elements.add(element);
        types.add(RecordTypeElement.read(element, characters, shape, longest));
    }

    private void group(LayoutElement element, boolean isMixed, int first) {
        int end = types.size();
        var group = RecordGroupElement.read(element, isMixed, elements.subList(first, end), types.subList(first, end));
        if (Stream.concat(
                        types.stream().map(FlatRecordType::name),
                        groups.stream().map(RecordGroup::name))
                .anyMatch(group.name()::equals)) {
            element.problem("group '" + group.name() + "' has the name of another group or record; expected its own");
        }
        groups.add(group);
    }

    private Shape fixed(Characters characters, boolean hasLines) {
        boolean mayEndEarly = root.flag("may-end-early");
        boolean trims = root.flag("trims");
        if ((mayEndEarly || trims) && !hasLines) {
            root.problem("'may-end-early' and 'trims' belong to framing=\"line\" or \"delimited\"");
        }
        if (trims && !mayEndEarly) {
            root.problem("'trims' is true and 'may-end-early' is not; what is written must be read back");
        }
        return new FixedShape((byte) characters.oneByte(' ').orElse(' '), hasLines, mayEndEarly, trims);
    }

    private Shape delimited(Characters characters) {
        if (!characters.canBeCut()) {
            root.problem("'encoding' is '" + characters.charset()
                    + "'; delimiters need a character set in which no other character has the byte of one");
        }
        root.needed("delimiter");
        var delimiter = separator("delimiter", characters);
        var quote = separator("quote", characters);
        var escape = separator("escape", characters);
        if (quote.isPresent() && escape.isPresent()) {
            root.problem("'quote' and 'escape' are both there; one of them is right");
        }
        if (delimiter.isPresent() && (delimiter.equals(quote) || delimiter.equals(escape))) {
            root.problem("'delimiter' is the quote or escape too; expected another character");
        }
        return new DelimitedShape(
                characters,
                (byte) delimiter.orElse('|'),
                quote,
                escape,
                root.flag("ends-with-delimiter"),
                root.flag("may-end-early"));
    }

    private OptionalInt separator(String attribute, Characters characters) {
        var text =
                root.text(attribute).filter(found -> !found.isEmpty()).map(found -> found.equals("\\t") ? "\t" : found);
        if (text.isEmpty()) {
            return OptionalInt.empty();
        }
        var separator = text.get().length() == 1 ? characters.oneByte(text.get().charAt(0)) : OptionalInt.empty();
        if (separator.isEmpty() || text.get().matches("[\\p{L}\\p{N}\r\n]")) {
            root.problem("'" + attribute + "' of 'layout' is '" + text.get()
                    + "'; expected one character that is one byte and neither letter nor digit");
        }
        return separator;
    }

    private static void compare(LayoutElement element, FlatRecordType type, List<FlatRecordType> earlier) {
        for (var other : earlier) {
            if (other.name().equals(type.name())) {
                element.problem("record '" + type.name() + "' stands here a second time; once is right");
            } else if (!type.hasKey() && !other.hasKey()) {
                element.problem("records '" + other.name() + "' and '" + type.name()
                        + "' have no field with a value; at most one record can be told by what it is not");
            } else if (type.hasKey() && other.hasKey() && !type.canBeToldFrom(other)) {
                element.problem("records '" + other.name() + "' and '" + type.name()
                        + "' cannot be told apart; expected fields with different values at the same place");
            }
        }
    }

    private static void header(LayoutElement element, FlatRecordType type, List<FlatRecordType> earlier) {
        type.header()
                .filter(name -> earlier.stream().noneMatch(other -> other.name().equals(name) && isPlainHeader(other)))
                .ifPresent(name -> element.problem("record '" + type.name() + "' has the header '" + name
                        + "'; expected an earlier record with min=\"1\" that has no fact, check or header"));
        if (type.header().isPresent() && type.max() == 1) {
            element.problem("record '" + type.name() + "' has a header; expected max=\"many\"");
        }
    }

    private static boolean isPlainHeader(FlatRecordType type) {
        return type.min() == 1
                && type.max() == 1
                && type.checks().isEmpty()
                && type.header().isEmpty()
                && type.fields().stream().allMatch(field -> field.fact().isEmpty());
    }

    private void check(LayoutElement element, FlatRecordType type, Check check) {
        var field = type.field(check.field());
        if (field.isEmpty()) {
            unknown(element, check.field(), type);
        } else if (!field.get().isNumber()
                || field.get().value().isPresent()
                || field.get().fact().isPresent()) {
            element.problem("check of field '" + check.field() + "'; expected a number without value and fact");
        }
        for (var term : check.terms()) {
            var counted =
                    types.stream().filter(t -> t.name().equals(term.record())).findFirst();
            boolean isGroup = term.field().isEmpty()
                    && groups.stream().anyMatch(group -> group.name().equals(term.record()));
            if (counted.isEmpty() && !isGroup) {
                var names = types.stream().map(FlatRecordType::name).toList();
                element.problem(
                        "check names the record '" + term.record() + "'; known records: " + String.join(", ", names),
                        Nearest.to(term.record(), names));
            }
            counted.ifPresent(t -> term.field().ifPresent(name -> summed(element, t, name)));
        }
    }

    private static void summed(LayoutElement element, FlatRecordType type, String name) {
        var field = type.fields().stream()
                .filter(its -> FieldPath.plain(its.name()).equals(name))
                .findFirst();
        if (field.isEmpty()) {
            unknown(element, name, type);
        } else if (!field.get().isNumber()) {
            element.problem("check adds up field '" + name + "' of record '" + type.name() + "'; expected a number");
        }
    }

    private static void unknown(LayoutElement element, String field, FlatRecordType type) {
        element.problem(
                "check names the field '" + field + "' of record '" + type.name() + "'; known fields: "
                        + String.join(", ", type.fieldNames()),
                Nearest.to(field, type.fieldNames()));
    }
}
