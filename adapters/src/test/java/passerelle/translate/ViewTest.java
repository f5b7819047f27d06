package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Question;
import passerelle.model.Question.Subject;

class ViewTest {
    private static final PartnerId SENDER = new PartnerId("sample-sender");
    private static final PartnerId RECIPIENT = new PartnerId("aria-registry");
    private static final String AGREEMENT = "A-UTO-XAA-2026-001 v1";
    private static final Path FULL = Path.of("xslt/utopia-border-v1/cases/full/expected.xml");

    private final View view = new View();

    @Test
    void holdsThePermittedFieldsAndNothingElse() throws IOException {
        var built = view.of(
                message(Files.readString(FULL)),
                Set.of("person/name", "person/nationality", "crossing/time"),
                AGREEMENT,
                RECIPIENT);

        assertThat(bare(built))
                .isEqualTo(
                        bare(
                                message(
                                        """
                        <message xmlns="urn:passerelle:common:1">
                          <envelope>
                            <id>00000000-0000-5000-8000-000000000001</id>
                            <type>BorderCrossingRecord</type>
                            <sender>sample-sender</sender>
                            <recipient>aria-registry</recipient>
                            <sent>2026-11-23T08:59:58+01:00</sent>
                            <received>2026-11-23T08:00:00Z</received>
                            <purpose>border-control</purpose>
                            <agreement>A-UTO-XAA-2026-001 v1</agreement>
                          </envelope>
                          <body>
                            <border-crossing-record>
                              <person>
                                <name>
                                  <full script="Latn">Nze Okoro</full>
                                  <family>Okoro</family>
                                  <given>Nze</given>
                                </name>
                                <nationality system="utopia" verbatim="XBS">XBB</nationality>
                              </person>
                              <crossing>
                                <time>2026-11-23T00:30:00+01:00</time>
                              </crossing>
                            </border-crossing-record>
                          </body>
                        </message>
                        """)));
    }

    @TestFactory
    Stream<DynamicTest> noByteOfAFieldLeavesWithoutItsPermission() {
        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        var types = ModelSchema.read(Path.of(""), Path.of(CommonModel.FILE), new ArrayList<>())
                .orElseThrow();
        return model.fieldsByType().entrySet().stream()
                .map(type -> DynamicTest.dynamicTest(type.getKey(), () -> {
                    var message = new SampleMessages(types).of(type.getKey(), (field, path) -> "(" + field + ")");
                    assertThat(CommonMessage.fields(message)).isEqualTo(type.getValue());

                    for (var withheld : type.getValue()) {
                        var permitted = new HashSet<>(type.getValue());
                        permitted.remove(withheld);

                        var text = view.of(message, permitted, AGREEMENT, RECIPIENT)
                                .toString();

                        assertThat(text).doesNotContain("(" + withheld + ")");
                        assertThat(permitted)
                                .allSatisfy(field -> assertThat(text).contains("(" + field + ")"));
                    }
                }));
    }

    @Test
    void specialCategoriesOfARelativeNeedThePermissionOfTheirPart() {
        var message = referral();

        var without = view.of(message, Set.of("member/relative"), AGREEMENT, RECIPIENT)
                .toString();
        var with = view.of(message, Set.of("member/relative", "member/special-categories"), AGREEMENT, RECIPIENT)
                .toString();

        assertThat(without).contains("Okoro").doesNotContain("special", "religion", "Sample faith", "Hidden Street");
        assertThat(with).contains("Okoro", "Sample faith").doesNotContain("Hidden Street");
        assertThat(CommonMessage.fields(message))
                .containsExactlyInAnyOrder(
                        "member/relative", "member/special-categories", "member/protected-address", "member/photo");
    }

    @Test
    void anAttachmentGoesWithAFieldThatRefersToIt() {
        var message = referral();

        var without = view.of(message, Set.of("member/relative"), AGREEMENT, RECIPIENT)
                .toString();
        var with =
                view.of(message, Set.of("member/photo"), AGREEMENT, RECIPIENT).toString();

        assertThat(without).contains("id=\"a2\"").doesNotContain("id=\"a1\"", "id=\"a3\"");
        assertThat(with).contains("id=\"a1\"").doesNotContain("id=\"a2\"", "id=\"a3\"");
    }

    @Test
    void theEnvelopeKeepsItsRulesAndItsOrder() {
        var message = message(
                """
                <message xmlns="urn:passerelle:common:1"><envelope>
                <id>00000000-0000-5000-8000-000000000001</id><type>BorderCrossingRecord</type>
                <conversation>C-1</conversation><sender>sample-sender</sender><recipient>other</recipient>
                <received>2026-11-23T08:00:00Z</received><expires>2026-12-23T08:00:00Z</expires>
                <purpose>border-control</purpose><legal-basis ground="9-2-g">Sample Act</legal-basis>
                <grounds>Because of this and that.</grounds><agreement>asked-for</agreement>
                <originator>Border Guard</originator><caveat>EURODAC</caveat>
                <retention-until>2030-01-01</retention-until><reference>S-1</reference>
                </envelope><body><border-crossing-record/></body></message>
                """);

        var built = view.of(message, Set.of("envelope/grounds"), AGREEMENT, RECIPIENT);

        assertThat(bare(built))
                .isEqualTo(
                        bare(
                                message(
                                        """
                <message xmlns="urn:passerelle:common:1"><envelope>
                <id>00000000-0000-5000-8000-000000000001</id><type>BorderCrossingRecord</type>
                <conversation>C-1</conversation><sender>sample-sender</sender><recipient>aria-registry</recipient>
                <received>2026-11-23T08:00:00Z</received><expires>2026-12-23T08:00:00Z</expires>
                <purpose>border-control</purpose><legal-basis ground="9-2-g">Sample Act</legal-basis>
                <grounds>Because of this and that.</grounds><agreement>A-UTO-XAA-2026-001 v1</agreement>
                <originator>Border Guard</originator><caveat>EURODAC</caveat>
                </envelope><body><border-crossing-record/></body></message>
                """)));
    }

