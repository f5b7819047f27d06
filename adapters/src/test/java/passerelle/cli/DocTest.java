package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DocTest {
    @TempDir
    Path folder = Path.of("");

    private static List<JsonNode> rows(JsonNode doc, String title) {
        return StreamSupport.stream(doc.path("tables").spliterator(), false)
                .filter(table -> table.path("title").asText().startsWith(title))
                .flatMap(table -> StreamSupport.stream(table.path("rows").spliterator(), false))
                .toList();
    }

    @Test
    void saysWhatBecomesOfEachNativeElementByWhichRuleAndCodes() throws IOException {
        var page = folder.resolve("doc.html");

        var run = CommandRun.of("doc", "utopia-border-v1", "--home", ".", "--json", "--html", page.toString());

        var doc = new ObjectMapper().readTree(run.out());
        assertThat(rows(doc, "In: "))
                .filteredOn(row -> row.path("native").asText().equals("/reportCrossing/person/sex"))
                .singleElement()
                .satisfies(row -> {
                    assertThat(row.path("common").asText())
                            .isEqualTo("/message/body/border-crossing-record/person/sex");
                    assertThat(row.path("rule").asText())
                            .matches("xslt/utopia-border-v1/to-common.xsl:\\d+ match=\"n:sex\"");
                    assertThat(row.path("line that writes it").asText())
                            .isEqualTo("<sex verbatim=\"{.}\">{k:code(., $sexes)}</sex>");
                    assertThat(row.path("what the rule says").asText())
                            .isEqualTo("codes H = male, M = female, X = unspecified, N = unknown");
                });
        assertThat(rows(doc, "Native elements without"))
                .extracting(row -> row.path("native").asText())
                .contains("/reportCrossing/header/officer", "/reportCrossing/person/givenNames")
                .doesNotContain("/reportCrossing/person/sex");
        assertThat(rows(doc, "Left behind"))
                .extracting(row -> row.path("what").asText() + " "
                        + row.path("native, not coming back").asText())
                .contains("officer header/officer");
        assertThat(rows(doc, "Out: "))
                .extracting(row ->
                        row.path("common").asText() + " " + row.path("native").asText())
                .contains("/message/body/acknowledgement/status /reportCrossingResponse/status");
        assertThat(rows(doc, "Rules that write no"))
                .extracting(row -> row.path("rule").asText().replaceFirst("\\S+ ", ""))
                .contains("match=\"n:header\"")
                .doesNotContain("match=\"n:person\"", "match=\"n:sex\"");
        assertThat(page)
                .content()
                .contains("<td>&lt;sex verbatim=&quot;{.}&quot;&gt;{k:code(., $sexes)}&lt;/sex&gt;</td>")
                .doesNotContain("<script", "src=");
    }

    @Test
    void printsTablesThatMarkdownCanRead() {
        var run = CommandRun.of("doc", "utopia-border-v1", "--home", ".");

        assertThat(run.out())
                .startsWith("# utopia-border-v1: Border crossings of the Utopia Border Guard, SOAP\n")
                .contains("\n| native | common type | direction |\n|---|---|---|\n"
                        + "| {urn:uto:border:1}reportCrossing | BorderCrossingRecord | in |\n");
        assertThat(run.out().lines().filter(line -> line.startsWith("|")))
                .allSatisfy(line -> assertThat(line).endsWith("|").doesNotContain("<"));
    }
}
