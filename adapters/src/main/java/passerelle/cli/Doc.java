package passerelle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.Callable;
import passerelle.model.Problem;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** The mapping of a format for the partner's dossier. */
@Command(
        name = "doc",
        description =
                "Prints the mapping of a format as Markdown: native, common, rule, both ways, and what is left behind"
                        + " and why. What maps to what is seen while the format's cases run.",
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Exit code 0: done; 1: the format has a fault; 2: wrong use.",
            "",
            "Examples:",
            "  ./passerelle doc csv-v1",
            "  ./passerelle doc csv-v1 --html csv-v1.html"
        })
final class Doc implements Callable<Integer> {
    private static final String HEAD =
            """
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="UTF-8">
            <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
            <title>%1$s</title>
            <style>
            body { font-family: sans-serif; margin: 1rem; color: #222; }
            table { border-collapse: collapse; font-size: 0.85rem; }
            th, td { border: 1px solid #bbb; padding: 0.25rem 0.5rem; text-align: left; vertical-align: top; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            <p>%2$s</p>
            """;

    @Spec
    @SuppressWarnings("NullAway.Init")
    private CommandSpec spec;

    @Mixin
    private Home home = new Home();

    @Parameters(index = "0", paramLabel = "FORMAT", description = "A folder of xslt.")
    private String format = "";

    @Option(names = "--html", paramLabel = "FILE", description = "Writes one HTML page in place of Markdown.")
    private Optional<Path> html = Optional.empty();

    @Override
    public Integer call() throws IOException {
        var id = FormatFolder.named(home.path(), format, spec);
        var problems = new ArrayList<Problem>();
        var page = Dossier.of(home.path(), id, problems);
        if (page.isEmpty()) {
            problems.forEach(System.err::println);
            return 1;
        }
        if (html.isPresent()) {
            Files.writeString(html.get(), html(page.get()));
        }
        if (home.json()) {
            System.out.println(json(page.get()).toPrettyString());
        } else if (html.isEmpty()) {
            System.out.print(markdown(page.get()));
        }
        return 0;
    }

    private String markdown(Dossier.Page page) {
        var text = new StringBuilder("# ")
                .append(format)
                .append(": ")
                .append(page.title())
                .append("\n\n");
        text.append(page.source()).append('\n');
        page.tables().forEach(table -> text.append(table.markdown()));
        return text.toString();
    }

    private String html(Dossier.Page page) {
        var text = new StringBuilder(
                HEAD.formatted(Escaped.xml(format + ": " + page.title()), Escaped.xml(page.source())));
        page.tables().forEach(table -> text.append(table.html()));
        return text.append("</body>\n</html>\n").toString();
    }

    private ObjectNode json(Dossier.Page page) {
        var json = JsonNodeFactory.instance.objectNode();
        json.put("format", format).put("title", page.title()).put("source", page.source());
        var tables = json.putArray("tables");
        for (var table : page.tables()) {
            var node = tables.addObject().put("title", table.title());
            var rows = node.putArray("rows");
            for (var row : table.rows()) {
                var one = rows.addObject();
                for (int i = 0; i < row.size(); i++) {
                    one.put(table.heads().get(i), row.get(i));
                }
            }
        }
        return json;
    }
}
