package passerelle.draft;

import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import passerelle.model.Role;

/**
 * Writes {@code config/partners/NAME.yaml}. What only people know is a commented key, so that {@code check} names it as
 * missing until it is filled in.
 */
public final class PartnerText {
    private static final Map<String, String> SENDS = new TreeMap<>(Map.of(
            "soap",
            """
              # soap: it calls /soap/%1$s, SOAP 1.1 or 1.2; the contract is at /soap/%1$s?wsdl.
              - protocol: soap
            %2$s    # Its login, by HTTP Basic. The gateway keeps a hash of the password, and the password nowhere.
                user: %1$s
                password-hash: "{{file:%1$s.hash}}"
            """,
            "xml",
            """
              # xml: it posts XML to /xml/%1$s.
              - protocol: xml
            %2$s    # Its login, by HTTP Basic. The gateway keeps a hash of the password, and the password nowhere.
                user: %1$s
                password-hash: "{{file:%1$s.hash}}"
            """,
            "mllp",
            """
              # mllp: it sends HL7 v2 over MLLP, to a port of its own.
              - protocol: mllp
            %2$s    # HL7 messages state no legal basis; the rules want consent or vital interest for health records.
                # legal-basis: {text: "Health Act of …, s. 4", ground: 9-2-c}
                # What becomes of segments that the format does not know: refuse, or leave (named in the audit).
                unknown-segments: refuse
                # Its port; without it mllp.port of gateway.properties, which one partner can have.
                # port: 2575
                # The addresses that may connect; or tls, the certificates that may; or both.
                # from: [192.0.2.7, 198.51.100.0/24]
                # tls: {certificate: "{{file:%1$s-tls.pem}}", private-key: "{{file:%1$s-tls.key}}", client-certificates: ["{{file:%1$s-client.pem}}"]}
                # What MSH-3 and MSH-4 of each message must say; without them anything.
                # application: REGISTER
                # facility: XAA HOSPITAL
                # A connection that is silent for so long is closed; connections at once.
                idle: PT5M
                connections: 16
            """,
            "inbox",
            """
              # inbox: it puts files into the folder inbox of the embedded SFTP server, where it logs in as %1$s.
              - protocol: inbox
            %2$s    # A regular expression of the whole file name; a file of any other name is rejected, with a report.
                # pattern: "[A-Z0-9]{1,32}\\\\.TXT"
            """
                    + "%3$s",
            "sftp",
            """
              # sftp: the gateway fetches files from a server that the partner runs.
              - protocol: sftp
            %2$s    # A regular expression of the whole file name; a file of any other name is left alone.
                # pattern: "[A-Z0-9]{1,32}\\\\.TXT"
            %4$s    # What becomes of a file that was taken: delete, or move with move-to, a folder on that server.
                # after: delete
                # Time between two looks.
                every: PT1M
            """
                    + "%3$s"));
    private static final Map<String, String> RECEIVES = new TreeMap<>(
            Map.of(
                    "soap",
                    """
              # soap: the gateway calls the service that the partner runs.
              protocol: soap
              format: %2$s
              # url: "https://host.example:8443/service"
              soap-version: 1.1
              # The SOAPAction that the service expects, if it expects one.
              # action: urn:example:Notify
              # The account that the partner gave to the gateway, if there is one.
              # user: gateway
              # password: "{{file:%1$s-account.password}}"
              connect-timeout: PT5S
              answer-timeout: PT30S
            """,
                    "mllp",
                    """
              # mllp: the gateway sends HL7 v2 over MLLP to a listener that the partner runs.
              protocol: mllp
              format: %2$s
              # host: hospital.example
              port: 2575
              # Certificates of both sides, if the listener wants them.
              # tls: {certificate: "{{file:%1$s-tls.pem}}", private-key: "{{file:%1$s-tls.key}}", server-certificate: "{{file:%1$s-server.pem}}"}
              connect-timeout: PT5S
              answer-timeout: PT30S
              # Connections at once; over one all messages go in their order.
              connections: 1
            """,
                    "outbox",
                    """
              # outbox: it fetches files from the folder outbox of the embedded SFTP server, where it logs in as %1$s.
              protocol: outbox
              format: %2$s
            %3$s""",
                    "folder",
                    """
              # folder, below data: files appear there.
              protocol: folder
              format: %2$s
              path: %1$s
            %3$s""",
                    "sftp",
                    """
              # sftp: the gateway puts files on a server that the partner runs.
              protocol: sftp
              format: %2$s
            %4$s%3$s"""));
    private static final String RULES =
            """
                # A control total that does not fit the records: refuse, hold (until a person decides) or warn.
                wrong-totals: refuse
                # A file with the bytes of an earlier one: refuse, or repeat (each record is told its old answer).
                same-file: refuse
                # Records in one transaction, 1 to 5000.
                chunk: 500
                # What goes back: csv, native (if the format has a report.xml) or none.
                report: csv
            """;
    private static final String SERVER =
            """
              # host: sftp.example
              port: 22
              # The account that the partner gave to the gateway; its key is made by ./passerelle secret.
              # user: gateway
              private-key: "{{file:%1$s.key}}"
              # The one host key that is trusted, as a line of known_hosts without the name.
              # host-key: "ssh-ed25519 AAAA…"
              # folder: /out
            """;
    private static final String NAMES =
            """
              # A file is named <prefix>-<UTC time>-<id>.<extension>.
              # file-prefix: BORDER
              # file-extension: TXT
              # Waiting records become a file when there are this many, or when the first has waited this long.
              most-records: 500
              linger: PT1M
            """;

