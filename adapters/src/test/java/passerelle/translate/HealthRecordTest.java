package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.decide.Agreements;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.model.Role;

/** What of a health record leaves, and to whom. */
class HealthRecordTest {
    private static final PartnerId HOSPITAL = new PartnerId("xaa-hospital");
    private static final PartnerId BORDER = new PartnerId("utopia-border");
    private static final PartnerId HEALTH = new PartnerId("xaa-health");
    private static final FormatId ADT = new FormatId("hl7-adt-v2");

    private final Format format = ShippedFormats.format(ADT);

    @Test
    void aBorderIsRefusedAHealthRecordThatAnAgreementPromisesIt() throws IOException {
        assertThat(decide(agreement(BORDER, Role.AUTHORITY))).isEqualTo("POLICY-HEALTH");
    }

    @Test
    void aHealthAuthorityGetsIt() throws IOException {
        assertThat(decide(agreement(HEALTH, Role.HEALTH_AUTHORITY))).isEqualTo("xaa-health");
    }

    @Test
    void raceReligionAndEthnicGroupLeaveOnlyWhereTheAgreementNamesThem() throws IOException {
        var without = view(Set.of("person/name", "person/identifier"));
        var with = view(Set.of("person/name", "person/special-categories"));

        assertThat(without).contains("Okoro").doesNotContain("AX", "ZX", "E1", "special-categories");
        assertThat(with).contains("AX", "ZX", "E1");
    }

    @Test
    void aRecordWithoutLegalBasisIsRefused() throws IOException {
        assertThat(common(Cases.GATEWAY)).startsWith("MODEL-COMMON").contains("R-HEALTH-GROUND");
    }

    @Test
    void aLegalBasisWithoutItsGroundIsNone() throws IOException {
        var facts = new HashMap<>(Cases.GATEWAY);
        facts.put("legal-basis", "Health Act");

        assertThat(common(facts)).startsWith("MODEL-COMMON").contains("R-HEALTH-GROUND");
    }

    private String common(Map<String, String> facts) throws IOException {
        return message(facts, "full").match(XdmNode::toString, failure -> failure.forSender());
    }

    private Result<XdmNode> message(Map<String, String> facts, String name) throws IOException {
        var bytes = Files.readAllBytes(Path.of("xslt/hl7-adt-v2/cases/" + name + "/input.hl7"));
        return format.bytes().orElseThrow().read(bytes).then(document -> format.toCommon(document, facts));
    }

    private XdmNode full() throws IOException {
        return message(Cases.gateway(format), "full").match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private String view(Set<String> fields) throws IOException {
        return new View().of(full(), fields, "H v1", HEALTH).toString();
    }

    private String decide(Agreement agreement) throws IOException {
        var question = format.facts(full(), HOSPITAL);
        return new Agreements(List.of(agreement))
                .decide(question, Instant.parse("2026-11-23T12:00:00Z"))
                .match(
                        share -> share.grants().get(0).recipient().value(),
                        refuse -> refuse.failure().code().code());
    }

    private static Agreement agreement(PartnerId recipient, Role role) {
        return new Agreement(
                "H-1",
                1,
                "Health records",
                new Party(HOSPITAL, "XAA"),
                new Party(recipient, "XAA", role),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-12-31T23:59:59Z"),
                List.of("Health Act"),
                Set.of("border-control"),
                List.of(new Permission("HealthRecordTransfer", Side.SENDER, Set.of("person/name"))),
                OtherFields.STRIP,
                "00");
    }
}
