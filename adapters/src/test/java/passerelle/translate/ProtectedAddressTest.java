package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;

/** An address that the Danish register protects (record 015) leaves to those only whose agreement names it as such. */
class ProtectedAddressTest {
    private static final FormatId CPR = new FormatId("dk-cpr-v1");
    private static final PartnerId RECIPIENT = new PartnerId("aria-registry");
    private static final String AGREEMENT = "A-UTO-XAA-2026-001 v1";
    private static final String[] ADDRESS = {"komkod 0101", "vejkod 0012", "Baghuset", "Okoro", "2015-01-30</from>"};
    private static final String[] ABROAD = {"Long Street 42", "Brana North", "landekod 5100"};

    private final Format format = ShippedFormats.format(CPR);

    @Test
    void itStaysAwayFromAnAgreementThatNamesAddresses() throws IOException {
        var view = view("protected-address", Set.of("person/name", "person/address"));

        assertThat(view)
                .contains("Freja")
                .doesNotContain(ABROAD)
                .doesNotContain("address", "Baghuset", "Okoro", "komkod");
    }

    @Test
    void itStaysAwayFromAnAgreementThatNamesEveryFieldButIt() throws IOException {
        var fields = new HashSet<>(CommonModel.load(Path.of(""), new ArrayList<>())
                .orElseThrow()
                .fieldsByType()
                .get("ResidenceStatusResponse"));
        assertThat(fields.remove("person/protected-address")).isTrue();

        var view = view("protected-address", fields);

        assertThat(view)
                .contains("Freja", "3112801234")
                .doesNotContain(ABROAD)
                .doesNotContain("address", "Baghuset", "Okoro", "komkod");
    }

    @Test
    void itGoesWhereTheAgreementNamesIt() throws IOException {
        var view = view("protected-address", Set.of("person/protected-address"));

        assertThat(view).contains(ADDRESS).contains(ABROAD).doesNotContain("<address", "Freja");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "protected-without-end",
                "protected-until-today",
                "protected-until-a-year",
                "protected-by-an-unreadable-date",
                "protection-that-begins-tomorrow",
                "protection-of-the-past-without-end",
                "one-protection-over-and-one-not"
            })
    void aProtectionThatIsNotCertainlyOverProtects(String name) throws IOException {
        assertThat(view(name, Set.of("person/address"))).doesNotContain(ADDRESS);
        assertThat(view(name, Set.of("person/protected-address"))).contains(ADDRESS);
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "protection-that-is-over", "protection-of-the-past"})
    void anAddressWithoutProtectionGoesWithAddresses(String name) throws IOException {
        assertThat(view(name, Set.of("person/address"))).contains(ADDRESS);
        assertThat(view(name, Set.of("person/protected-address"))).doesNotContain(ADDRESS);
    }

    private String view(String name, Set<String> fields) throws IOException {
        var input = Files.readAllBytes(Path.of("xslt/dk-cpr-v1/cases", name, "input.xml"));
        XdmNode message = HardenedXml.parse(input)
                .then(node -> format.toCommon(node, Cases.GATEWAY))
                .match(node -> node, failure -> {
                    throw new AssertionError(failure.forSender());
                });
        return new View().of(message, fields, AGREEMENT, RECIPIENT).toString();
    }
}
