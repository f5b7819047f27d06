package passerelle.draft;

import java.util.stream.Collectors;
import passerelle.draft.RecordShape.Role;

/** Writes {@code layout.xml} of a flat file. */
final class LayoutXml {
    private LayoutXml() {}

    static String of(FlatShape shape) {
        var out = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
        out.append("<!-- A draft. ").append(XmlText.comment(shape.reason())).append('\n');
        out.append("     ").append(XmlText.comment(charset(shape.charset()))).append('\n');
        shape.questions().forEach(question -> out.append("     To be decided: ")
                .append(XmlText.comment(question.text()))
                .append(".\n"));
        out.append("-->\n<layout")
                .append(DelimitedShapes.attributes(shape).entrySet().stream()
                        .map(entry -> " " + entry.getKey() + "=\""
                                + XmlText.escaped(entry.getValue()).replace("\\&#9;", "\\t") + "\"")
                        .collect(Collectors.joining()))
                .append(">\n");
        shape.records().forEach(record -> record(shape, record, out));
        return out.append("</layout>\n").toString();
    }

    static String charset(CharsetGuess guess) {
        return "Character set " + guess.charset() + " (" + guess.confidence() + " %"
                + guess.second().map(other -> "; next " + other).orElse("") + "). " + guess.reason();
    }

    private static void record(FlatShape shape, RecordShape record, StringBuilder out) {
        out.append("  <record name=\"").append(record.name()).append('"');
        if (record.role() == Role.DATA) {
            out.append(" max=\"many\"");
            shape.header()
                    .ifPresent(header ->
                            out.append(" header=\"").append(header.name()).append('"'));
        } else {
            out.append(" min=\"1\"");
        }
        out.append(">\n");
        record.fields().forEach(field -> field(record, field, out));
        record.total().ifPresent(total -> out.append("    <check field=\"")
                .append(total.field())
                .append("\" equals=\"")
                .append(total.equals())
                .append("\"/>\n"));
        out.append("  </record>\n");
    }

    private static void field(RecordShape record, Field field, StringBuilder out) {
        out.append("    <field name=\"").append(field.name()).append('"');
        field.header().filter(header -> !header.equals(field.name())).ifPresent(header -> out.append(" column=\"")
                .append(XmlText.escaped(header))
                .append('"'));
        out.append(" length=\"").append(field.length()).append('"');
        field.constant()
                .ifPresent(value ->
                        out.append(" value=\"").append(XmlText.escaped(value)).append('"'));
        if (record.total().filter(total -> total.field().equals(field.name())).isPresent()) {
            out.append(" type=\"number\" sign=\"none\"");
        }
        out.append("/>\n");
    }
}
