package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.model.Failure;
import passerelle.model.FormatId;

/** Public sample messages of HL7 v2; skipped where the folder that {@code passerelle.samples} names lacks them. */
class Hl7CorpusTest {
    private static final Path FOLDER = Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "hl7v2");

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    cdc_single_message.hl7                  | hl7-oru-v2 | accepted
                    cdc_fail_onboarding_pass_prod.hl7       | hl7-oru-v2 | accepted
                    cdc_ORU_deidentified.hl7                | hl7-oru-v2 | MAP-BAD-VALUE /ORU_R01/MSH/MSH.11/PT.1
                    lfh_ORU-multiline-short.hl7             | hl7-oru-v2 | MAP-BAD-VALUE /ORU_R01/MSH/MSH.11/PT.1
                    ms_LAB-ORU-1.hl7                        | hl7-oru-v2 | MAP-BAD-VALUE /ORU_R01/MSH/MSH.11/PT.1
                    cdc_hl7_2.7.hl7                         | hl7-oru-v2 | READ-UNEXPECTED ''
                    lfh_sample_unix.hl7                     | hl7-adt-v2 | READ-SYNTAX MSH-2, line 1
                    lfh_sample_win.hl7                      | hl7-adt-v2 | READ-SYNTAX MSH-2, line 1
                    ms_ADT-A04-02.hl7                       | hl7-adt-v2 | MAP-BAD-VALUE /ADT_A01/PID/PID.35
                    ms_ADT-A28-02.hl7                       | hl7-adt-v2 | MAP-BAD-VALUE /ADT_A05/PID/PID.35
                    ms_ADT-A40-01.hl7                       | hl7-adt-v2 | accepted
                    ms_IZ_1_1.1_Admin_Child_Max_Message.hl7 | hl7-vxu-v2 | accepted
                    ms_VXU.hl7                              | hl7-vxu-v2 | accepted
                    ms_REF-I12-01.hl7                       | hl7-ref-v2 | accepted
                    """)
    void everySampleIsARecordThatGoesOutAgainOrIsRefusedForItsReason(String name, String id, String told)
            throws IOException {
        assumeThat(FOLDER.resolve(name)).exists();
        var format = ShippedFormats.format(new FormatId(id));
        var syntax = format.bytes().orElseThrow();
        var facts = Cases.gateway(format);

        var outcome = syntax.read(Files.readAllBytes(FOLDER.resolve(name)))
                .then(document -> format.toCommon(document, facts))
                .then(common -> format.fromCommon(common, facts))
                .then(syntax::write)
                .match(bytes -> "accepted", Hl7CorpusTest::told);

        assertThat(outcome).isEqualTo(told.replace(" ''", ""));
    }

    private static String told(Failure failure) {
        return (failure.code().code() + " " + failure.place()).strip();
    }
}
