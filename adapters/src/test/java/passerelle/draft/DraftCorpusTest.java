package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Drafts of real public samples, where the folder {@code passerelle.samples} has them. */
@EnabledIfSystemProperty(named = "passerelle.samples", matches = ".+")
class DraftCorpusTest {
    private static Path samples = Path.of("");

    @TempDir
    Path folder;

    @BeforeAll
    static void samples() {
        samples = Path.of(System.getProperty("passerelle.samples"));
    }

    private Draft draft(String file, String type) throws IOException {
        var bytes = Files.readAllBytes(samples.resolve(file));
        var draft = DraftHome.draft(bytes, Optional.of(type));
        new DraftHome(folder).written(draft, bytes, "README.md");
        return draft;
    }

    @Test
    void cutsTheLodgersOfTheCzechPoliceAndMapsNothingSilently() throws IOException {
        var draft = draft("cz-ubyport/example.unl", "StayNotification");

        assertThat(draft.charset().charset()).isEqualTo("windows-1250");
        assertThat(draft.files().get("layout.xml"))
                .contains("framing=\"delimited\" delimiter=\"|\" line-end=\"crlf\"", "name=\"record-u\"");
        assertThat(draft.fields().stream().filter(line -> line.message().equals("record-u")))
                .hasSize(15);
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
    }

    @Test
    void tellsTheRecordTypesOfTheDanishRegisterApart() throws IOException {
        var draft = draft("dk-cpr/persondata.txt", "ResidenceStatusResponse");

        assertThat(draft.files().get("layout.xml"))
                .contains("framing=\"line\"", "value=\"000\"", "value=\"001\"", "value=\"010\"", "value=\"999\"");
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
    }

    @Test
    void namesTheColumnsOfALaboratory() throws IOException {
        var draft = draft("csv-dirty/cdc_happy-path.csv", "HealthRecordTransfer");

        assertThat(draft.fields())
                .extracting(Draft.Line::field)
                .isEqualTo(
                        List.of("lab", "first_name", "last_name", "state", "test_time", "specimen_id", "observation"));
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
    }

    @Test
    void mapsNoStateOfAReferralAsOneOfAnotherList() throws IOException {
        var draft = draft("unhcr-errf/V4-TEST-Minimal.xml", "IdentityVerificationRequest");

        assertThat(DraftHome.mapped(draft).values()).doesNotContain("person/nationality", "person/birth-country");
    }

    @Test
    void keepsTheContractOfTheNorwegianImmigrationOffice() throws IOException {
        var files = List.of(
                "MT_1067_NAV_v1.wsdl",
                "MT_1067_NAV_v1.xsd",
                "MT_1067_NAV_Data_v1.xsd",
                "Common_Fault_v3.xsd",
                "Common_Headers_v2.xsd",
                "Common_Tilgangskontroll_v1.xsd",
                "Common_v2.xsd");
        var given = new ArrayList<Sample>();
        for (var file : files) {
            given.add(new Sample(
                    file, Files.readAllBytes(samples.resolve("no-udi").resolve(file))));
        }

        var draft = DraftHome.draft(given, Optional.of("ResidenceStatusQuery"));
        new DraftHome(folder).written(draft, given.get(0).bytes(), "README.md");

        assertThat(draft.recognised()).contains("HentPersonstatusRequest");
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
    }
}
