package passerelle.format.copybook;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import passerelle.format.copybook.Part.Field;
import passerelle.format.copybook.Part.Filler;
import passerelle.format.copybook.Part.Note;
import passerelle.format.copybook.Part.Times;
import passerelle.format.copybook.Picture.Kind;
import passerelle.format.copybook.Statement.Condition;
import passerelle.format.copybook.Statement.Entry;
import passerelle.format.copybook.Statement.Literal;
import passerelle.format.copybook.Statement.Trait;

/** Makes a field, or filler, out of an item without items below it. */
final class FieldBuilder {
    private final Reports reports;
    private final Charset charset;
    private final boolean suggestsValues;

    /** @param suggestsValues there are several records, which fields with a value tell apart */
    FieldBuilder(Reports reports, Charset charset, boolean suggestsValues) {
        this.reports = reports;
        this.charset = charset;
        this.suggestsValues = suggestsValues;
    }

    FieldBuilder with(Reports others) {
        return new FieldBuilder(others, charset, suggestsValues);
    }

    /** The field with the notes before it; nothing when it was refused. */
    List<Part> field(Item item, Scope around, Tables tables) {
        var entry = item.entry();
        var scope = around.with(entry);
        if (scope.usage().needsNoPicture()) {
            return withoutPicture(item, scope.usage());
        }
        if (entry.picture().isEmpty()) {
            reports.refuse(
                    entry.line(),
                    entry.title() + " without a picture",
                    "PIC, or items with higher level numbers below it");
            return List.of();
        }
        return Picture.of(entry.picture().get(), reports)
                .map(picture -> picture(item, picture, scope, tables))
                .orElse(List.of());
    }

    private List<Part> withoutPicture(Item item, Usage usage) {
        var entry = item.entry();
        if (entry.picture().isPresent()) {
            reports.refuse(entry.line(), entry.title() + " with a picture and usage " + usage, "one of them");
            return List.of();
        }
        boolean isFloat = usage == Usage.FLOAT || usage == Usage.DOUBLE;
        return filler(
                item,
                usage.bytes(),
                "has usage " + usage + ", "
                        + (isFloat
                                ? "a floating point number, which a layout cannot have"
                                : "an address in the memory of a program, which means nothing in a file"));
    }

    private List<Part> picture(Item item, Picture picture, Scope scope, Tables tables) {
        var entry = item.entry();
        if (picture.kind() == Kind.NATIONAL || scope.usage() == Usage.NATIONAL || scope.usage() == Usage.DOUBLE_BYTE) {
            return filler(
                    item,
                    2 * picture.length(),
                    "has characters of two bytes, in UTF-16 or a double-byte code page,"
                            + " which the copybook does not say");
        }
        var storage = Storage.of(picture, scope.usage(), scope.sign());
        if (storage.isEmpty()) {
            reports.refuse(
                    entry.line(),
                    entry.title() + " with PIC "
                            + entry.picture().map(Token::text).orElse("") + " and usage " + scope.usage(),
                    picture.kind() == Kind.NUMBER ? "at most 18 digits" : "a picture of 9, S and V, or usage DISPLAY");
            return List.of();
        }
        var parts = new ArrayList<Part>();
        if (entry.isFiller()) {
            conditionsOf(item, parts);
            changing(item, parts);
            parts.add(new Filler(storage.get().bytes() * item.times()));
            return parts;
        }
        var attributes = new LinkedHashMap<>(storage.get().attributes());
        new FieldRemarks(reports, charset).add(entry, picture, scope, parts);
        if (entry.has(Trait.JUSTIFIED) && attributes.isEmpty()) {
            attributes.put("align", "right");
        }
        codes(item, picture, storage.get().bytes(), parts).ifPresent(codes -> attributes.put("codes", codes));
        suggestion(entry, parts);
        parts.add(named(item, scope, tables, storage.get().bytes(), attributes, picture));
        return parts;
    }

    private Field named(
            Item item, Scope scope, Tables tables, long bytes, Map<String, String> attributes, Picture picture) {
        var name = scope.names().of(item.entry().name(), item.entry().line());
        Times times = tables.times(item, reports);
        if (picture.kind() == Kind.NUMBER && picture.decimals() == 0 && picture.zeros() == 0) {
            tables.called(item, name);
        }
        return new Field(name, bytes, attributes, times);
    }

    private Optional<String> codes(Item item, Picture picture, long bytes, List<Part> parts) {
        if (item.conditions().isEmpty()) {
            return Optional.empty();
        }
        var codes = new Codes(item, charset, bytes);
        var plain = codes.plain();
        if (picture.kind() == Kind.NUMBER) {
            parts.add(reports.say(
                    item.entry(),
                    "is a number and has condition names with " + codes.asWritten() + ", which are not"
                            + " checked. If it is a code, make it text with codes in the layout"));
            return Optional.empty();
        }
        if (plain.isEmpty()) {
            parts.add(reports.say(
                    item.entry(),
                    "has condition names with " + codes.asWritten() + ", which are not all plain"
                            + " texts and are not checked. Write codes=\"…\" in the layout if you can name all"));
            return Optional.empty();
        }
        if (plain.get().isEmpty()) {
            return Optional.empty();
        }
        parts.add(new Note(
                item.entry().line(),
                item.entry().title()
                        + " has the codes of its condition names; a text that is none of them is refused"));
        return plain.map(list -> String.join(" ", list));
    }

    /** Condition names of what has no field of its own. */
    void conditionsOf(Item item, List<Part> parts) {
        if (!item.conditions().isEmpty()) {
            var names = item.conditions().stream().map(Condition::name).collect(Collectors.joining(", "));
            parts.add(reports.say(
                    item.entry(),
                    "has the condition names " + names + " and "
                            + (item.isGroup() ? "is a group" : "no name")
                            + ": they are not checked. Check them in the stylesheet,"
                            + " or give a name to an item that has them"));
        }
    }

    private void suggestion(Entry entry, List<Part> parts) {
        entry.value()
                .filter(value -> suggestsValues && value.kind() != Literal.Kind.OTHER)
                .ifPresent(value -> parts.add(new Note(
                        entry.line(),
                        entry.title() + " has VALUE " + value
                                + ": if that tells the record from the others, write value=\""
                                + value.text().stripTrailing() + "\" here")));
    }

    private List<Part> filler(Item item, long bytes, String why) {
        long all = bytes * item.times();
        var parts = new ArrayList<Part>();
        parts.add(reports.say(
                item.entry(),
                why + ": filler of " + Part.bytes(all) + " stands for it, so that it is not read and"
                        + " blanks are written. Ask for another form if you need it"));
        changing(item, parts);
        parts.add(new Filler(all));
        return parts;
    }

    /** Filler cannot be counted. */
    private void changing(Item item, List<Part> parts) {
        if (item.dependingOn().isPresent()) {
            parts.add(reports.say(
                    item.entry(),
                    "is a table of changing length, and filler has its greatest length: shorter"
                            + " records will be refused. Give it a name and a picture that a layout can have"));
        }
    }
}
