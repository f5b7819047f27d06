package passerelle.cli;

import java.util.List;
import passerelle.route.TrialFile;
import passerelle.route.TrialRecord;
import passerelle.route.TrialStep;
import passerelle.translate.Rules;

/** A trial as one page that needs nothing else: no script, no font, no picture, and every value escaped. */
final class TrialPage {
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
            .stages { display: flex; gap: 0.5rem; align-items: flex-start; overflow-x: auto; }
            .stage { flex: 1 0 24rem; border: 1px solid #bbb; border-top: 4px solid #2a7d46; padding: 0.5rem; }
            .refused { border-top-color: #b3261e; }
            pre { overflow-x: auto; font-size: 0.8rem; background: #f6f6f6; padding: 0.5rem; }
            h3 { margin: 0; font-size: 1rem; }
            .failure { color: #b3261e; }
            details { font-size: 0.8rem; overflow-x: auto; }
            </style>
            </head>
            <body>
            <h1>%1$s</h1>
            """;

    private TrialPage() {}

    /** @param title what was tried @param differences from what was expected */
    static String of(String title, TrialFile file, Rules rules, List<String> differences) {
        var page = new StringBuilder(HEAD.formatted(Escaped.xml(title)));
        differences.forEach(one -> page.append("<p class=\"failure\">not as expected: ")
                .append(Escaped.xml(one))
                .append("</p>\n"));
        file.faults().forEach(fault -> page.append("<p class=\"failure\">the file: ")
                .append(Escaped.xml(fault.forSender()))
                .append("</p>\n"));
        file.records().forEach(record -> add(page, record, rules));
        if (file.more() > 0) {
            page.append("<p>").append(file.more()).append(" more messages were not tried.</p>\n");
        }
        file.notes()
                .forEach(note ->
                        page.append("<p>note: ").append(Escaped.xml(note)).append("</p>\n"));
        return page.append("</body>\n</html>\n").toString();
    }

    private static void add(StringBuilder page, TrialRecord record, Rules rules) {
        page.append("<h2>message ").append(record.number());
        page.append(record.place().isEmpty() ? "" : ", " + Escaped.xml(record.place()))
                .append("</h2>\n");
        page.append("<div class=\"stages\">\n");
        record.steps().forEach(step -> add(page, step, rules));
        page.append("</div>\n");
    }

    private static void add(StringBuilder page, TrialStep step, Rules rules) {
        page.append("<section class=\"stage")
                .append(step.isGood() ? "" : " refused")
                .append("\">\n<h3>");
        page.append(TrialText.name(step.stage()));
        page.append(step.part().isEmpty() ? "" : ", " + step.part());
        page.append(step.recipient().isEmpty() ? "" : " for " + Escaped.xml(step.recipient()))
                .append("</h3>\n");
        page.append("<p>").append(TrialText.verdict(step)).append(", ");
        page.append(TrialText.milliseconds(step)).append(" ms</p>\n");
        step.failures().forEach(failure -> page.append("<p class=\"failure\">")
                .append(Escaped.xml(TrialText.said(failure)))
                .append("</p>\n"));
        page.append("<pre>").append(Escaped.xml(TrialText.content(step))).append("</pre>\n");
        var made = TrialText.made(step, rules);
        if (!made.isEmpty()) {
            page.append("<details><summary>what made each element</summary><pre>");
            page.append(Escaped.xml(String.join("\n", made))).append("</pre></details>\n");
        }
        page.append("</section>\n");
    }
}
