package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.config.MissingSecret.Kind;
import passerelle.model.Agreement.OtherFields;
import passerelle.model.Agreement.Party;
import passerelle.model.Agreement.Permission;
import passerelle.model.Agreement.Side;
import passerelle.model.FileRules;
import passerelle.model.FileRules.Report;
import passerelle.model.FileRules.SameFile;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Inbound.Ready;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Redelivery;
import passerelle.model.Role;
import passerelle.model.Secret;
import passerelle.model.Steps;
import passerelle.model.Terms;

class ShippedConfigurationTest {
    private static final PartnerId UTOPIA = new PartnerId("utopia-border");
    private static final PartnerId XAA = new PartnerId("xaa-registry");
    private static final PartnerId XBB = new PartnerId("xbb-immigration");

    @TempDir
    Path folder;

    private Home home;

    @BeforeEach
    void takesWhatIsShipped() {
        home = Home.shipped(folder);
    }

    @Test
    void hasNoProblems() {
        assertThat(home.problems()).isEmpty();
    }

    @Test
    void takesTheCodeThatMessagesHaveForKosovo() {
        home.edit("config/partners/utopia-border.yaml", "state: UTO", "state: RKS")
                .edit("config/agreements/utopia-border-xaa-registry.yaml", "state: UTO", "state: RKS")
                .edit("config/agreements/utopia-border-xbb-immigration.yaml", "state: UTO", "state: RKS");

        assertThat(home.problems()).isEmpty();
        assertThat(home.read().partners()).anyMatch(partner -> partner.state().equals("RKS"));
    }

    @Test
    void lacksNothingButItsSecrets() {
        home.delete("data/secrets/utopia-border.hash")
                .delete("data/secrets/xaa-registry.pub")
                .delete("data/secrets/xbb-immigration.hash")
                .delete("data/secrets/xbb-gateway.password");

        var read = home.read();

        var secrets = folder.resolve("data/secrets");
        assertThat(read.missingSecrets())
                .containsExactly(
                        new MissingSecret(
                                Kind.PASSWORD_HASH,
                                "utopia-border.hash",
                                secrets.resolve("utopia-border.hash"),
                                "config/partners/utopia-border.yaml",
                                17),
                        new MissingSecret(
                                Kind.PUBLIC_KEY,
                                "xaa-registry.pub",
                                secrets.resolve("xaa-registry.pub"),
                                "config/partners/xaa-registry.yaml",
                                45),
                        new MissingSecret(
                                Kind.PASSWORD_HASH,
                                "xbb-immigration.hash",
                                secrets.resolve("xbb-immigration.hash"),
                                "config/partners/xbb-immigration.yaml",
                                12),
                        new MissingSecret(
                                Kind.PASSWORD,
                                "xbb-gateway.password",
                                secrets.resolve("xbb-gateway.password"),
                                "config/partners/xbb-immigration.yaml",
                                25));
        assertThat(read.problems()).hasSize(4);
        assertThat(read.partners()).isEmpty();
    }

    @Test
    void readsThePartners() {
        var read = home.read();

        var hash = new Secret("file:utopia-border.hash", Home.HASH);
        var border = new FormatId("utopia-border-v1");
        assertThat(read.partners())
                .containsExactly(
                        new Partner(
                                UTOPIA,
                                "Border police of Utopia",
                                "UTO",
                                List.of(new Inbound.Soap(
                                        border,
                                        Terms.of("border-management"),
                                        new Inbound.Login("utopia-border", hash))),
                                Optional.empty(),
                                Redelivery.DEFAULT,
                                List.of()),
                        new Partner(
                                XAA,
                                "Civil registry of Xaa",
                                "XAA",
                                List.of(new Inbound.Inbox(
                                        new FormatId("xaa-registry-v1"),
                                        Terms.of("border-management"),
                                        "[A-Z0-9]{1,32}\\.TXT",
                                        new FileRules(WrongTotals.REFUSE, 1000, SameFile.REFUSE, 500, Report.CSV))),
                                Optional.of(new Outbound.Outbox(
                                        new FormatId("xaa-registry-v1"),
                                        new Outbound.Batch("BORDER", "TXT", 500, Duration.ofSeconds(1), List.of(), 1))),
                                Redelivery.DEFAULT,
                                List.of(Home.PUBLIC_KEY)),
                        read.partner(XBB).orElseThrow());
    }

