package passerelle.decide;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import passerelle.model.Agreement;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.Decision;
import passerelle.model.Decision.Grant;
import passerelle.model.Decision.Share;
import passerelle.model.PartnerId;
import passerelle.model.Question;
import passerelle.model.Question.Subject;
import passerelle.model.Role;

class AgreementsTest {
    private static final PartnerId BORDER = new PartnerId("utopia-border");
    private static final PartnerId REGISTRY = new PartnerId("xaa-registry");
    private static final PartnerId IMMIGRATION = new PartnerId("xbb-immigration");
    private static final Instant NOW = Instant.parse("2026-11-23T12:00:00Z");
    private static final Set<String> FIELDS = Set.of("person/name", "crossing/time");
    private static final Subject OTHER_NATIONAL = new Subject(Set.of("XCC"), false);

    private final Agreement toRegistry = agreement("A-1", BORDER, REGISTRY, "XAA", OtherFields.STRIP);
    private final Agreement toImmigration = agreement("A-2", BORDER, IMMIGRATION, "XBB", OtherFields.STRIP);

    @Test
    void sharesThePermittedFieldsWithEveryRecipientThatAnAgreementNames() {
        var decision = decide(question().build(), toRegistry, toImmigration);

        assertThat(decision)
                .isEqualTo(new Share(
                        List.of(new Grant(REGISTRY, "A-1 v1", FIELDS), new Grant(IMMIGRATION, "A-2 v1", FIELDS)),
                        List.of()));
    }

    @Test
    void refusesATypeThatNoAgreementNames() {
        assertThat(code(question().type("IdentityVerificationRequest").build(), toRegistry))
                .isEqualTo("POLICY-NO-AGREEMENT");
    }

    @Test
    void refusesAPurposeThatNoAgreementNames() {
        assertThat(code(question().purpose("law-enforcement").build(), toRegistry))
                .isEqualTo("POLICY-NO-AGREEMENT");
    }

    @Test
    void refusesWhatTheOtherSideMaySend() {
        assertThat(code(question().sender(REGISTRY).build(), toRegistry)).isEqualTo("POLICY-NO-AGREEMENT");
    }

    @Test
    void refusesWhenThereIsNoAgreementAtAll() {
        assertThat(code(question().build())).isEqualTo("POLICY-NO-AGREEMENT");
    }

    @Test
    void holdsFromTheFirstToTheLastMomentAndNotBeyond() {
        var question = question().build();
        var agreements = new Agreements(List.of(toRegistry));

        var codes = List.of(
                code(agreements.decide(question, toRegistry.from().minusMillis(1))),
                code(agreements.decide(question, toRegistry.from())),
                code(agreements.decide(question, toRegistry.until())),
                code(agreements.decide(question, toRegistry.until().plusMillis(1))));

        assertThat(codes).containsExactly("POLICY-EXPIRED", "shared", "shared", "POLICY-EXPIRED");
    }

    @Test
    void refusesARequestedRecipientWithoutAgreement() {
        assertThat(code(question().requested(IMMIGRATION).build(), toRegistry)).isEqualTo("POLICY-RECIPIENT");
    }

    @Test
    void sharesWithTheRequestedRecipientOnly() {
        var decision = decide(question().requested(IMMIGRATION).build(), toRegistry, toImmigration);

        assertThat(decision).isEqualTo(new Share(List.of(new Grant(IMMIGRATION, "A-2 v1", FIELDS)), List.of()));
    }

    @Test
    void refusesToChooseBetweenTwoAgreements() {
        var second = agreement("A-3", BORDER, REGISTRY, "XAA", OtherFields.STRIP);

        assertThat(code(question().build(), toRegistry, second)).isEqualTo("POLICY-AMBIGUOUS");
    }

    @Test
    void takesTheAgreementThatTheMessageNames() {
        var second = agreement("A-3", BORDER, REGISTRY, "XAA", OtherFields.STRIP);

        var decision = decide(question().agreement("A-3").build(), toRegistry, second);

        assertThat(decision).isEqualTo(new Share(List.of(new Grant(REGISTRY, "A-3 v1", FIELDS)), List.of()));
    }

    @Test
    void keepsAPersonsRecordFromTheStateThatThePersonMayHaveFledFrom() {
        assertThat(code(
                        question()
                                .subject(new Subject(Set.of("XCC", "XAA"), false))
                                .build(),
                        toRegistry))
                .isEqualTo("POLICY-NON-REFOULEMENT");
    }

    @Test
    void keepsARecordFromEverybodyWhenThePersonsStatesAreUnknown() {
        assertThat(code(question().subject(new Subject(Set.of(), false)).build(), toRegistry))
                .isEqualTo("POLICY-NON-REFOULEMENT");
    }

    @Test
    void sharesWithThePersonsOwnStateWhenThePersonNeverSoughtProtection() {
        assertThat(code(question().subject(new Subject(Set.of("XAA"), true)).build(), toRegistry))
                .isEqualTo("shared");
    }

    @Test
    void sharesWithinOneStateWhatThatStateKnowsAlready() {
        var withinUtopia = agreement("A-4", BORDER, IMMIGRATION, "UTO", OtherFields.STRIP);

        assertThat(code(question().subject(new Subject(Set.of(), false)).build(), withinUtopia))
                .isEqualTo("shared");
    }

