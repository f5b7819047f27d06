package passerelle.format.flat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import net.sf.saxon.s9api.XdmNode;
import passerelle.config.Nearest;
import passerelle.format.flat.LineFraming.LineEnd;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** Reads a layout file and finds everything that is wrong with it. */
final class LayoutFile {
    private static final int LINE_FEED = '\n';

    private final LayoutElement root;
    private final List<FlatRecordType> types = new ArrayList<>();
    private final List<LayoutElement> elements = new ArrayList<>();

    private LayoutFile(LayoutElement root) {
        this.root = root;
    }

    static Optional<Layout> read(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
        return HardenedXml.parse(bytes).match(document -> read(name, document, problems), failure -> {
            problems.add(Problem.in(name, "cannot be read: " + failure + "; expected " + failure.expected()));
            return Optional.empty();
        });
    }

    private static Optional<Layout> read(String name, XdmNode document, List<Problem> problems) {
        int before = problems.size();
        var root = new LayoutElement(name, document.getOutermostElement(), problems);
        if (!root.name().equals("layout")) {
            root.problem("the file is a '" + root.name() + "'; expected a 'layout'");
            return Optional.empty();
        }
        var layout = new LayoutFile(root).layout();
        return problems.size() == before ? Optional.of(layout) : Optional.empty();
    }

    private Layout layout() {
        var characters = new Characters(charset());
        root.word("framing", List.of("line"));
        var lineEnd = root.word("line-end", List.of("lf", "crlf")).equals("crlf") ? LineEnd.CRLF : LineEnd.LF;
        var isMixed = root.word("order", List.of("fixed", "mixed")).equals("mixed");
        for (var element : root.children(List.of("record"))) {
            elements.add(element);
            types.add(RecordTypeElement.read(
                    element, characters, (byte) characters.oneByte(' ').orElse(' ')));
        }
        root.done();
        if (types.isEmpty()) {
            root.problem("the layout has no record");
        }
        for (int i = 0; i < types.size(); i++) {
            compare(elements.get(i), types.get(i), types.subList(0, i));
            for (var check : types.get(i).checks()) {
                check(elements.get(i), types.get(i), check);
            }
        }
        return new Layout(characters, new LineFraming(lineEnd), isMixed, types);
    }

    private Charset charset() {
        var name = root.needed("encoding");
        if (name.isEmpty()) {
            return StandardCharsets.UTF_8;
        }
        try {
            var charset = Charset.forName(name);
            if (charset.canEncode() && hasPlainLines(new Characters(charset))) {
                return charset;
            }
            root.problem("'encoding' is '" + name
                    + "'; lines need a character set in which a blank is one byte and a line end is the byte 0A");
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            root.problem(
                    "'encoding' is '" + name + "', which is no character set of Java; expected as in windows-1256",
                    Nearest.to(name, Charset.availableCharsets().keySet()));
        }
        return StandardCharsets.UTF_8;
    }

    private static boolean hasPlainLines(Characters characters) {
        return characters.oneByte(' ').isPresent() && characters.oneByte('\n').equals(OptionalInt.of(LINE_FEED));
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
            if (counted.isEmpty()) {
                var names = types.stream().map(FlatRecordType::name).toList();
                element.problem(
                        "check names the record '" + term.record() + "'; known records: " + String.join(", ", names),
                        Nearest.to(term.record(), names));
            }
            counted.ifPresent(t -> term.field().ifPresent(name -> summed(element, t, name)));
        }
    }

    private static void summed(LayoutElement element, FlatRecordType type, String name) {
        var field = type.field(name);
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