    private PartnerText() {}

    /** How a partner sends or receives: {@code inbox:xdd-stays-v1}. */
    public record Way(String protocol, String format) {}

    /** Protocols that a partner may send by. */
    public static TreeSet<String> sending() {
        return new TreeSet<>(SENDS.keySet());
    }

    /** Protocols that a partner may receive by. */
    public static TreeSet<String> receiving() {
        return new TreeSet<>(RECEIVES.keySet());
    }

    /**
     * The file.
     *
     * @param state as ISO 3166-1 alpha-3 or ICAO 9303 has it
     * @param role what kind of body it is, as {@link Role#WORDS} has it; empty for an authority
     */
    public static String of(
            String name, String state, Optional<String> role, Optional<Way> sends, Optional<Way> receives) {
        var out = new StringBuilder();
        out.append(
                "# The id of the partner, which is also the name of this file. It is its SFTP user name and the end of its addresses.\n");
        out.append("partner: ").append(name).append('\n');
        out.append("# What people call it.\n# title: Border police of …\n");
        out.append("# The code of the state, ISO 3166-1 alpha-3 or ICAO 9303.\nstate: ")
                .append(state)
                .append('\n');
        out.append(
                        "# What kind of body it is: authority (so without the key), health-authority, carrier or organisation.\n"
                                + "# A health record goes to a health-authority only, whatever an agreement says.\n")
                .append(role.map(word -> "role: " + word).orElse("# role: health-authority"))
                .append('\n');
        sends.ifPresent(way -> out.append("\n# How the partner sends to the gateway.\nsends:\n")
                .append(SENDS.getOrDefault(way.protocol(), "")
                        .formatted(
                                name, format(way), RULES, SERVER.formatted(name).indent(2))));
        receives.ifPresent(way -> out.append("\n# How the partner takes what the gateway delivers.\nreceives:\n")
                .append(RECEIVES.getOrDefault(way.protocol(), "")
                        .formatted(name, way.format(), NAMES, SERVER.formatted(name))));
        boolean logsIn = sends.filter(way -> way.protocol().equals("inbox")).isPresent()
                || receives.filter(way -> way.protocol().equals("outbox")).isPresent();
        if (logsIn) {
            out.append(
                            "\n# The OpenSSH public keys that may log in: each a whole line, or the name of a file in <data>/secrets that holds it.\n")
                    .append("sftp-keys: [\"{{file:")
                    .append(name)
                    .append(".pub}}\"]\n");
        }
        return out.toString();
    }

    private static String format(Way way) {
        return """
                # The folder of its format in xslt/.
                format: %s
                # Why it sends, in the words of the agreements, as in border-management.
                # purpose: border-management
            """
                .formatted(way.format());
    }
}
