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
            if (item.dependingOn().isPresent()) {
                say(
                        parts,
                        entry,
                        "is a table of changing length without a name: filler of its greatest length stands"
                                + " for it. Give it a name");
            }
            parts.add(new Filler(storage.get().bytes() * item.times()));
            return parts;
        }
        var attributes = new LinkedHashMap<>(storage.get().attributes());
        remarks(item, picture, scope, parts);
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

    /** What a person must know although the bytes are right. */
    private void remarks(Item item, Picture picture, Scope scope, List<Part> parts) {
        var entry = item.entry();
        var text = entry.picture().map(Token::text).orElse("");
        if (picture.kind() == Kind.EDITED) {
            say(
                    parts,
                    entry,
                    "has the edited picture " + text + " and is read as text; take signs, points and blanks off"
                            + " in the stylesheet, and put them there on the way out");
        }
        if (picture.zeros() > 0) {
            say(
                    parts,
                    entry,
                    "has the picture " + text + ": its number is 1 and " + picture.zeros() + " zeros times what is"
                            + " stored, and the layout has what is stored. Multiply and divide in the stylesheet");
        }
        if (picture.kind() == Kind.NUMBER && entry.has(Trait.BLANK_WHEN_ZERO)) {
            say(
                    parts,
                    entry,
                    "is BLANK WHEN ZERO: a blank field is read as no number. Read it as 0 in the stylesheet, and"
                            + " write 0 as an empty field");
        }
        if (picture.kind() == Kind.TEXT && entry.has(Trait.BLANK_WHEN_ZERO)) {
            say(
                    parts,
                    entry,
                    "is BLANK WHEN ZERO and text, which COBOL does not have; it is read as text. Look whether it is"
                            + " a number");
        }
        boolean hasZone = picture.kind() == Kind.NUMBER && picture.signed() && scope.usage() == Usage.DISPLAY;
        if (entry.sign().isPresent() && !hasZone) {
            say(
                    parts,
                    entry,
                    "has a SIGN clause, which means nothing with PIC " + text + " and usage " + scope.usage()
                            + ": it is read without it; look which is right");
        }
        if (picture.kind() == Kind.NUMBER && entry.has(Trait.JUSTIFIED)) {
            say(
                    parts,
                    entry,
                    "is JUSTIFIED and a number, which COBOL does not have; it is read as a number. Look whether"
                            + " it is text");
        }
        if (scope.usage() == Usage.NATIVE_BINARY && !isEbcdic()) {
            say(
                    parts,
                    entry,
                    "is COMP-5 in a file that is not EBCDIC: the layout has the highest byte first, and many"
                            + " systems write the lowest first. Ask for COMP, or for the order of bytes");
        }
    }

    private boolean isEbcdic() {
        return !"0".equals(new String(new byte[] {'0'}, charset));
    }

    private Optional<String> codes(Item item, Picture picture, long bytes, List<Part> parts) {
        if (item.conditions().isEmpty()) {
            return Optional.empty();
        }
        var codes = new Codes(item, charset, bytes);
        var plain = codes.plain();
        if (picture.kind() == Kind.NUMBER) {
            say(
                    parts,
                    item.entry(),
                    "is a number and has condition names with " + codes.asWritten() + ", which are not"
                            + " checked. If it is a code, make it text with codes in the layout");
            return Optional.empty();
        }
        if (plain.isEmpty()) {
            say(
                    parts,
                    item.entry(),
                    "has condition names with " + codes.asWritten() + ", which are not all plain texts and"
                            + " are not checked. Write codes=\"…\" in the layout if you can name all");
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
            say(
                    parts,
                    item.entry(),
                    "has the condition names " + names + " and "
                            + (item.isGroup() ? "is a group" : "no name")
                            + ": they are not checked. Check them in the stylesheet,"
                            + " or give a name to an item that has them");
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
        var parts = new ArrayList<Part>();
        say(
                parts,
                item.entry(),
                why + ": filler of " + Part.bytes(bytes * item.times()) + " stands for it, so that it is not read"
                        + " and blanks are written. Ask for another form if you need it");
        parts.add(new Filler(bytes * item.times()));
        return parts;
    }

    private void say(List<Part> parts, Entry entry, String text) {
        reports.report(entry.line(), entry.title() + " " + text);
        parts.add(new Note(entry.line(), entry.title() + " " + text));
    }
}
