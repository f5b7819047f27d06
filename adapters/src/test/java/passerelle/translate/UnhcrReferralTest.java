package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.streams.Steps;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.decide.Agreements;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.model.Question.Subject;
import passerelle.model.Result;

/** UNHCR's resettlement referral, there and back, and who must not have one. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnhcrReferralTest {
    private static final PartnerId AGENCY = new PartnerId("sample-agency");
    private static final List<FormatId> VERSIONS = List.of(new FormatId("unhcr-rrf-v3"), new FormatId("unhcr-rrf-v4"));

    private final Formats formats = ShippedFormats.all();

    static Stream<Path> referralsThatComeIn() throws IOException {
        var found = new ArrayList<Path>();
        for (var version : VERSIONS) {
            try (Stream<Path> cases = Files.list(Path.of("xslt", version.value(), "cases"))) {
                cases.filter(folder -> Files.exists(folder.resolve("input.xml")))
                        .filter(folder -> Files.exists(folder.resolve("expected.xml")))
                        .sorted()
                        .forEach(found::add);
            }
        }
        return found.stream();
    }

    @ParameterizedTest
    @MethodSource("referralsThatComeIn")
    void aReferralComesBackAsItCame(Path folder) throws IOException {
        var format = formats.find(new FormatId(folder.getName(1).toString())).orElseThrow();
        var came = HardenedXml.parse(Files.readAllBytes(folder.resolve("input.xml")));

        var back = came.then(node -> format.toCommon(node, Cases.GATEWAY))
                .then(message -> format.fromCommon(message, Cases.GATEWAY));

        // A declared loss: the country U comes back as -.
        assertThat(texts(back))
                .isNotEmpty()
                .isEqualTo(texts(came).stream()
                        .map(text -> text.replaceAll("(Country|CountryCode)=U$", "$1=-"))
                        .toList());
    }

    @Test
    void everyMemberAndEveryRelativeIsASubject() throws IOException {
        var message = referral("AUT", "XBB");

        var subjects = version4().facts(message, AGENCY).subjects();

        assertThat(subjects)
                .containsExactlyInAnyOrder(
                        new Subject(Set.of("XBB"), false),
                        new Subject(Set.of("AUT"), false),
                        new Subject(Set.of("AUS"), false));
    }

    @Test
    void aReferralIsWithheldFromTheStateThatARelativeMayHaveFled() throws IOException {
        var message = referral("AUT", "XBB");

        assertThat(decision(message, "XBB")).isEqualTo("POLICY-NON-REFOULEMENT");
        assertThat(decision(message, "XCC")).isEqualTo("shared");
    }

    @Test
    void aReferralIsWithheldFromTheStateThatASecondMemberMayHaveFled() throws IOException {
        var message = referral("AUS", "XBB");

        assertThat(decision(message, "XBB")).isEqualTo("POLICY-NON-REFOULEMENT");
        assertThat(decision(message, "AUS")).isEqualTo("shared");
    }

    @Test
    void aPersonWithoutARecordedNationalityKeepsTheReferralFromEverybody() throws IOException {
        var message =
                common("<NationalityCode>AUL", "<NationalityCode>-", "<OriginCountryCode>AUL", "<OriginCountryCode>-");

        assertThat(decision(message, "XCC")).isEqualTo("POLICY-NON-REFOULEMENT");
    }

    @Test
    void religionAndEthnicityLeaveOnlyWhereTheAgreementNamesThem() throws IOException {
        var fields = formats.fieldsByType().getOrDefault("ResettlementReferral", Set.of()).stream()
                .filter(field -> !field.equals("member/special-categories"))
                .toList();

        var view = new View().of(common(), Set.copyOf(fields), "A-1 v1", new PartnerId("sample-state"));

        assertThat(texts(version4().fromCommon(view, Cases.GATEWAY)))
                .contains(
                        "UNHCR_RRF/CASE/dataIndividual/ReligionCode=-", "UNHCR_RRF/CASE/dataIndividual/EthnicityCode=-")
                .noneMatch(text -> text.contains("dataVulnerability"));
    }

    private Format version4() {
        return formats.find(VERSIONS.get(1)).orElseThrow();
    }

    /** The full case of version 4, with words of it changed. */
    private XdmNode common(String... changes) throws IOException {
        var text = Files.readString(Path.of("xslt/unhcr-rrf-v4/cases/full/input.xml"));
        for (int i = 0; i < changes.length; i += 2) {
            text = text.replace(changes[i], changes[i + 1]);
        }
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8))
                .then(node -> version4().toCommon(node, Cases.GATEWAY))
                .match(node -> node, UnhcrReferralTest::broken);
    }

    /** UNHCR's list has no codes for sample states, so the common message is changed: one state is another. */
    private XdmNode referral(String state, String instead) throws IOException {
        var last = state.equals("AUT") ? "<relative" : "0a000000-0000-4000-8000-000000000002";
        var text = common().toString();
        int from = text.indexOf(last);
        var changed = text.substring(0, from) + text.substring(from).replace(">" + state + "<", ">" + instead + "<");
        return HardenedXml.parse(changed.getBytes(StandardCharsets.UTF_8))
                .match(node -> node, UnhcrReferralTest::broken);
    }

    private String decision(XdmNode message, String state) {
        var agreement = new Agreement(
                "A-1",
                1,
                "Resettlement",
                new Party(AGENCY, "XAA"),
                new Party(new PartnerId("sample-state"), state),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-12-31T00:00:00Z"),
                List.of(),
                Set.of(Cases.GATEWAY.getOrDefault("purpose", "")),
                List.of(new Permission("ResettlementReferral", Side.SENDER, Set.of("member/name"))),
                OtherFields.STRIP,
                "0".repeat(64));
        return new Agreements(List.of(agreement))
                .decide(version4().facts(message, AGENCY), Instant.parse("2026-06-01T00:00:00Z"))
                .match(share -> "shared", refuse -> refuse.failure().code().code());
    }

    private static XdmNode broken(Failure failure) {
        throw new AssertionError(failure.forSender());
    }

    /** Every element without elements inside, by its path of local names: a referral has a namespace or none. */
    static List<String> texts(Result<XdmNode> result) {
        var texts = new ArrayList<String>();
        result.match(Stylesheet::element, UnhcrReferralTest::broken)
                .select(Steps.descendant())
                .filter(node -> node.getNodeName() != null
                        && CommonMessage.children(node).isEmpty())
                .forEach(node -> texts.add(path(node) + "=" + node.getStringValue()));
        return texts;
    }

    private static String path(XdmNode node) {
        var parent = node.getParent();
        return parent == null || parent.getNodeName() == null
                ? CommonMessage.name(node)
                : path(parent) + "/" + CommonMessage.name(node);
    }
}
