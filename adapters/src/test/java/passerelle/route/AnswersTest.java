package passerelle.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.PartnerId;
import passerelle.model.Terms;
import passerelle.translate.Format;
import passerelle.translate.Formats;
import passerelle.translate.Received;

class AnswersTest {
    private static final FormatId XROAD = new FormatId("xroad-v4");
    private static final FormatId UTOPIA = new FormatId("utopia-border-v1");
    private static final PartnerId BORDER = new PartnerId("border");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final Formats formats =
            Formats.load(Path.of(""), Set.of(XROAD, UTOPIA), Duration.ofSeconds(5), new ArrayList<>());
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
}
