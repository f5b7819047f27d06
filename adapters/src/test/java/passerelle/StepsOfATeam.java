package passerelle;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Writes steps of a team's own into the home folder of a test. */
final class StepsOfATeam {
    private final Path folder;

    private StepsOfATeam(Path folder) {
        this.folder = folder;
    }

    static StepsOfATeam in(Path home) throws IOException {
        var folder = home.resolve("routes/partners");
        Files.createDirectories(folder);
        return new StepsOfATeam(folder);
    }

    /** A step that calls the stylesheet of its name, which copies what it does not change. */
    StepsOfATeam stylesheet(String name, String... templates) throws IOException {
        route(name, "- to: {uri: step-xslt:" + name + "}");
        Files.writeString(
                folder.resolve(name + ".xsl"),
                """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                    xmlns:n="urn:uto:border:1" xmlns:c="urn:passerelle:common:1" xmlns:e="urn:passerelle:errors"
                    xmlns:s="urn:passerelle:step" exclude-result-prefixes="#all" expand-text="yes">
                  <xsl:import href="../../xslt/common/errors.xsl"/>
                  <xsl:param name="gateway"/>
                  <xsl:template match="@* | node()">
                    <xsl:copy><xsl:apply-templates select="@* | node()"/></xsl:copy>
                  </xsl:template>
                  %s
                </xsl:stylesheet>
                """
                        .formatted(String.join("\n  ", templates)));
        return this;
    }

    /** A step that takes these steps, each a line. */
    StepsOfATeam route(String name, String... steps) throws IOException {
        Files.writeString(
                folder.resolve(name + ".camel.yaml"),
                """
                - route:
                    id: %1$s
                    from:
                      uri: direct:%1$s
                      steps:
                        %2$s
                """
                        .formatted(name, String.join("\n        ", steps)));
        return this;
    }
}
