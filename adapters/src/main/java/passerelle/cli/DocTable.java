package passerelle.cli;

import java.util.List;
import java.util.stream.Collectors;

/** One table of a dossier. @param note a sentence under the title; may be "" */
record DocTable(String title, String note, List<String> heads, List<List<String>> rows) {
    DocTable {
        heads = List.copyOf(heads);
        rows = rows.stream().map(List::copyOf).toList();
    }

    String markdown() {
        if (rows.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("\n## ").append(title).append("\n\n");
        text.append(note.isEmpty() ? "" : note + "\n\n");
        text.append(line(heads)).append("|").append("---|".repeat(heads.size())).append('\n');
        rows.forEach(row -> text.append(line(row)));
        return text.toString();
    }

    private static String line(List<String> cells) {
        return cells.stream()
                .map(cell -> cell.replace("\\", "\\\\")
                        .replace("|", "\\|")
                        .replace("<", "&lt;")
                        .replace('\n', ' '))
                .collect(Collectors.joining(" | ", "| ", " |\n"));
    }

    String html() {
        if (rows.isEmpty()) {
            return "";
        }
        var text = new StringBuilder("<h2>").append(Escaped.xml(title)).append("</h2>\n");
        text.append(note.isEmpty() ? "" : "<p>" + Escaped.xml(note) + "</p>\n");
        text.append("<table>\n").append(row("th", heads));
        rows.forEach(row -> text.append(row("td", row)));
        return text.append("</table>\n").toString();
    }

    private static String row(String tag, List<String> cells) {
        return cells.stream()
                .map(cell -> "<" + tag + ">" + Escaped.xml(cell) + "</" + tag + ">")
                .collect(Collectors.joining("", "<tr>", "</tr>\n"));
    }
}
