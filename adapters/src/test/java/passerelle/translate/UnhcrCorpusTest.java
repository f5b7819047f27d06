package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FormatId;

/** Public test files of UNHCR's resettlement referral, where the folder of samples is at hand: -Dpasserelle.samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class UnhcrCorpusTest {
    private static final Path FILES = Path.of(System.getProperty("passerelle.samples", "../shared/samples"))
            .resolve("unhcr-errf");

    private final Formats formats = ShippedFormats.all();

    @BeforeAll
    void needsTheFiles() {
        assumeTrue(Files.isDirectory(FILES), "no samples at hand");
    }

    @ParameterizedTest
    @ValueSource(strings = {"V3-TEST-Minimal", "V3-TEST", "V4-TEST-Minimal"})
    void aValidReferralComesBackAsItWas(String file) throws IOException {
        var format = format(file);
        var read = HardenedXml.parse(Files.readAllBytes(FILES.resolve(file + ".xml")));

        var back = read.then(node -> format.toCommon(node, Cases.GATEWAY))
                .then(message -> format.fromCommon(message, Cases.GATEWAY));

        assertThat(UnhcrReferralTest.texts(back)).isNotEmpty().isEqualTo(UnhcrReferralTest.texts(read));
    }

    @ParameterizedTest
    @CsvSource({
        "V3-TEST-AddressType1,MAP-UNKNOWN-CODE,/UNHCR_RRF/CASE/dataAddress/AddressType",
        "V3-TEST-CrossReference,MAP-BAD-VALUE,/UNHCR_RRF/CASE/dataProcessGroupCrossReference[2]",
        "V3-TEST-DateOfBirth,MODEL-INPUT,/UNHCR_RRF/CASE/dataIndividual/DateofBirth",
        "V3-TEST-FamilyName1,MAP-BAD-VALUE,/UNHCR_RRF/CASE/dataIndividual[1]/FamilyName",
        "V3-TEST-GivenName1,MAP-MISSING,/UNHCR_RRF/CASE/dataIndividual[1]/GivenName",
        "V3-TEST-Language,MAP-UNKNOWN-CODE,/UNHCR_RRF/CASE/dataLanguage/LanguageCode",
        "V3-TEST-MultipleErrors,MODEL-INPUT,/UNHCR_RRF/CASE/dataIndividual/RegistrationDate",
        "V3-TEST-Nationality,MAP-MISSING,/UNHCR_RRF/CASE/dataIndividual[1]/NationalityCode",
        "V3-TEST-OccupationCode,MAP-MISSING,/UNHCR_RRF/CASE/dataEmployment[2]/OccupationCode",
        "V3-TEST-Photo2,MAP-BAD-VALUE,/UNHCR_RRF/CASE/dataIndividual[1]/Photo",
        "V3-TEST-PrimaryApplicant1,MAP-MISSING,/UNHCR_RRF/CASE/dataIndividual[1]/RelationshipToPrincipalRepresentative",
        "V3-TEST-ProcessingGroup1,MAP-MISSING,/UNHCR_RRF/CASE/dataProcessGroup/ProcessingGroupNumber",
        "V3-TEST-RelativesFamilyName,MAP-BAD-VALUE,/UNHCR_RRF/CASE/dataIndividualRelatives[10]/FamilyName"
    })
    void anInvalidReferralIsRefusedWhereItIsWrong(String file, String code, String place) throws IOException {
        var format = format(file);

        var answer = HardenedXml.parse(Files.readAllBytes(FILES.resolve(file + ".xml")))
                .then(node -> format.toCommon(node, Cases.GATEWAY))
                .match(XdmNode::toString, Failure::toString);

        assertThat(answer).startsWith(code + " at line ").endsWith(", " + place);
    }

    private Format format(String file) {
        return formats.find(new FormatId("unhcr-rrf-v" + file.charAt(1))).orElseThrow();
    }
}
