package passerelle;

/** Messages of invented persons, as the three invented systems write them. Tests change them by replacing a part. */
final class Samples {
    private Samples() {}

    /** A border crossing of Nze Okoro as Utopia reports it; goes to the registry of Xaa and the office of Xbb. */
    static String crossing(String id) {
        return """
                <reportCrossing xmlns="urn:uto:border:1"><header><messageId>%s</messageId><officer>UTO-4711</officer></header>\
                <person><personRef>P-1980-77</personRef><surname>Okoro</surname><givenNames>Nze</givenNames>\
                <birthDate>31121980</birthDate><birthPlace>Nova Brana</birthPlace><sex>H</sex>\
                <nationality>XBS</nationality><formerResidence>XAA</formerResidence><asylum>N</asylum></person>\
                <document><kind>P</kind><number>0047110815</number><issuer>XBS</issuer><validUntil>30062031</validUntil></document>\
                <crossing><direction>I</direction><point>Brana North</point><time>2026-11-23T00:30:00+01:00</time>\
                <decision>A</decision><stayUntil>21022027</stayUntil></crossing></reportCrossing>"""
                .formatted(id);
    }

    /** A question about Nze Okoro as the office of Xbb asks it; goes to the registry of Xaa. */
    static String question(String id) {
        return """
                <verifyIdentity xmlns="urn:xbb:immigration:1" id="%s" caseNumber="C-99" purpose="identity-verification">\
                <person><fullName>Nze Okoro</fullName><surname>Okoro</surname><forenames>Nze</forenames>\
                <born>31.12.1980</born><sex>m</sex><citizenship>XBB</citizenship></person>\
                <document><kind>PASS</kind><number>0047110815</number><issuedBy>XBB</issuedBy></document>\
                </verifyIdentity>"""
                .formatted(id);
    }

    static String soap11(String payload) {
        return "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + payload
                + "</s:Body></s:Envelope>";
    }

    static String soap12(String payload) {
        return "<s:Envelope xmlns:s=\"http://www.w3.org/2003/05/soap-envelope\"><s:Body>" + payload
                + "</s:Body></s:Envelope>";
    }
}
