package passerelle.bench;

import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Crossing reports of the format utopia-border-v1 about invented persons: each number gives another one, 2 to 3 kB. */
final class CrossingReport {
    private static final String[] SYLLABLES = {
        "ba", "de", "fi", "go", "ka", "le", "mi", "no", "pa", "re", "si", "to", "va", "ze", "shu", "kwe"
    };
    private static final String REPORT =
            """
            <border:reportCrossing xmlns:border="urn:uto:border:1">
              <border:header>
                <border:messageId>UTO-2026-{number}</border:messageId>
                <border:sentAt>2026-11-23T08:59:58+01:00</border:sentAt>
                <border:purpose>border-management</border:purpose>
                <border:officer>Post Brana North, lane 7, officer 4711, shift B, terminal BN-07-02</border:officer>
              </border:header>
              <border:person>
                <border:personRef>P-{number}</border:personRef>
                <border:surname>{surname}</border:surname>
                <border:givenNames>Nze Amara</border:givenNames>
                <border:birthDate>31121980</border:birthDate>
                <border:birthPlace>Nova Brana</border:birthPlace>
                <border:sex>M</border:sex>
                <border:nationality>XAA</border:nationality>
                <border:nationality>XBS</border:nationality>
                <border:formerResidence>XAA</border:formerResidence>
                <border:asylum>N</border:asylum>
              </border:person>
              <border:document>
                <border:kind>P</border:kind>
                <border:number>00{number}</border:number>
                <border:issuer>XBS</border:issuer>
                <border:validUntil>30062031</border:validUntil>
              </border:document>
              <border:crossing>
                <border:direction>I</border:direction>
                <border:point>Brana North</border:point>
                <border:time>2026-11-23T00:30:00+01:00</border:time>
                <border:decision>A</border:decision>
                <border:stayUntil>21022027</border:stayUntil>
              </border:crossing>
            </border:reportCrossing>
            """;
    private static final String BEFORE =
            """
            <?xml version="1.0" encoding="UTF-8"?>
            <soapenv:Envelope xmlns:soapenv="http://schemas.xmlsoap.org/soap/envelope/" xmlns:wsa="http://www.w3.org/2005/08/addressing">
              <soapenv:Header>
                <wsa:To>http://gateway.example/soap/bench-border</wsa:To>
                <wsa:Action>urn:uto:border:1:ReportCrossing</wsa:Action>
                <wsa:MessageID>urn:uto:message:{number}</wsa:MessageID>
                <wsa:From><wsa:Address>http://border.example/posts/brana-north/terminals/BN-07-02</wsa:Address></wsa:From>
              </soapenv:Header>
              <soapenv:Body>
            """;
    private static final String AFTER = """
              </soapenv:Body>
            </soapenv:Envelope>
            """;

    private CrossingReport() {}

    /** A SOAP 1.1 request of 3 kB. */
    static byte[] soap(long number) {
        return fill(BEFORE + REPORT + AFTER, number);
    }

    /** The document alone. */
    static byte[] xml(long number) {
        return fill(REPORT, number);
    }

    /** The document alone, its texts and states as many as the schema allows, filled up to so many bytes. */
    static byte[] xml(long number, int bytes) {
        var state = "<border:nationality>XAA</border:nationality>";
        var full = REPORT.replace(state, state.repeat(4))
                .replace("Nova Brana", "Nova Brana upon the River, District of the Lower Valley")
                .replace("Brana North<", "Brana North, Bridge of the Old Customs House, Lanes for Buses and Pedestrians<");
        int missing = bytes - fill(full, number).length;
        return fill(full.replace("<border:person>", "<!--" + " ".repeat(missing - 7) + "--><border:person>"), number);
    }

    /** How the sender calls the person of the n-th report: the registry's records repeat it. */
    static String personReference(long number) {
        return "P-" + digits(number);
    }

    private static byte[] fill(String template, long number) {
        return template.replace("{number}", digits(number))
                .replace("{surname}", surname(number))
                .getBytes(StandardCharsets.UTF_8);
    }

    private static String digits(long number) {
        return String.format(Locale.ROOT, "%09d", number);
    }

    private static String surname(long number) {
        var name = new StringBuilder();
        for (long rest = number; rest > 0 || name.length() < 6; rest /= SYLLABLES.length) {
            name.append(SYLLABLES[(int) (rest % SYLLABLES.length)]);
        }
        name.setCharAt(0, Character.toUpperCase(name.charAt(0)));
        return name.toString();
    }
}
