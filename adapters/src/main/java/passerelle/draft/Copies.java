package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import passerelle.model.FormatId;

/**
 * Makes a draft out of a format that knows the messages of the samples: its files, so that what is special about a partner
 * has a place of its own, and a case of the sample that says what they do with it.
 */
final class Copies {
    private Copies() {}

    /** @param type of the common model that the messages become */
    static Draft of(FormatId format, Shipped shipped, String type, CharsetGuess charset, String ending) {
        var recognised = "Its messages are those of " + shipped.id() + ", in "
                + shipped.messages().count();
        var lines = lines(shipped);
        var files = new TreeMap<>(shipped.files());
        files.computeIfPresent(
                "format.yaml",
                (name, text) -> "# A draft, made from " + shipped.id() + ".\n"
                        + text.replaceFirst("(?m)^title: .*$", "title: Draft of " + format + ", from " + shipped.id()));
        files.put("README.md", readme(format, shipped, type, recognised, charset, lines));
        return new Draft(
                format,
                recognised,
                List.of(
                        shipped.sentence() + "; the draft is made from it.",
                        "Where nothing is special about this partner, name " + shipped.id()
                                + " in the partner's file and take the draft away."),
                type,
                charset,
                lines,
                List.of(),
                files,
                Optional.of(new Draft.Input(ending, shipped.messages().first())));
    }

    private static List<Draft.Line> lines(Shipped shipped) {
        var lines = new ArrayList<Draft.Line>();
        for (var document : shipped.messages().documents()) {
            var element = XmlSamples.children(document).get(0);
            var root = new XmlNode(
                    element.getNodeName().getLocalName(), element.getNodeName().getNamespaceURI());
            root.add(element);
            for (var field : XmlSamples.fields(root)) {
                var line = new Draft.Line(
                        root.name,
                        field.path().replace("n:", ""),
                        Meaning.STANDARD.title(),
                        95,
                        shipped.id() + " knows messages of this kind.",
                        "as " + shipped.id() + " does");
                if (!lines.contains(line)) {
                    lines.add(line);
                }
            }
        }
        return lines;
    }

    private static String readme(
            FormatId format,
            Shipped shipped,
            String type,
            String recognised,
            CharsetGuess charset,
            List<Draft.Line> lines) {
        var out = new StringBuilder("# ").append(format).append("\n\n");
        out.append("A draft that `./passerelle new format` made from samples. ")
                .append(recognised)
                .append(' ')
                .append(LayoutXml.charset(charset))
                .append("\n\n");
        out.append(shipped.sentence())
                .append(". Its files are copied here, so that what is special about a partner has a place: ")
                .append("where nothing is, name `")
                .append(shipped.id())
                .append("` in the partner's file and take this folder away. Messages become `")
                .append(type)
                .append("`.\n\n");
        out.append(ReadmeText.CASE).append(" %first-case%\n\n## Fields of the samples\n\n");
        out.append("What each becomes stands in `to-common.xsl`; `./passerelle doc ")
                .append(format)
                .append("` prints it as a table.\n\n| message | field |\n|---|---|\n");
        lines.forEach(line -> out.append("| ")
                .append(line.message())
                .append(" | ")
                .append(line.field())
                .append(" |\n"));
        return out.toString();
    }
}
