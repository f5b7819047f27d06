package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Terms;
import passerelle.translate.Format;
import passerelle.translate.Formats;
import passerelle.translate.Received;
import passerelle.translate.ShippedFormats;

class AnswersTest {
    private static final FormatId XROAD = new FormatId("xroad-v4");
    private static final FormatId UTOPIA = new FormatId("utopia-border-v1");
    private static final PartnerId BORDER = new PartnerId("border");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final Formats formats = ShippedFormats.all();
    private final Outcome.Accepted outcome = new Outcome.Accepted(MessageId.of(BORDER, "1"), NOW, true);

    private static Received received(FormatId id) throws IOException {
        var raw = Files.readAllBytes(Path.of("xslt/" + id + "/cases/full/input.xml"));
        return new Received(
                BORDER,
                id,
                "soap",
                Terms.of("border-management"),
                raw,
                Optional.of(HardenedXml.parse(raw)),
                Optional.empty(),
                NOW);
    }

    private static XdmNode document(Received received) {
        return received.parsed().orElseThrow().match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private String repeated(FormatId id) throws IOException {
        Format format = formats.find(id).orElseThrow();
        var received = received(id);
        return Answers.ofNative(received, format, document(received), outcome)
                .document()
                .map(XdmNode::toString)
                .orElse("none");
    }

    @Test
    void aRepeatIsAnsweredWithTheHeadersOfItsOwn() throws IOException {
        assertThat(repeated(XROAD))
                .contains(
                        ">9b1c5e0a-7a53-4f0e-9d6a-0c2f6b7d1e42</n:id>",
                        "<residenceResponse ",
                        outcome.id().toString());
    }

    @Test
    void aRepeatWithoutHeadersIsAnsweredAsEver() throws IOException {
        assertThat(repeated(UTOPIA)).contains("<reference>" + outcome.id() + "</reference>");
    }

    @Test
    void aProtocolThatWantsItsHeadersGetsTheGatewaysPlainAnswerWithoutThem() throws IOException {
        var received = received(XROAD);

        var answer = Answers.accepted(
                received, formats.find(XROAD).orElseThrow(), document(received), outcome, Optional.empty());

        assertThat(answer.document()).isEmpty();
    }

    @Test
    void eachOperationOfAServiceHasItsOwnAnswer(@TempDir Path home) throws IOException {
        var two = service(home);

        assertThat(answerTo("<reportStay xmlns='urn:two:1'/>", two)).contains("<reportStayAnswer ");
        assertThat(answerTo("<askStay xmlns='urn:two:1'/>", two)).contains("<askStayAnswer ");
    }

    private String answerTo(String question, Format format) throws IOException {
        var node = HardenedXml.parse(question.getBytes(StandardCharsets.UTF_8)).match(found -> found, failure -> {
            throw new AssertionError(failure.forSender());
        });
        return Answers.accepted(received(UTOPIA), format, node, outcome, Optional.empty())
                .document()
                .map(XdmNode::toString)
                .orElse("none");
    }

    /** A service of two operations, whose answers have names of their own. */
    private static Format service(Path home) throws IOException {
        Files.createSymbolicLink(home.resolve("config"), Path.of("config").toAbsolutePath());
        Files.createDirectories(home.resolve("xslt/common"));
        var folder = Files.createDirectories(home.resolve("xslt/two-v1"));
        Files.writeString(
                folder.resolve("format.yaml"),
                """
                syntax: xml
                title: Two operations
                source: Invented.
                messages:
                  - {native: "{urn:two:1}reportStayAnswer", type: Acknowledgement, direction: out}
                  - {native: "{urn:two:1}askStayAnswer", type: Acknowledgement, direction: out}
                """);
        Files.writeString(
                folder.resolve("schema.xsd"),
                """
                <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:two:1">
                  <xs:element name="reportStayAnswer"/>
                  <xs:element name="askStayAnswer"/>
                </xs:schema>
                """);
        Files.writeString(
                folder.resolve("from-common.xsl"),
                """
                <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                    xmlns:xs="http://www.w3.org/2001/XMLSchema" exclude-result-prefixes="#all">
                  <xsl:param name="gateway" as="map(xs:string, xs:string)" required="yes"/>
                  <xsl:mode on-no-match="fail"/>
                  <xsl:template match="/*" as="element()">
                    <xsl:element name="{$gateway?answers}Answer" namespace="urn:two:1"/>
                  </xsl:template>
                </xsl:stylesheet>
                """);
        var id = new FormatId("two-v1");
        var problems = new ArrayList<Problem>();
        var found =
                Formats.load(home, Set.of(id), Duration.ofSeconds(5), problems).find(id);
        assertThat(problems).isEmpty();
        return found.orElseThrow();
    }
}