    @Test
    void withholdsFromOneRecipientAndSharesWithTheOther() {
        var decision =
                decide(question().subject(new Subject(Set.of("XAA"), false)).build(), toRegistry, toImmigration);

        var grants = decision.match(share -> share.grants(), refuse -> List.<Grant>of());
        var withheld = decision.match(share -> share.withheld(), refuse -> List.<Decision.Withheld>of());
        assertThat(grants).extracting(Grant::recipient).containsExactly(IMMIGRATION);
        assertThat(withheld).extracting(Decision.Withheld::recipient).containsExactly(REGISTRY);
    }

    @Test
    void refusesTheWholeMessageWhenARequestedRecipientIsWithheld() {
        var question = question()
                .subject(new Subject(Set.of("XAA"), false))
                .requested(REGISTRY)
                .requested(IMMIGRATION)
                .build();

        assertThat(code(question, toRegistry, toImmigration)).isEqualTo("POLICY-NON-REFOULEMENT");
    }

    @Test
    void refusesMoreFieldsThanPermittedWhereTheAgreementSaysSo() {
        var strict = agreement("A-1", BORDER, REGISTRY, "XAA", OtherFields.REFUSE);

        assertThat(code(question().field("person/religion").build(), strict)).isEqualTo("POLICY-FIELD");
    }

    @Test
    void acceptsWhatLiesBelowAPermittedField() {
        var strict = agreement("A-1", BORDER, REGISTRY, "XAA", OtherFields.REFUSE);

        assertThat(code(question().field("person/name/given").build(), strict)).isEqualTo("shared");
    }

    @Test
    void aHealthRecordGoesToAHealthAuthority() {
        assertThat(code(question().type("HealthRecordTransfer").build(), healthTo(REGISTRY, Role.HEALTH_AUTHORITY)))
                .isEqualTo("shared");
    }

    @ParameterizedTest
    @EnumSource(value = Role.class, names = "HEALTH_AUTHORITY", mode = EnumSource.Mode.EXCLUDE)
    void aHealthRecordGoesToNobodyElseWhateverAnAgreementSays(Role role) {
        assertThat(code(question().type("HealthRecordTransfer").build(), healthTo(REGISTRY, role)))
                .isEqualTo("POLICY-HEALTH");
    }

    @Test
    void aHealthRecordIsWithheldFromTheBorderAndGoesToTheHealthAuthority() {
        var decision = decide(
                question().type("HealthRecordTransfer").build(),
                healthTo(IMMIGRATION, Role.AUTHORITY),
                healthTo(REGISTRY, Role.HEALTH_AUTHORITY));

        assertThat(decision.match(Share::grants, refuse -> List.<Grant>of()))
                .extracting(Grant::recipient)
                .containsExactly(REGISTRY);
        assertThat(decision.match(Share::withheld, refuse -> List.<Decision.Withheld>of()))
                .extracting(withheld ->
                        withheld.recipient() + " " + withheld.failure().code().code())
                .containsExactly("xbb-immigration POLICY-HEALTH");
    }

    @Test
    void whatIsNoHealthRecordGoesToAnyRole() {
        var party = new Party(REGISTRY, "XAA", Role.CARRIER);

        assertThat(code(question().build(), agreement("A-1", BORDER, party, "BorderCrossingRecord", OtherFields.STRIP)))
                .isEqualTo("shared");
    }

    private static Agreement healthTo(PartnerId recipient, Role role) {
        return agreement(
                "H-" + recipient, BORDER, new Party(recipient, "XAA", role), "HealthRecordTransfer", OtherFields.STRIP);
    }

    private static Decision decide(Question question, Agreement... agreements) {
        return new Agreements(List.of(agreements)).decide(question, NOW);
    }

    private static String code(Question question, Agreement... agreements) {
        return code(decide(question, agreements));
    }

    private static String code(Decision decision) {
        return decision.match(
                share -> "shared", refuse -> refuse.failure().code().code());
    }

    private static Agreement agreement(
            String id, PartnerId sender, PartnerId receiver, String state, OtherFields otherFields) {
        return agreement(id, sender, new Party(receiver, state), "BorderCrossingRecord", otherFields);
    }

    private static Agreement agreement(
            String id, PartnerId sender, Party receiver, String type, OtherFields otherFields) {
        return new Agreement(
                id,
                1,
                "A title",
                new Party(sender, "UTO"),
                receiver,
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2027-12-31T23:59:59Z"),
                List.of("Treaty of Nowhere, Art. 1"),
                Set.of("border-management"),
                List.of(new Permission(type, Side.SENDER, FIELDS)),
                otherFields,
                "00");
    }

    private static Draft question() {
        return new Draft();
    }

    /** A good question, changed in one respect. */
    private static final class Draft {
        private PartnerId sender = BORDER;
        private String type = "BorderCrossingRecord";
        private String purpose = "border-management";
        private Subject subject = OTHER_NATIONAL;
        private Optional<String> agreement = Optional.empty();
        private final List<PartnerId> requested = new java.util.ArrayList<>();
        private final Set<String> fields = new java.util.HashSet<>(FIELDS);

        Draft sender(PartnerId value) {
            sender = value;
            return this;
        }

        Draft type(String value) {
            type = value;
            return this;
        }

        Draft purpose(String value) {
            purpose = value;
            return this;
        }

        Draft subject(Subject value) {
            subject = value;
            return this;
        }

        Draft agreement(String value) {
            agreement = Optional.of(value);
            return this;
        }

        Draft requested(PartnerId value) {
            requested.add(value);
            return this;
        }

        Draft field(String value) {
            fields.add(value);
            return this;
        }

        Question build() {
            return new Question(sender, type, purpose, requested, agreement, List.of(subject), fields);
        }
    }
}
