package passerelle.demo;

import java.io.IOException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Pattern;
import passerelle.demo.UtopiaBorder.Reply;

/** What the demo sends, and whether each answer is the one that it should be. */
public final class Story {
    private static final Charset ARABIC = Charset.forName("windows-1256");
    private static final Pattern REFERENCE = Pattern.compile("<reference>([0-9a-f-]{36})</reference>");
    private static final String QUERY =
            """
            <verifyIdentity xmlns="urn:xbb:immigration:1" id="B-2026-17" caseNumber="C-99" sent="2026-11-23T08:10:00Z">
              <person>
                <fullName>Sanna Lindqvist</fullName><surname>Lindqvist</surname><forenames>Sanna</forenames>
                <born>.5.1991</born><sex>f</sex><citizenship>XDD</citizenship>
              </person>
              <document><kind>PASS</kind><number>0047110815</number><issuedBy>XDD</issuedBy></document>
            </verifyIdentity>""";

    private final Consumer<String> print;
    private final List<String> right = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    public Story(Consumer<String> print) {
        this.print = print;
    }

    /** Notes whether a fact is as it should be, and prints it. */
    public void expect(String what, boolean isSo) {
        print.accept((isSo ? "  ok     " : "  WRONG  ") + what);
        (isSo ? right : wrong).add(what);
    }

    /** What was as it should be. */
    public List<String> right() {
        return List.copyOf(right);
    }

    /** What was not as it should be. */
    public List<String> wrong() {
        return List.copyOf(wrong);
    }

    /** Utopia's reports: good ones, and each kind that is refused. Ids of the accepted ones. */
    public List<String> reports(UtopiaBorder border) throws IOException, InterruptedException {
        var good = List.of(
                new Crossing("UTO-101", "Okoro", "Nze", "31121980", "H", "XDD"),
                new Crossing("UTO-102", "Amara", "Ifeoma", "00001975", "M", "XEE"),
                new Crossing("UTO-103", "Sukarno", "", "00031978", "H", "XDD"),
                new Crossing(
                        "UTO-104",
                        "\u0645\u062d\u0645\u0648\u062f",
                        "\u0633\u0627\u0645\u064a",
                        "14021990",
                        "H",
                        "XFF"),
                new Crossing("UTO-105", "Lindqvist", "Sanna", "01051991", "M", "XDD"));
        var ids = new ArrayList<String>();
        for (var crossing : good) {
            var reply = border.call(crossing.payload(""));
            expect("crossing " + crossing.number() + " accepted", reply.status() == 200);
            ids.add(reference(reply));
        }
        var again = border.call(good.get(0).payload(""));
        expect("the same report again gets its first answer", reference(again).equals(ids.get(0)));
        var home = border.call(new Crossing("UTO-106", "Haddad", "Rim", "09091985", "M", "XAA").payload(""));
        expect("a national of Xaa: accepted, but nothing goes to Xaa", home.status() == 200);
        ids.add(reference(home));

        refused(
                border.call(good.get(1)
                        .payload("<purpose>law-enforcement</purpose>")
                        .replace("UTO-102", "UTO-107")),
                "POLICY-NO-AGREEMENT",
                "a purpose that no agreement names");
        refused(
                border.call(new Crossing("UTO-108", "Okoro", "Nze", "31121980", "Z", "XDD").payload("")),
                "MAP-UNKNOWN-CODE",
                "a sex code that Utopia does not have");
        refused(
                border.call(good.get(2).payload("").replace("Sukarno", "Suharto")),
                "READ-ID-REUSED",
                "an old id with new content");
        refused(
                border.post("<soap:Envelope xmlns:soap='http://schemas.xmlsoap.org/soap/envelope/'><soap:Body>"),
                "READ-SYNTAX",
                "a cut-off message");
        refused(
                border.post("<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]><x>&e;</x>"),
                "READ-DOCTYPE",
                "a message that tries to read our files");
        return ids;
    }

    private void refused(Reply reply, String code, String what) {
        expect(
                what + " is refused: " + code,
                reply.status() >= 400 && reply.body().contains(code));
    }

    private static String reference(Reply reply) {
        var found = REFERENCE.matcher(reply.body());
        return found.find() ? found.group(1) : "none";
    }

    /** Xbb's question about a person, which goes to Xaa. */
    public void question(UtopiaBorder immigration) throws IOException, InterruptedException {
        var reply = immigration.post(QUERY);
        expect("Xbb asks Xaa about a person, as XML", reply.status() == 202);
    }

    /** Three fixed-width records in the charset of Xaa; the second has a sex code that Xaa does not have. */
    public static byte[] file() {
        var records = List.of(
                person(
                        "XAA-201",
                        "\u0641\u0627\u0637\u0645\u0629 \u0632\u0647\u0631\u0627\u0621",
                        "FATIMA ZAHRA",
                        "19780300",
                        "2"),
                person("XAA-202", "", "UNKNOWN SEX", "19800101", "7"),
                person("XAA-203", "", "SINGLE", "00000000", "1"));
        var header = "H" + pad("DAILY-1", 36) + pad("2026-11-23T01:00:00Z", 20) + pad("xaa-registry", 30)
                + pad("passerelle", 30) + pad("", 192);
        var trailer = "T" + "%09d%09d".formatted(records.size(), 0) + pad("", 290);
        return (header + "\r\n" + String.join("\r\n", records) + "\r\n" + trailer + "\r\n").getBytes(ARABIC);
    }

    private static String person(String reference, String arabic, String latin, String born, String sex) {
        return "P" + pad(reference, 36) + pad("R-" + reference, 20) + pad(arabic, 60) + pad(latin, 60) + pad(born, 8)
                + pad("", 30) + sex + "XDD" + "   " + " " + "1" + pad("0" + reference, 20) + "XDD" + pad("20310630", 8)
                + "E" + pad("Port Aria", 30) + pad("20261122233000", 14) + "1" + pad("", 8);
    }

    private static String pad(String text, int length) {
        return text + " ".repeat(length - text.length());
    }

    /** A file of the outbox as readable text. */
    public static String text(byte[] file) {
        return new String(file, ARABIC);
    }
}
