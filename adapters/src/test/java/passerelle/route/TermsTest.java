package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Steps;
import passerelle.model.Terms;
import passerelle.model.Terms.LegalBasis;
import passerelle.model.Terms.UnknownSegments;
import passerelle.translate.Format;
import passerelle.translate.ShippedFormats;

/** What stylesheets are told of the way that a message came. */
class TermsTest {
    private static final PartnerId BORDER = new PartnerId("utopia-border");
    private static final FormatId FORMAT = new FormatId("utopia-border-v1");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");

    private final Format format = ShippedFormats.format(FORMAT);

    @Test
    void theLegalBasisOfTheChannelIsToldWithItsGround() {
        var terms = new Terms(
                "care",
                Optional.of(new LegalBasis("Health Act, s. 4", Optional.of("9-2-c"))),
                UnknownSegments.LEAVE,
                Steps.NONE);

        assertThat(facts(terms))
                .containsEntry("purpose", "care")
                .containsEntry("legal-basis", "Health Act, s. 4")
                .containsEntry("legal-ground", "9-2-c")
                .containsEntry("unknown-segments", "leave");
    }

    @Test
    void aChannelWithoutLegalBasisTellsNone() {
        assertThat(facts(Terms.of("care")))
                .containsEntry("unknown-segments", "refuse")
                .doesNotContainKeys("legal-basis", "legal-ground");
    }

    @Test
    void theLegalBasisOfTheChannelStandsInTheEnvelopeOfAMessageThatNamesNone() throws IOException {
        var basis = new LegalBasis("Crossings Act, s. 4", Optional.empty());
        var terms = new Terms("border-management", Optional.of(basis), UnknownSegments.REFUSE, Steps.NONE);

        var common = HardenedXml.parse(Files.readAllBytes(Path.of("xslt/utopia-border-v1/cases/full/input.xml")))
                .then(document -> format.toCommon(document, facts(terms)))
                .match(node -> node.toString(), failure -> failure.forSender());

        assertThat(common).contains("<legal-basis>Crossings Act, s. 4</legal-basis>");
    }

    private Map<String, String> facts(Terms terms) {
        return Translation.gateway(BORDER, terms, NOW, format, MessageId.of(BORDER, "1"));
    }
}
