package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.cli.FirstUse;
import passerelle.model.FormatId;
import passerelle.model.Problem;

/** The shipped home, broken in one place at a time. */
class PlanTest {
    @TempDir
    Path home;

    @BeforeEach
    void copyTheShippedHome() throws Exception {
        for (var folder : new String[] {"config", "routes", "xslt"}) {
            try (var files = Files.walk(Path.of(folder))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    var copy = home.resolve(file.toString());
                    Files.createDirectories(copy.getParent());
                    Files.copy(file, copy);
                }
            }
        }
        FirstUse.make(plan().configuration());
    }

    @Test
    void hasNoProblemAsShipped() {
        assertThat(plan().problems()).isEmpty();
    }

    @Test
    void namesARouteFileThatIsNoYaml() throws IOException {
        edit("routes/flow/3-decide.camel.yaml", "    id: decide", "    id: [decide");

        assertProblem("routes/flow/3-decide.camel.yaml:");
    }

    @Test
    void namesAStepThatCamelDoesNotKnow() throws IOException {
        edit("routes/flow/6-deliver.camel.yaml", "- setBody:", "- setBodi:");

        assertProblem("routes/flow/6-deliver.camel.yaml:");
    }

    @Test
    void namesTheLineOfAFaultInAStylesheetOfAStep() throws IOException {
        var sheet = home.resolve("routes/partners/add-reason.xsl");
        Files.createDirectories(sheet.getParent());
        Files.writeString(
                sheet,
                """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform">
                  <xsl:template match="a[">
                  </xsl:template>
                </xsl:stylesheet>
                """);

        assertProblem("routes/partners/add-reason.xsl:2: ");
    }

    @Test
    void namesTheRouteOfTheRoadThatStepsNeed() throws IOException {
        Files.createDirectories(home.resolve("routes/partners"));
        Files.writeString(
                home.resolve("routes/partners/next.camel.yaml"),
                "- route: {id: next, from: {uri: direct:next, steps: [{stop: {}}]}}");
        edit(
                "config/partners/utopia-border.yaml",
                "    purpose: border-management",
                "    purpose: border-management\n    steps: {after-translation: next}");
        assertThat(plan().problems()).isEmpty();
        Files.delete(home.resolve("routes/flow/4-parts.camel.yaml"));

        assertProblem("routes: no file has 'parts', which a partner with steps of its own needs");
    }

    @Test
    void namesARouteThatIsMissing() throws IOException {
        Files.delete(home.resolve("routes/flow/4-queue.camel.yaml"));

        assertProblem("routes: no file has 'queue', which the road needs");
    }

    @Test
    void namesATemplateThatAPartnerNeeds() throws IOException {
        Files.delete(home.resolve("routes/templates/deliver-soap.camel.yaml"));

        assertProblem("routes: no file has 'deliver-soap', which xbb-immigration to receive needs");
    }

    @Test
    void namesAStylesheetThatIsMissing() throws IOException {
        Files.delete(home.resolve("xslt/xbb-immigration-v1/from-common.xsl"));

        assertProblem("xslt/xbb-immigration-v1/");
    }

    @Test
    void namesAStylesheetThatDoesNotCompileWithItsLine() throws IOException {
        edit("xslt/utopia-border-v1/to-common.xsl", "select=\"n:header\"/>", "select=\"n:header[\"/>");

        assertProblem("xslt/utopia-border-v1/to-common.xsl:");
    }

    @Test
    void namesALayoutWithAMisspeltAttribute() throws IOException {
        edit("xslt/xaa-registry-v1/layout.xml", "<field name=\"sex\" length", "<field name=\"sex\" lenght");

        assertProblem("xslt/xaa-registry-v1/layout.xml:");
    }

    @Test
    void namesAFaultOfAReportWithItsLine() throws IOException {
        edit("xslt/cz-unl-v1/report.xml", "<field name=\"line\" length", "<field name=\"line\" lenght");

        assertProblem("xslt/cz-unl-v1/report.xml:6:");
    }

    @Test
    void namesARecordOfAReportThatFormatYamlCallsOtherwise() throws IOException {
        edit("xslt/cz-unl-v1/report.xml", "<record name=\"refused\"", "<record name=\"refusal\"");

        assertThat(plan().problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "xslt/cz-unl-v1/format.yaml:10:14: report.xml has no record 'refused' beside header and"
                                + " trailer; it has refusal; did you mean 'refusal'?");
    }

    @Test
    void namesAPartnerWhoseFormatHasNoReport() throws IOException {
        edit("config/partners/xaa-registry.yaml", "report: csv", "report: native");

        assertProblem(
                "config/partners/xaa-registry.yaml:23:13: 'report' is 'native', and xaa-registry-v1 has no report.xml");
    }

    @Test
    void readsAReportBesideTheLayoutOfItsFormat() {
        var plan = plan();

        assertThat(plan.report(new FormatId("cz-unl-v1")).orElseThrow().messages())
                .containsExactly("refused");
        assertThat(plan.report(new FormatId("xaa-registry-v1"))).isEmpty();
    }

    @Test
    void namesASoapPartnerWhoseFormatHasNoContract() throws IOException {
        edit("config/partners/utopia-border.yaml", "format: utopia-border-v1", "format: xbb-immigration-v1");

        assertProblem(
                "config/partners/utopia-border.yaml: sends xbb-immigration-v1 by soap, which has no service.wsdl");
    }

    private void assertProblem(String start) {
        assertThat(plan().problems()).extracting(Problem::toString).anySatisfy(problem -> assertThat(problem)
                .startsWith(start));
    }

    private void edit(String file, String from, String to) throws IOException {
        var path = home.resolve(file);
        var text = Files.readString(path);
        assertThat(text).contains(from);
        Files.writeString(path, text.replace(from, to));
    }

    private Plan plan() {
        return Plan.read(home, Map.of(), Map.of());
    }
}
