package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.decide.Agreements;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.FailureCode;
import passerelle.model.PartnerId;
import passerelle.model.Question.Subject;

/** Who is protected from a state that they may have fled from: everybody in a message, however deep. */
class SubjectsTest {
    private static final PartnerId SENDER = new PartnerId("sample-agency");

    private final CommonModel model =
            CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
    private final ModelSchema types = ModelSchema.read(Path.of(""), Path.of(CommonModel.FILE), new ArrayList<>())
            .orElseThrow();

    @TestFactory
    Stream<DynamicTest> everyPersonOfEveryTypeIsASubject() {
        return model.aboutPersons().stream()
                .map(type -> DynamicTest.dynamicTest(type, () -> {
                    var samples = new SampleMessages(types);

                    var message = samples.of(type, SubjectsTest::nationalityByPath);

                    var judged = CommonMessage.facts(message, SENDER, model).subjects();
                    assertThat(samples.persons()).isNotEmpty();
                    assertThat(judged)
                            .containsAll(samples.persons().stream()
                                    .map(path -> new Subject(Set.of(path), false))
                                    .toList());
                }));
    }

    @Test
    void aRelativeOfAMemberKeepsTheWholeMessageFromTheStateThatTheRelativeFled() {
        var text = referral("<relative><nationality>XBB</nationality></relative>");

        assertThat(subjects(text)).containsExactly(new Subject(Set.of("XAA"), true), new Subject(Set.of("XBB"), false));
        assertThat(decision(text, "XBB")).isEqualTo(FailureCode.POLICY_NON_REFOULEMENT.code());
        assertThat(decision(text, "XAA")).isEqualTo("shared");
    }

    @Test
    void aRelativeWhoseStateIsNotSaidKeepsTheMessageFromEverybody() {
        var text = referral("<relative><kind>parent</kind></relative>");

        assertThat(decision(text, "XBB")).isEqualTo(FailureCode.POLICY_NON_REFOULEMENT.code());
    }

    @Test
    void aMessageAboutAPersonWhomItDoesNotShowIsAboutSomebodyUnknown() {
        var text = message("ResettlementReferral", "<case><number>C-1</number></case>");

        assertThat(subjects(text)).containsExactly(new Subject(Set.of(), false));
    }

    @Test
    void aQuestionAboutADocumentIsAboutNobody() {
        assertThat(subjects(message("DocumentStatusQuery", "<document><number>X1</number></document>")))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "<nationality>XAA</nationality><former-nationality>XBB</former-nationality>,XAA XBB",
        "<nationality>XAA</nationality><feared-state>XBB</feared-state>,XAA XBB",
        "<nationality>XXA</nationality><former-residence>XAA</former-residence>,XAA",
        "<origin>XAA</origin>,XAA",
        "<nationality>GBO</nationality>,GBR",
        "<former-nationality>XAA</former-nationality>,",
        "<feared-state>XAA</feared-state>,",
        "<nationality>XAA</nationality><former-nationality>YUG</former-nationality>,",
        "<nationality>XAA</nationality><former-residence>XXX</former-residence>,",
        "<nationality>XXB</nationality>,"
    })
    void knowsTheTiesOfAPersonOrThatTheyAreUnknown(String said, String ties) {
        var expected = ties == null ? Set.<String>of() : Set.of(ties.split(" "));

        assertThat(subjects(message("BorderCrossingRecord", "<person>" + said + "</person>")))
                .containsExactly(new Subject(expected, false));
    }

    private static String nationalityByPath(String field, String path) {
        if (path.endsWith("/nationality")) {
            return path.substring(0, path.lastIndexOf('/'));
        }
        // No other element makes a tie, and nobody says "never".
        var name = path.substring(path.lastIndexOf('/') + 1);
        return Set.of("former-residence", "origin", "former-nationality", "feared-state")
                        .contains(name)
                ? "XXA"
                : "sample";
    }

    private static String referral(String inside) {
        return message(
                "ResettlementReferral",
                "<member><nationality>XAA</nationality><protection-status>never</protection-status>" + inside
                        + "</member>");
    }

    private static String message(String type, String content) {
        return "<message xmlns='urn:passerelle:common:1'><envelope><type>" + type
                + "</type><purpose>resettlement</purpose></envelope><body><content>" + content
                + "</content></body></message>";
    }

    private List<Subject> subjects(String text) {
        return CommonMessage.facts(SampleMessages.node(text), SENDER, model).subjects();
    }

    private String decision(String text, String state) {
        var agency = new Party(SENDER, "XCC");
        var recipient = new Party(new PartnerId("sample-state"), state);
        var agreement = new Agreement(
                "A-1",
                1,
                "Resettlement",
                agency,
                recipient,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-12-31T00:00:00Z"),
                List.of(),
                Set.of("resettlement"),
                List.of(new Permission("ResettlementReferral", Side.SENDER, Set.of("member/name"))),
                OtherFields.STRIP,
                "0".repeat(64));
        return new Agreements(List.of(agreement))
                .decide(
                        CommonMessage.facts(SampleMessages.node(text), SENDER, model),
                        Instant.parse("2026-06-01T00:00:00Z"))
                .match(share -> "shared", refuse -> refuse.failure().code().code());
    }
}
