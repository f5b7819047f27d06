package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Hl7DraftTest {
    private static final String APPOINTMENT =
            """
            MSH|^~\\&|SCHED|XAA CLINIC|GATE|XBB|202611231405+0100||SIU^S12^SIU_S12|A-4711|P|2.5.1||||||UNICODE UTF-8
            SCH|10345^SCHED|||||ROUTINE
            PID|1||998877^^^XAA HOSP^MR||Okoro^Nze^Ike^^^^L||19801231|M|||||+27115550100
            RGS|1|A
            AIS|1|A|XRAY
            """
                    .replace('\n', '\r');
    private static final String ADMISSION =
            """
            MSH|^~\\&|REG|XAA HOSP|GATE|XBB|20261123140500+0100||ADT^A04^ADT_A01|A-1|P|2.6
            EVN||20261123140500+0100
            PID|1||998877^^^XAA HOSP^MR||Okoro^Nze^^^^^L||19801231|M
            PV1|1|O
            """
                    .replace('\n', '\r');

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private Outcome shipped(byte[] sample, Optional<String> type) throws IOException {
        var home = new DraftHome(folder).with("hl7-adt-v2");
        var samples = List.of(new Sample("sample.hl7", sample));
        return DraftHome.drafting().draft(DraftHome.FORMAT, samples, type, Shipped.knowing(home.path, samples));
    }

    private static Draft drafted(Outcome outcome) {
        return outcome.match(draft -> draft, why -> {
            throw new AssertionError(why.toString());
        });
    }

    @Test
    void mapsThePatientBySharedFunctionsAndLetsEveryOtherFieldStopTheMessage() {
        var draft = DraftHome.draft(bytes(APPOINTMENT), Optional.empty());
        var failure = new DraftHome(folder).written(draft, bytes(APPOINTMENT), "cases/first-record/expected.failure");

        assertThat(draft.type()).isEqualTo("HealthRecordTransfer");
        assertThat(draft.charset().charset()).isEqualTo("UNICODE UTF-8");
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("MSH-1 Field Separator", "the gateway writes its own"),
                        Map.entry("MSH-2 Encoding Characters", "the gateway writes its own"),
                        Map.entry("MSH-3.1 Sending Application", "the gateway writes its own"),
                        Map.entry("MSH-4.1 Sending Facility", "the gateway writes its own"),
                        Map.entry("MSH-5.1 Receiving Application", "the gateway writes its own"),
                        Map.entry("MSH-6.1 Receiving Facility", "the gateway writes its own"),
                        Map.entry("MSH-7 Date/Time of Message", "envelope/sent"),
                        Map.entry("MSH-9.1 Message Type", "event/code"),
                        Map.entry("MSH-9.2 Message Type", "event/code"),
                        Map.entry("MSH-9.3 Message Type", "the gateway writes its own"),
                        Map.entry("MSH-10 Message Control ID", "envelope/reference"),
                        Map.entry("MSH-11.1 Processing ID", "nothing: it must be P"),
                        Map.entry("MSH-12.1 Version ID", "the gateway writes its own"),
                        Map.entry("MSH-18 Character Set", "the gateway writes its own"),
                        Map.entry("PID-1 Set ID - PID", "nothing: it counts segments"),
                        Map.entry("PID-3.1 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-3.4.1 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-3.5 Patient Identifier List", "person/identifier"),
                        Map.entry("PID-5.1.1 Patient Name", "person/name"),
                        Map.entry("PID-5.2 Patient Name", "person/name"),
                        Map.entry("PID-5.3 Patient Name", "person/name"),
                        Map.entry("PID-5.7 Patient Name", "person/name"),
                        Map.entry("PID-7 Date/Time of Birth", "person/birth"),
                        Map.entry("PID-8 Administrative Sex", "person/sex"))));
        assertThat(failure)
                .isEqualTo(
                        "MAP-UNKNOWN-ELEMENT at /SIU_S12/SCH/SCH.1: found 'EI.1'; expected a decision in to-common.xsl: what"
                                + " 'SCH-1.1 Placer Appointment ID' is; README.md of the format has the guess and its reason\n");
    }

    @Test
    void becomesAHealthRecordWhereNothingIsOpen() {
        var plain = bytes(APPOINTMENT.replaceAll("(SCH|RGS|AIS)\\|[^\r]*\r", "").replace("|||||+27115550100", ""));

        var draft = DraftHome.draft(plain, Optional.empty());
        var common = new DraftHome(folder).written(draft, plain, "cases/first-record/expected.xml");

        assertThat(common.replaceAll(">\\s+<", "><"))
                .contains(
                        "<body><health-record-transfer><event><code>S12</code></event><person><name><full script=\"Latn\">Nze Ike"
                                + " Okoro</full><family>Okoro</family><given>Nze</given><middle>Ike</middle></name><birth"
                                + " precision=\"day\" verbatim=\"19801231\">1980-12-31</birth><sex verbatim=\"M\">male</sex>"
                                + "<identifier type=\"health-number\" issuer=\"XAA HOSP\" code=\"MR\">998877</identifier></person>"
                                + "</health-record-transfer></body>");
    }

    @Test
    void letsAFieldThatTheSamplesDoNotHaveStopALaterMessage() {
        var plain = bytes(APPOINTMENT.replaceAll("(SCH|RGS|AIS)\\|[^\r]*\r", "").replace("|||||+27115550100", ""));
        var draft = DraftHome.draft(plain, Optional.empty());
        var home = new DraftHome(folder);
        home.written(draft, plain, "README.md");

        assertThat(home.said(plain)).isEqualTo("common");
        assertThat(home.said(
                        bytes(new String(plain, StandardCharsets.UTF_8).replace("|19801231|M", "|19801231|M||2106-3"))))
                .isEqualTo("MAP-UNKNOWN-ELEMENT at /SIU_S12/SIU_S12.PATIENT/PID/PID.10");
        assertThat(home.said(bytes(new String(plain, StandardCharsets.UTF_8).replace("SIU^S12", "SIU^S15"))))
                .isEqualTo("MAP-UNKNOWN-CODE at /SIU_S12/MSH/MSH.9/MSG.2");
        assertThat(home.said(bytes(new String(plain, StandardCharsets.UTF_8).replace("Ike^^^^L", "\"\""))))
                .isEqualTo("MAP-BAD-VALUE at /SIU_S12/SIU_S12.PATIENT/PID/PID.5/XPN.3");
        assertThat(home.said(bytes(new String(plain, StandardCharsets.UTF_8) + "NTE|1||fasting\r")))
                .startsWith("MAP-UNKNOWN-ELEMENT");
    }

    @Test
    void mapsNothingOfSeveralPatients() {
        var two = bytes(APPOINTMENT.replace("RGS|", "PID|2||1^^^XAA HOSP^MR||Lind^Eva||19910403|F\rRGS|"));

        var draft = DraftHome.draft(two, Optional.empty());

        assertThat(DraftHome.mapped(draft).keySet()).allMatch(field -> field.startsWith("MSH-"));
    }

    @Test
    void mapsTheHeaderOnlyWhereTheMessagesAreToBecomeSomethingElse() {
        var draft = DraftHome.draft(bytes(APPOINTMENT), Optional.of("IdentityVerificationRequest"));
        new DraftHome(folder).written(draft, bytes(APPOINTMENT), "README.md");

        assertThat(DraftHome.mapped(draft).keySet()).hasSize(14).allMatch(field -> field.startsWith("MSH-"));
    }

    @Test
    void readsWhatWasCutOutOfMllpWithItsFrames() {
        var framed =
                bytes("\u000B" + APPOINTMENT + "\u001C\r\u000B" + APPOINTMENT.replace("A-4711", "A-4712") + "\u001C\r");

        var draft = DraftHome.draft(framed, Optional.empty());
        var input = new DraftHome(folder).written(draft, framed, "cases/first-record/input.hl7");

        assertThat(draft.recognised()).isEqualTo("It is HL7 v2, in 2 messages.");
        assertThat(input).startsWith("MSH|").contains("A-4711").doesNotContain("A-4712");
    }

    @Test
    void takesTheCharacterSetThatTheHeaderNames() {
        var latin = APPOINTMENT.replace("UNICODE UTF-8", "8859/2").replace("Okoro", "Dvořák");
        var sample = latin.getBytes(Charset.forName("ISO-8859-2"));

        var draft = DraftHome.draft(sample, Optional.empty());

        assertThat(draft.charset().charset()).isEqualTo("8859/2");
        assertThat(DraftHome.outcome(
                                latin.replace("8859/2", "").getBytes(Charset.forName("ISO-8859-2")), Optional.empty())
                        .match(made -> "a draft", NotDrafted::reason))
                .isEqualTo(
                        "It is HL7 v2, and no message in it can be read. READ-CHARSET at PID-5, line 3: expected UTF-8, or the"
                                + " name of another character set in MSH-18.");
    }

    @Test
    void isMadeFromAFormatThatReadsTheSample() throws IOException {
        var draft = drafted(shipped(bytes(ADMISSION), Optional.empty()));
        var common = new DraftHome(folder).written(draft, bytes(ADMISSION), "cases/first-record/expected.xml");

        assertThat(draft.notes()).startsWith("hl7-adt-v2 reads this sample; the draft is made from it.");
        assertThat(draft.files()).containsOnlyKeys("README.md", "format.yaml", "from-common.xsl", "to-common.xsl");
        assertThat(draft.files().get("format.yaml")).contains("\ntitle: Draft of sample-v1, from hl7-adt-v2\n");
        assertThat(common).contains("<family>Okoro</family>", "<code>A04</code>");
    }

    @Test
    void saysWhyAFormatThatKnowsTheMessagesRefusesTheSample() throws IOException {
        var odd = bytes(ADMISSION + "ZXA|1\r");

        var draft = drafted(shipped(odd, Optional.empty()));
        var failure = new DraftHome(folder).written(draft, odd, "cases/first-record/expected.failure");

        assertThat(draft.notes())
                .startsWith(
                        "hl7-adt-v2 knows the messages of this sample and refuses one of them: MAP-UNKNOWN-ELEMENT at"
                                + " /ADT_A01: expected a segment that the translation knows; the draft is made from it.");
        assertThat(failure).startsWith("MAP-UNKNOWN-ELEMENT at /ADT_A01");
    }

    @Test
    void isNotMadeFromAFormatOfOtherMessages() throws IOException {
        var draft = drafted(shipped(bytes(APPOINTMENT), Optional.empty()));
        var other = drafted(shipped(bytes(ADMISSION), Optional.of("StayNotification")));

        assertThat(draft.notes()).isEmpty();
        assertThat(other.notes()).containsExactly("hl7-adt-v2 reads this sample; a draft is made all the same.");
        assertThat(other.type()).isEqualTo("StayNotification");
    }
}
