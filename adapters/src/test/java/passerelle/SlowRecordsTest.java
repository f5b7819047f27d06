package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.FilesBetween.documents;
import static passerelle.FilesBetween.file;
import static passerelle.FilesBetween.id;
import static passerelle.GatewayHarness.until;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Records that a stylesheet takes too long for, among others that go with them. */
class SlowRecordsTest {
    private static final String SLOW =
            "<xsl:if test=\"contains(., '%s') and (some $i in 1 to 60000000 satisfies string-length(string($i)) lt 0)\">"
                    + "<xsl:message terminate=\"yes\"/></xsl:if>";

    @TempDir
    Path folder;

    @Test
    void costNobodyButThemselvesOnTheWayInAndOnTheWayOut() throws Exception {
        try (var files = FilesBetween.in(folder)) {
            files.gateway()
                    .set("stylesheet.time", "PT1S")
                    .edit(
                            "xslt/xaa-registry-v1/to-common.xsl",
                            "<body>\n        <border",
                            "<body>" + SLOW.formatted("SLOW-IN") + "\n        <border")
                    .edit(
                            "xslt/border-extract-v1/from-common.xsl",
                            "<xsl:apply-templates select=\"c:body/*\"/>",
                            SLOW.formatted("SLOW-OUT") + "<xsl:apply-templates select=\"c:body/*\"/>");
            files.start();

            files.put(
                    "SLOW.TXT",
                    file("A-1", "SLOW-IN-1", "A-2", "SLOW-IN-2", "A-3", "SLOW-OUT-1", "A-4", "SLOW-OUT-2", "A-5"));

            assertThat(files.report("SLOW.TXT"))
                    .contains("\"SLOW.TXT\",read,7,0,2")
                    .containsPattern("(?s)MAP-TOO-SLOW.*MAP-TOO-SLOW");
            assertThat(documents(files.fileWith("D-A-5"))).containsExactly("D-A-1", "D-A-2", "D-A-3", "D-A-4", "D-A-5");
            for (var slow : new String[] {"SLOW-OUT-1", "SLOW-OUT-2"}) {
                var dead = until(() -> Optional.of(files.gateway()
                                .operate("messages/" + id(slow))
                                .path("deliveries")
                                .path(0))
                        .filter(delivery -> delivery.path("state").asText().equals("dead")));
                assertThat(dead.path("code").asText()).isEqualTo("MAP-TOO-SLOW");
            }
        }
    }
}