    @Test
    void readsAPartnersOwnService() {
        var partner = home.read().partner(XBB).orElseThrow();

        assertThat(partner.receives())
                .contains(new Outbound.Soap(
                        new FormatId("xbb-immigration-v1"),
                        URI.create("http://127.0.0.1:9085/immigration"),
                        "1.1",
                        "urn:xbb:immigration:1:Notify",
                        Optional.of(
                                new Outbound.Account("xbb", new Secret("file:xbb-gateway.password", "correct horse"))),
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(30),
                        4));
        assertThat(partner.redelivery())
                .isEqualTo(new Redelivery(12, Duration.ofSeconds(1), 2, Duration.ofMinutes(10), 0.2));
    }

    @Test
    void readsWhenFilesAreClosed() {
        var edited = home.edit("config/partners/xaa-registry.yaml", "linger: PT1S", "at: [\"18:00\", 06:00]")
                .edit("config/partners/xaa-registry.yaml", "sequence-start: 1", "sequence-start: 4711");

        assertThat(edited.read().partner(XAA).orElseThrow().receives())
                .contains(new Outbound.Outbox(
                        new FormatId("xaa-registry-v1"),
                        new Outbound.Batch(
                                "BORDER",
                                "TXT",
                                500,
                                Duration.ofDays(1),
                                List.of(LocalTime.of(6, 0), LocalTime.of(18, 0)),
                                4711)));
    }

    @Test
    void readsWhatKindOfBodyAPartnerIsAndItsAgreementsKnow() {
        var read = home.edit("config/partners/xbb-immigration.yaml", "state: XBB", "state: XBB\nrole: health-authority")
                .edit(
                        "config/agreements/utopia-border-xbb-immigration.yaml",
                        "type: BorderCrossingRecord",
                        "type: HealthRecordTransfer")
                .read();

        assertThat(read.problems()).isEmpty();
        assertThat(read.partners())
                .extracting(Partner::role)
                .containsExactly(Role.AUTHORITY, Role.AUTHORITY, Role.HEALTH_AUTHORITY);
        assertThat(read.agreements().get(1).receiver()).isEqualTo(new Party(XBB, "XBB", Role.HEALTH_AUTHORITY));
    }

    @Test
    void readsTheTermsOfAChannel() {
        var read = home.write("xslt/xbb-immigration-v1/format.yaml", "syntax: hl7v2\n")
                .edit(
                        "config/partners/xbb-immigration.yaml",
                        "purpose: identity-verification",
                        "purpose: care\n    legal-basis: {text: Health Act 2026, ground: 9-2-c}\n    unknown-segments: leave")
                .read();

        assertThat(read.problems()).isEmpty();
        assertThat(read.partner(XBB).orElseThrow().sends())
                .extracting(Inbound::terms)
                .containsExactly(new Terms(
                        "care",
                        Optional.of(new Terms.LegalBasis("Health Act 2026", Optional.of("9-2-c"))),
                        Terms.UnknownSegments.LEAVE,
                        Steps.NONE));
    }

    @Test
    void readsHowFilesAreFetched() {
        var key = "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n";
        home.secret("east.key", key)
                .write(
                        "config/partners/east.yaml",
                        east("ready: done-file, done-suffix: .ok, after: move, move-to: /done"))
                .write("config/partners/west.yaml", east("after: delete").replace("partner: east", "partner: west"));

        var read = home.read();

        assertThat(read.problems()).isEmpty();
        var secret = new Secret("file:east.key", key.strip());
        assertThat(read.partner(new PartnerId("east")).orElseThrow().sends())
                .containsExactly(fetched(secret, new Ready.DoneFile(".ok"), Optional.of("/done")));
        assertThat(read.partner(new PartnerId("west")).orElseThrow().sends())
                .containsExactly(fetched(secret, new Ready.Stable(Duration.ofSeconds(10)), Optional.empty()));
    }

    private static String east(String keys) {
        return """
                partner: east
                title: Harbour office of Xaa
                state: XAA
                sends:
                  - {protocol: sftp, format: xaa-registry-v1, purpose: census, pattern: "X.*", host: files.example, user: us, %s,
                     private-key: "{{file:east.key}}", host-key: "%s", folder: /out, report: none}
                """
                .formatted(keys, Home.PUBLIC_KEY);
    }

