package passerelle.cli;

import java.util.List;
import java.util.Locale;

/** Results of cases as build servers read them: one suite a format, one test a case. */
final class JUnitXml {
    private JUnitXml() {}

    static String of(List<FormatRun> runs) {
        var xml = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuites>\n");
        for (var run : runs) {
            xml.append("  <testsuite name=\"%s\" tests=\"%d\" failures=\"%d\" errors=\"%d\">\n"
                    .formatted(
                            run.id(),
                            run.results().size() + (run.problems().isEmpty() ? 0 : 1),
                            run.failed(),
                            run.problems().isEmpty() ? 0 : 1));
            if (!run.problems().isEmpty()) {
                xml.append("    <testcase classname=\"%s\" name=\"loads\"><error message=\"%s\"/></testcase>\n"
                        .formatted(run.id(), Escaped.xml(run.problems().get(0).toString())));
            }
            run.results().forEach((name, outcome) -> xml.append(testcase(run, name, outcome)));
            xml.append("  </testsuite>\n");
        }
        return xml.append("</testsuites>\n").toString();
    }

    private static String testcase(FormatRun run, String name, FormatRun.Outcome outcome) {
        var open = "    <testcase classname=\"%s\" name=\"%s\" time=\"%s\""
                .formatted(
                        run.id(),
                        Escaped.xml(name),
                        String.format(Locale.ROOT, "%.3f", outcome.took().toNanos() / 1e9));
        if (outcome.isGood()) {
            return open + "/>\n";
        }
        var differences = TestCommand.differences(outcome);
        return open
                + "><failure message=\"%s\">%s</failure></testcase>\n"
                        .formatted(Escaped.xml(differences.get(0)), Escaped.xml(String.join("\n", differences)));
    }
}
