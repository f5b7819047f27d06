package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
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

    @Test
    void noByteOfAFieldLeavesWithoutItsPermission() throws IOException {
        var all = fields();
        for (var withheld : all) {
            var canary = "CANARY" + Math.abs(withheld.hashCode());
            var message = message(marked(withheld, canary));
            var permitted = new ArrayList<>(all);
            permitted.remove(withheld);

            var bytes = view.of(message, Set.copyOf(permitted), AGREEMENT, RECIPIENT)
                    .toString();
            var whole = view.of(message, Set.copyOf(all), AGREEMENT, RECIPIENT).toString();

            assertThat(bytes).as(withheld).doesNotContain(canary);
            assertThat(whole).as(withheld).contains(canary);
        }
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

    /** The full sample with a canary as text and as what was sent, in one field. */
    private static String marked(String field, String canary) throws IOException {
        var name = field.substring(field.indexOf('/') + 1);
        var part = field.contains("/") ? field.substring(0, field.indexOf('/')) : "border-crossing-record";
        var text = Files.readString(FULL);
        int from = text.indexOf("<" + name, text.indexOf("<" + part));
        int end = text.indexOf("</" + name + ">", from);
        return text.substring(0, from) + "<" + name + " verbatim=\"" + canary + "\">" + canary + text.substring(end);
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
