package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;

class CommonModelTest {
    /** Their own documentation says what their attributes mean. */
    private static final Set<String> SAY_THEIR_ATTRIBUTES = Set.of("PartialDate", "FullName");

    private final CommonModel model =
            CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
    private final ModelSchema types = ModelSchema.read(Path.of(""), Path.of(CommonModel.FILE), new ArrayList<>())
            .orElseThrow();

    @Test
    void hasEveryTypeOfMessage() {
        assertThat(model.fieldsByType().keySet())
                .containsExactly(
                        "PassengerManifestNotification",
                        "BorderCrossingRecord",
                        "IdentityVerificationRequest",
                        "IdentityVerificationResponse",
                        "DocumentStatusQuery",
                        "DocumentStatusResponse",
                        "ResidenceStatusQuery",
                        "ResidenceStatusResponse",
                        "InformationRequest",
                        "InformationResponse",
                        "TakeChargeRequest",
                        "TakeChargeReply",
                        "TakeBackNotification",
                        "TakeBackConfirmation",
                        "TransferNotice",
                        "ResettlementReferral",
                        "CaseStatusUpdate",
                        "HealthRecordTransfer",
                        "BiometricEnrolment",
                        "BiometricComparison",
                        "BiometricResult",
                        "AlertNotification",
                        "AlertWithdrawal",
                        "DataSubjectAction",
                        "StayNotification",
                        "ServiceCall",
                        "Acknowledgement");
    }

    @Test
    void namesTheFieldsOfATypeByPart() {
        assertThat(model.fieldsByType().get("DocumentStatusQuery"))
                .containsExactly(
                        "document/type",
                        "document/number",
                        "document/issuer",
                        "envelope/grounds",
                        "envelope/consent",
                        "envelope/derogation",
                        "envelope/retention-until",
                        "envelope/profile",
                        "envelope/reference",
                        "envelope/carrier");
    }

    @Test
    void namesTheFieldsOfAPersonWhoIsMore() {
        assertThat(model.fieldsByType().get("ResettlementReferral"))
                .contains("member/name", "member/id", "member/special-categories", "member/relative", "case/number")
                .doesNotContain("member", "relative/name", "member/relative/name", "person/name");
    }

    @Test
    void keepsThePathsThatAgreementsHaveUsed() {
        var shared = List.of(
                "subject-reference",
                "person/name",
                "person/birth",
                "person/birth-place",
                "person/sex",
                "person/nationality",
                "person/former-residence",
                "person/protection-status",
                "document/type",
                "document/number",
                "document/issuer",
                "document/expiry");

        assertThat(model.fieldsByType().get("IdentityVerificationRequest")).containsAll(shared);
        assertThat(model.fieldsByType().get("BorderCrossingRecord"))
                .containsAll(shared)
                .contains(
                        "crossing/direction",
                        "crossing/place",
                        "crossing/time",
                        "crossing/decision",
                        "crossing/stay-until");
        assertThat(model.fieldsByType().get("Acknowledgement"))
                .contains("message-id", "status", "received-at", "code", "place", "found", "expected");
    }

    @Test
    void whatStandsBelowATypeIsASimpleFieldOrAPart() {
        for (var content : types.elements("Body")) {
            for (var child : types.elements(ModelSchema.said(content, "type"))) {
                var type = ModelSchema.said(child, "type");

                assertThat(types.isPart(type) || types.elements(type).isEmpty())
                        .as(type)
                        .isTrue();
            }
        }
    }

    @Test
    void knowsEveryElementThatIsAPerson() {
        assertThat(model.persons())
                .containsExactlyInAnyOrder(
                        "person", "passenger", "crew", "member", "relative", "family-member", "guest", "next-of-kin");
    }

    @Test
    void aNameOfAPersonIsNeverTheNameOfSomethingElse() {
        assertThat(elements().filter(element -> model.persons().contains(ModelSchema.said(element, "name"))))
                .allSatisfy(element -> assertThat(types.isPerson(ModelSchema.said(element, "type")))
                        .isTrue());
    }

    @Test
    void knowsTheTypesThatAreAboutAPerson() {
        var others = new TreeSet<>(model.fieldsByType().keySet());
        others.removeAll(model.aboutPersons());

        assertThat(others)
                .containsExactly(
                        "Acknowledgement",
                        "AlertWithdrawal",
                        "BiometricResult",
                        "DataSubjectAction",
                        "DocumentStatusQuery",
                        "DocumentStatusResponse",
                        "IdentityVerificationResponse");
    }

    @Test
    void everyElementHasASentenceAndASensitivity() {
        assertThat(elements()).hasSizeGreaterThan(300).allSatisfy(element -> {
            var name = ModelSchema.said(element, "name");
            assertThat(Declared.sentence(element)).as(name).matches("(?s)[A-Z0-9].*[.?]");
            assertThat(Declared.sensitivity(element)).as(name).matches("S[0-4]");
        });
    }

    @Test
    void everyAttributeHasASentence() {
        assertThat(types.types())
                .filteredOn(type -> !SAY_THEIR_ATTRIBUTES.contains(type))
                .allSatisfy(type -> assertThat(types.attributes(type))
                        .allSatisfy(attribute -> assertThat(Declared.sentence(attribute))
                                .as(type)
                                .matches("(?s)[A-Z0-9].*\\.")));
    }

    @Test
    void specialCategoriesAreSensitiveWhereverTheyStand() {
        assertThat(types.elements("SpecialCategories"))
                .allSatisfy(element -> assertThat(Declared.sensitivity(element)).isEqualTo("S3"));
        assertThat(elements()
                        .filter(element -> ModelSchema.said(element, "name").equals("special-categories")))
                .isNotEmpty()
                .allSatisfy(element -> assertThat(Declared.sensitivity(element)).isEqualTo("S3"));
    }

    @Test
    void counterpartsAreOfVocabulariesThatTheSchemaNames() {
        var vocabularies = new TreeSet<String>();
        elements()
                .forEach(element ->
                        vocabularies.addAll(Declared.counterparts(element).keySet()));

        assertThat(vocabularies).containsExactly("Core Person", "DK CPR", "HL7", "NIEM", "PAXLST", "UNHCR", "X-Road");
    }

    private Stream<XdmNode> elements() {
        return types.types().stream()
                .flatMap(type -> types.elements(type).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new))
                .stream();
    }
}