    @Test
    void contentOfAnotherStandardKeepsItsPrefixes() {
        var message = message(
                """
                <message xmlns="urn:passerelle:common:1"><envelope><type>ServiceCall</type></envelope><body>
                <service-call><content><payload><q:ask xmlns:q="urn:q" xmlns:t="urn:t" kind="t:word"/></payload></content>
                </service-call></body></message>
                """);

        var built = view.of(message, Set.of("content/payload"), AGREEMENT, RECIPIENT);

        assertThat(built.toString()).contains("xmlns:t=\"urn:t\"", "kind=\"t:word\"");
    }

    @Test
    void leavesNoEmptyShellOfAPart() throws IOException {
        var built = view.of(message(Files.readString(FULL)), Set.of("person/name"), AGREEMENT, RECIPIENT);

        assertThat(built.toString()).doesNotContain("<document").doesNotContain("<crossing");
    }

    @Test
    void aPartThatIsNoFieldPermitsNothing() throws IOException {
        var built = view.of(message(Files.readString(FULL)), Set.of("person", "name", ""), AGREEMENT, RECIPIENT);

        assertThat(built.toString()).doesNotContain("Okoro").doesNotContain("<person");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "partial-date", "single-name", "other-script", "unknown-birth"})
    void isItselfAValidCommonMessage(String name) throws IOException {
        var problems = new ArrayList<Problem>();
        var model = CommonModel.load(Path.of(""), problems).orElseThrow();
        var message = message(Files.readString(Path.of("xslt/utopia-border-v1/cases", name, "expected.xml"))
                .replace(">*<", ">" + "0".repeat(64) + "<"));

        var nothing = view.of(message, Set.of(), AGREEMENT, RECIPIENT);
        var whole = view.of(message, Set.copyOf(fields()), AGREEMENT, RECIPIENT);

        assertThat(List.of(told(model, message), told(model, nothing), told(model, whole)))
                .containsOnly("valid");
    }

    @Test
    void tellsTheAgreementsWhatTheyNeedToKnow() throws IOException {
        var facts = facts(Files.readString(FULL));

        assertThat(facts)
                .isEqualTo(new Question(
                        SENDER,
                        "BorderCrossingRecord",
                        "border-control",
                        List.of(RECIPIENT, new PartnerId("borea-immigration")),
                        Optional.of("A-UTO-XAA-2026-001"),
                        List.of(new Subject(Set.of("XBB", "XAA"), true)),
                        Set.copyOf(fields())));
    }

    @ParameterizedTest
    @ValueSource(strings = {"XXA", "XXX"})
    void aPersonWithoutAKnownStateHasNoKnownTies(String code) throws IOException {
        var text = Files.readString(FULL)
                .replaceFirst("(?s)<former-residence.*</former-residence>", "")
                .replace(">XBB</nationality>", ">" + code + "</nationality>")
                .replace(">never<", ">unknown<");

        assertThat(facts(text).subjects()).containsExactly(new Subject(Set.of(), false));
    }

    @Test
    void anUnspecifiedNationalityMakesAllTiesUnknown() throws IOException {
        var text = Files.readString(FULL).replace(">XBB</nationality>", ">XXX</nationality>");

        assertThat(facts(text).subjects()).containsExactly(new Subject(Set.of(), true));
    }

    /** Every field that the full sample holds. */
    private static List<String> fields() throws IOException {
        return List.copyOf(CommonMessage.fields(message(Files.readString(FULL))));
    }

    private static XdmNode referral() {
        return message(
                """
                <message xmlns="urn:passerelle:common:1"><envelope><type>ResettlementReferral</type></envelope><body>
                <resettlement-referral><member><photo attachment="a1"/><relative>
                <name><full>Okoro Ada</full></name><protected-address><line>Hidden Street 1</line></protected-address>
                <photo attachment="a2"/><special-categories><religion>Sample faith</religion></special-categories>
                </relative></member></resettlement-referral></body>
                <attachments><attachment id="a1"/><attachment id="a2"/><attachment id="a3"/></attachments></message>
                """);
    }

    private static Question facts(String text) {
        return CommonMessage.facts(
                message(text),
                SENDER,
                CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow());
    }

    private static String told(CommonModel model, XdmNode message) {
        return model.schema().check(message, FailureCode.MODEL_COMMON).match(valid -> "valid", Failure::forSender);
    }

    private static XdmNode message(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static String bare(XdmNode node) {
        return node.toString().replaceAll(">\\s+<", "><");
    }
}
