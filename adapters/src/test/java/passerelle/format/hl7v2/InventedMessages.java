package passerelle.format.hl7v2;

import java.util.List;

/** Messages of invented people in invented states, one of each kind, as their senders would write them in good form. */
final class InventedMessages {
    static final String ADMISSION = lines(
            "MSH|^~\\&|WARD|CLINIC^2.999.1^ISO|GATEWAY|XAA|20261101120000+0100||ADT^A04^ADT_A01|A-1|P|2.5.1|||||XAA|UNICODE UTF-8",
            "EVN||20261101115900+0100",
            "PID|1||900001^^^CLINIC&2.999.1&ISO^MR~X12-77^^^XAA^PPN||Okoro^Nze^Ada^^^^L||19801231|F||UNK|1 Harbour Rd^^Port Vale^^0101^XAA||^PRN^PH^^99^555001",
            "NK1|1|Okoro^Ike|SPO^Spouse^HL70063",
            "PV1|1|E|WARD^^3",
            "OBX|1|NM|8302-2^Height^LN||170|cm|||||F",
            "AL1|1|DA|PEN^Penicillin^L||hives",
            "ZPI|1|own^data&more|x~y");

    static final String MERGE = lines(
            "MSH|^~\\&|WARD|CLINIC|GATEWAY|XAA|20261101120000||ADT^A40^ADT_A39|A-2|P|2.6",
            "EVN||20261101115900",
            "PID|1||900001^^^CLINIC^MR||Okoro^Nze",
            "MRG|900002^^^CLINIC^MR");

    static final String IMMUNISATION = lines(
            "MSH|^~\\&|CAMP|HEALTH POST|GATEWAY|XAA|20261101||VXU^V04^VXU_V04|V-1|P|2.5.1|||AL|ER",
            "PID|1||900003^^^CAMP^PI||Sow^Awa||2021|F",
            "ORC|RE||77^CAMP",
            "RXA|0|1|20261030||03^MMR^CVX|0.5|mL^^UCUM||00^New^NIP001||||||LOT9|20270131||||CP|A",
            "RXR|SC^Subcutaneous^HL70162",
            "OBX|1|CE|30963-3^Funding^LN|1|V01^Not eligible^HL70064||||||F",
            "ORC|RE||78^CAMP",
            "RXA|0|1|20261030||08^HepB^CVX|999");

    static final String RESULT = lines(
            "MSH|^~\\&|LAB|XBB LAB|GATEWAY|XAA|20261101120000||ORU^R01^ORU_R01|R-1|P|2.5.1",
            "SFT|Maker|1.0|Lab|9",
            "PID|1||900004^^^LAB^PI||Diallo^Fode||198006|M",
            "ORC|RE",
            "OBR|1||5^LAB|47033-2^Sputum culture^LN|||20261020",
            "OBX|1|CWE|539-7^Culture^LN||NEG^Negative^L||||||F",
            "NTE|1||Grown for 8 weeks\\.br\\in two media",
            "OBX|2|TX|X1^Remark^L||Nothing \\T\\ nobody \\H\\lost\\N\\",
            "SPM|1|||SPT^Sputum^HL70487");

    static final String REFERRAL = lines(
            "MSH|^~\\&|POST|XBB|GATEWAY|XAA|20261101120000+0000||REF^I12^REF_I12|F-1|P|2.8",
            "RF1|P^Pending^HL70283|R^Routine^HL70280",
            "PRD|RP^Referring^HL70286|Tall^Binta",
            "PID|1||900005^^^POST^PI||Keita^Moussa",
            "DG1|1||A15.0^Tuberculosis of lung^I10",
            "PRT||AD||RP^Provider|1^Tall^Binta",
            "OBX|1|ST|X2^Fit to travel^L||yes||||||F");

    static final List<String> ALL = List.of(ADMISSION, MERGE, IMMUNISATION, RESULT, REFERRAL);

    private InventedMessages() {}

    /** Segments with their ends. */
    static String lines(String... segments) {
        return String.join("\r", segments) + "\r";
    }
}
