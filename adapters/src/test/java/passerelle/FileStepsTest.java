package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static passerelle.FilesBetween.documents;
import static passerelle.FilesBetween.file;
import static passerelle.FilesBetween.id;
import static passerelle.GatewayHarness.eventually;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** Records of a file take the steps of a team's own as messages do. */
class FileStepsTest {
    @TempDir
    private Path folder;

    @Test
    void eachRecordOfAFileTakesTheSteps() throws Exception {
        try (var files = FilesBetween.in(folder)) {
            files.gateway()
                    .edit(
                            "config/partners/xaa-registry.yaml",
                            "    same-file: refuse",
                            "    same-file: refuse\n    steps: {before-translation: prepare, after-translation: only-some}");
            StepsOfATeam.in(folder)
                    .stylesheet(
                            "prepare",
                            "<xsl:template match=\"doc-number[. = 'D-R-1']\"><doc-number>{.}-NEW</doc-number></xsl:template>",
                            "<xsl:template match=\"person[doc-number = 'D-R-2']\"/>",
                            "<xsl:template match=\"doc-number[. = 'D-R-3']\"><xsl:sequence select=\"e:refuse($e:BAD-VALUE, ., 'another number')\"/></xsl:template>",
                            "<xsl:template match=\"person[doc-number = 'D-R-4']\"><s:messages><xsl:copy-of select=\"., .\"/></s:messages></xsl:template>")
                    .stylesheet("only-some", "<xsl:template match=\"c:message[.//c:number = 'D-R-5']\"/>");
            files.start();

            files.put("S1.TXT", file("R-1", "R-2", "R-3", "R-4", "R-5", "R-6"));
            var report = files.report("S1.TXT");

            assertThat(report)
                    .contains(
                            "\"S1.TXT\",read,4,0,2",
                            "MAP-BAD-VALUE",
                            "step prepare, prepare.xsl",
                            "MAP-STEP",
                            "2 messages",
                            "a record of a file is not divided");
            assertThat(documents(files.fileWith("D-R-1-NEW"))).containsExactly("D-R-1-NEW", "D-R-6");
            eventually(() -> assertThat(files.gateway().audit().stream().filter(event -> event.type() == Type.ENDED))
                    .extracting(event -> event.fact(Fact.MESSAGE).orElse(""), event -> event.fact(Fact.STEP)
                            .orElse(""))
                    .containsExactly(
                            tuple(id("R-2").toString(), "prepare only-some"),
                            tuple(id("R-5").toString(), "prepare only-some")));
            assertThat(files.gateway()
                            .operate("messages/" + id("R-2"))
                            .path("state")
                            .asText())
                    .isEqualTo("ended");
            assertThat(files.gateway().audit()).extracting(AuditEvent::type).doesNotContain(Type.DEAD);
        }
    }
}