    private static Inbound.Sftp fetched(Secret key, Ready ready, Optional<String> moveTo) {
        return new Inbound.Sftp(
                new FormatId("xaa-registry-v1"),
                Terms.of("census"),
                "X.*",
                "files.example",
                22,
                "us",
                key,
                Home.PUBLIC_KEY,
                "/out",
                Duration.ofMinutes(1),
                ready,
                moveTo,
                new FileRules(WrongTotals.REFUSE, Long.MAX_VALUE, SameFile.REFUSE, 500, Report.NONE));
    }

    @Test
    void readsTheAgreements() {
        var agreements = home.read().agreements();

        assertThat(agreements)
                .extracting(agreement -> agreement.id())
                .containsExactly(
                        "utopia-border-xaa-registry",
                        "utopia-border-xbb-immigration",
                        "xaa-registry-xbb-immigration",
                        "xbb-immigration-xaa-registry");
        var last = agreements.get(3);
        assertThat(last.sender()).isEqualTo(new Party(XBB, "XBB"));
        assertThat(last.receiver()).isEqualTo(new Party(XAA, "XAA"));
        assertThat(last.version()).isEqualTo(1);
        assertThat(last.from()).isEqualTo(Instant.parse("2026-01-01T00:00:00Z"));
        assertThat(last.until()).isEqualTo(Instant.parse("2036-12-31T23:59:59Z"));
        assertThat(last.legalBasis()).containsExactly("Xaa-Xbb Neighbourhood Treaty 2023, Art. 14");
        assertThat(last.purposes()).containsExactly("identity-verification");
        assertThat(last.otherFields()).isEqualTo(OtherFields.REFUSE);
        assertThat(last.digest())
                .matches("[0-9a-f]{64}")
                .isNotEqualTo(agreements.get(2).digest());
        assertThat(last.messages())
                .containsExactly(new Permission(
                        "IdentityVerificationRequest",
                        Side.SENDER,
                        Set.of(
                                "subject-reference",
                                "person/name",
                                "person/birth",
                                "person/sex",
                                "person/nationality",
                                "document/number",
                                "document/type",
                                "document/issuer")));
    }

    @Test
    void readsTheSettings() {
        assertThat(home.read().settings())
                .isEqualTo(new Settings(
                        new Settings.Http("127.0.0.1", 8080, 32),
                        new Settings.Sftp("127.0.0.1", 2222),
                        new Settings.Mllp("127.0.0.1", 2575),
                        folder.resolve("data"),
                        new Settings.Broker(Optional.empty(), Optional.empty(), Optional.empty(), Duration.ofMillis(1)),
                        33_554_432,
                        268_435_456,
                        Duration.ofSeconds(5),
                        Duration.ofDays(30),
                        Settings.Changes.SAVED,
                        "passerelle"));
    }

    @Test
    void anEmptyFileOfSettingsMeansTheSame() {
        var shipped = home.read().settings();

        home.write("config/gateway.properties", "");

        assertThat(home.read().settings()).isEqualTo(shipped);
    }

    @Test
    void theCommandLineIsStrongerThanTheEnvironmentAndThatIsStrongerThanTheFile() {
        var environment = Map.of("PASSERELLE_HTTP_PORT", "1001", "PASSERELLE_LIMITS_MESSAGE_BYTES", "2048");

        var settings = home.read(Map.of("http.port", "0"), environment).settings();

        assertThat(settings.http().port()).isZero();
        assertThat(settings.mostMessageBytes()).isEqualTo(2048);
        assertThat(settings.sftp().port()).isEqualTo(2222);
    }

    @Test
    void aPlaceIsFilledFromTheCommandLineTheEnvironmentOrTheFile() {
        assertThat(url(home.read(Map.of("place.xbb-port", "1"), Map.of("PASSERELLE_PLACE_XBB_PORT", "2"))))
                .isEqualTo("http://127.0.0.1:1/immigration");
        assertThat(url(home.read(Map.of(), Map.of("PASSERELLE_PLACE_XBB_PORT", "2"))))
                .isEqualTo("http://127.0.0.1:2/immigration");

        home.write("config/gateway.properties", "place.xbb-port = 3\n");

        assertThat(url(home.read())).isEqualTo("http://127.0.0.1:3/immigration");
    }

