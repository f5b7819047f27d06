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