    @Test
    void theDataFolderMovesWithItsSecrets() {
        home.delete("data/secrets/utopia-border.hash").write("elsewhere/secrets/a", "");

        var read = home.read(Map.of("data", "elsewhere"), Map.of());

        assertThat(read.settings().data()).isEqualTo(folder.resolve("elsewhere"));
        assertThat(read.missingSecrets()).hasSize(4);
    }

    @Test
    void aSecretMayComeFromTheEnvironment() {
        home.edit("config/partners/xbb-immigration.yaml", "{{file:xbb-gateway.password}}", "{{env:XBB_PASSWORD}}");

        var read = home.read(Map.of(), Map.of("XBB_PASSWORD", "open sesame"));

        assertThat(read.problems()).isEmpty();
        assertThat(((Outbound.Soap) read.partner(XBB).orElseThrow().receives().orElseThrow()).account())
                .contains(new Outbound.Account("xbb", new Secret("env:XBB_PASSWORD", "open sesame")));
    }

    @Test
    void wordsThatTheCommonModelLacksAreProblems() {
        var fields = Set.of("person/name", "person/birth", "person/sex", "person/nationality");
        var vocabulary = new Vocabulary(Set.of("IdentityVerificationRequests"), Map.of("BorderCrossingRecord", fields));
        home.write(
                "config/agreements/utopia-border-xaa-registry.yaml",
                AGREEMENT.replace("[person/name]", "[person/name, person/brith]"));
        List.of("utopia-border-xbb-immigration", "xaa-registry-xbb-immigration")
                .forEach(other -> home.delete("config/agreements/" + other + ".yaml"));

        var checked = home.read().checkedBy(vocabulary);
        var closer = home.read()
                .checkedBy(new Vocabulary(
                        Set.of("BorderCrossingRecord", "IdentityVerificationRequest"),
                        Map.of(
                                "BorderCrossingRecord",
                                fields,
                                "IdentityVerificationRequest",
                                Set.copyOf(home.read()
                                        .agreements()
                                        .get(1)
                                        .messages()
                                        .get(0)
                                        .fields()))));

        assertThat(checked.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "config/agreements/utopia-border-xaa-registry.yaml:9:11: message type 'BorderCrossingRecord'"
                                + " is not in the common model",
                        "config/agreements/xbb-immigration-xaa-registry.yaml:11:11: message type"
                                + " 'IdentityVerificationRequest' is not in the common model; did you mean"
                                + " 'IdentityVerificationRequests'?");
        assertThat(checked.agreements()).isEmpty();
        assertThat(closer.problems())
                .extracting(Problem::toString)
                .containsExactly("config/agreements/utopia-border-xaa-registry.yaml:11:27: a BorderCrossingRecord has"
                        + " no field 'person/brith'; did you mean 'person/birth'?");
        assertThat(closer.agreements()).hasSize(1);
    }

    @Test
    void isReadInAMomentEvenWithManyPartners() {
        for (int i = 0; i < 100; i++) {
            home.write(
                    "config/partners/office-" + i + ".yaml",
                    ("{partner: office-%d, title: Office, state: XAA, sftp-keys: [%s],"
                                    + " receives: {protocol: outbox, format: xaa-registry-v1, file-prefix: A, file-extension: TXT}}")
                            .formatted(i, Home.PUBLIC_KEY));
        }

        // The best of some tries: what the reading costs, and not what else the machine is doing.
        var best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            var start = System.nanoTime();
            assertThat(home.read().partners()).hasSize(103);
            best = Math.min(best, System.nanoTime() - start);
        }

        assertThat(Duration.ofNanos(best)).isLessThan(Duration.ofMillis(300));
    }

    private static final String AGREEMENT =
            """
            agreement: utopia-border-xaa-registry
            version: 1
            title: T
            parties: {sender: {id: utopia-border, state: UTO}, receiver: {id: xaa-registry, state: XAA}}
            in-force: {from: "2026-01-01T00:00:00Z", until: "2036-12-31T23:59:59Z"}
            legal-basis: [Treaty]
            purposes: [border-management]
            messages:
              - type: BorderCrossingRecord
                from: sender
                fields: [person/name]
            other-fields: strip
            """;

    private static String url(Configuration read) {
        return ((Outbound.Soap) read.partner(XBB).orElseThrow().receives().orElseThrow())
                .url()
                .toString();
    }
}
