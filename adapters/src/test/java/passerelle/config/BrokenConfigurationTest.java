package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.model.Problem;

/** Each small edit of the shipped configuration that makes it wrong, beside the one thing that a person is told. */
class BrokenConfigurationTest {
    private static final String SETTINGS = "config/gateway.properties";
    private static final String UTOPIA = "config/partners/utopia-border.yaml";
    private static final String XAA = "config/partners/xaa-registry.yaml";
    private static final String XBB = "config/partners/xbb-immigration.yaml";
    private static final String AGREEMENT = "config/agreements/utopia-border-xbb-immigration.yaml";
    private static final String HASH = "data/secrets/utopia-border.hash";

    @TempDir
    Path folder;

    private record Broken(String name, Consumer<Home> edit, String... told) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource("settings")
    @MethodSource("partners")
    @MethodSource("channels")
    @MethodSource("secrets")
    @MethodSource("agreements")
    void tellsWhatIsWrongAndWhere(Broken broken) {
        var home = Home.shipped(folder);

        broken.edit().accept(home);

        assertThat(home.problems()).containsExactly(broken.told());
    }

    static Stream<Broken> settings() {
        return Stream.of(
                edit("a misspelt setting", SETTINGS, "http.port=8080", "http.prot=8080", ""),
                edit("a port that is a word", SETTINGS, "http.port=8080", "http.port=eighty", ""),
                edit("a port beyond the last", SETTINGS, "http.port=8080", "http.port=65536", ""),
                edit("one port for two listeners", SETTINGS, "sftp.port=2222", "sftp.port=8080", ""),
                edit("a setting twice", SETTINGS, "sftp.port=2222", "http.port=2222", ""),
                edit("a line without a value", SETTINGS, "http.threads=32", "http.threads", ""),
                edit("a host with a path", SETTINGS, "http.host=127.0.0.1", "http.host=127.0.0.1/x", ""),
                edit("a time without its unit", SETTINGS, "stylesheet.time=PT5S", "stylesheet.time=5", ""),
                edit("a journal that would spin", SETTINGS, "PT0.001S", "PT0.0001S", ""),
                edit("no room for any message", SETTINGS, "33554432", "12", ""),
                edit("a broker by HTTP", SETTINGS, "broker.url=", "broker.url=http://broker:61616", ""),
                edit("a broker's user without a password", SETTINGS, "broker.user=", "broker.user=gateway", ""),
                edit(
                        "a broker's password in the open",
                        SETTINGS,
                        "broker.user=\nbroker.password=",
                        "broker.user=gateway\nbroker.password=hunter2",
                        ""),
                edit("a log's name with a blank", SETTINGS, "log.origin=passerelle", "log.origin=my log", ""),
                edit("a place that nobody uses", SETTINGS, "data=data", "place.xbb-prot=1", ""),
                broken("no settings", home -> home.delete(SETTINGS), ""));
    }

    static Stream<Broken> partners() {
        return Stream.of(
                edit("a misspelt key", UTOPIA, "sends:", "sneds:", ""),
                edit("a key twice", UTOPIA, "state: UTO", "state: UTO\nstate: UTO", ""),
                edit("a missing title", UTOPIA, "title: Border police of Utopia", "", ""),
                edit("an empty title", UTOPIA, "title: Border police of Utopia", "title:", ""),
                edit("another's id", XAA, "partner: xaa-registry", "partner: utopia-border", ""),
                edit("an id in capitals", UTOPIA, "partner: utopia-border", "partner: Utopia_Border", ""),
                edit("a state of two letters", UTOPIA, "state: UTO", "state: UT", ""),
                edit("a state that is none", UTOPIA, "state: UTO", "state: DUE", ""),
                edit("no channel at all", UTOPIA, "sends:", "receives-later:", ""),
                edit("a list of channels without entries", UTOPIA, "sends:", "sends: []\n#", ""),
                edit("a channel that is a word", UTOPIA, "sends:", "sends: [soap]\n#", ""),
                edit("an alias", UTOPIA, "title: Border", "title: &t Border", ""),
                edit("a tag", UTOPIA, "title: Border", "title: !!str Border", ""),
                edit("a second document", UTOPIA, "state: UTO", "state: UTO\n---", ""),
                edit("brackets without end", UTOPIA, "state: UTO", "state: " + "[".repeat(30_000), ""),
                edit("no YAML", UTOPIA, "state: UTO", "state: \"UTO", ""),
                edit("a tab", UTOPIA, "    user: utopia-border", "\tuser: utopia-border", ""),
                broken("an empty file", home -> home.write(UTOPIA, "# nothing\n"), ""),
                broken("a file of another kind", home -> home.write("config/partners/north.yml", "partner: x"), ""),
                broken("a folder among files", home -> home.write("config/partners/old/north.yaml", "partner: x"), ""),
                broken("a large file", home -> home.write(UTOPIA, "#" + "x".repeat(70_000)), ""),
                edit("keys of nobody", XAA, "sftp-keys: [\"{{file:xaa-registry.pub}}\"]", "", ""),
                edit("a key cut short", XAA, "{{file:xaa-registry.pub}}", "ssh-ed25519 AAAAC3NzaC1l", ""),
                edit("a short RSA key", XAA, "{{file:xaa-registry.pub}}", rsa(2048), ""),
                edit("an attempt of none", XBB, "attempts: 12", "attempts: 0", ""),
                edit("a gap that shrinks", XBB, "multiplier: 2", "multiplier: 0.5", ""),
                edit("a jitter of percent", XBB, "jitter: 0.2", "jitter: 20", ""),
                edit("a longest gap below the first", XBB, "longest-delay: PT10M", "longest-delay: PT0.5S", ""));
    }

    static Stream<Broken> channels() {
        return Stream.of(
                edit("an unknown protocol", UTOPIA, "protocol: soap", "protocol: saop", ""),
                edit("no protocol", UTOPIA, "- protocol: soap\n", "-\n", ""),
                edit("a format without a folder", UTOPIA, "utopia-border-v1", "utopia-boarder-v1", ""),
                edit("a format without a version", UTOPIA, "utopia-border-v1", "utopia-border", ""),
                edit("a purpose in words", UTOPIA, "border-management", "Border management", ""),
                edit(
                        "a key of another protocol",
                        UTOPIA,
                        "user: utopia-border",
                        "user: utopia-border\n    pattern: x",
                        ""),
                edit("another's user", XBB, "user: xbb-immigration", "user: utopia-border", ""),
                edit("a user with a colon", UTOPIA, "user: utopia-border", "user: \"utopia:border\"", ""),
                edit(
                        "two inboxes",
                        XAA,
                        "sends:",
                        "sends:\n  - {protocol: inbox, format: xaa-registry-v1, purpose: census, pattern: x}",
                        ""),
                edit("a pattern that never closes", XAA, "[A-Z0-9]{1,32}", "[A-Z0-9{1,32}", ""),
                edit("a prefix that is a path", XAA, "file-prefix: BORDER", "file-prefix: ../BORDER", ""),
                edit("an ending with its dot", XAA, "file-extension: TXT", "file-extension: .TXT", ""),
                edit("no records", XAA, "most-records: 500", "most-records: 0", ""),
                edit("a time in words", XAA, "linger: PT1S", "linger: 1 second", ""),
                edit("a URL without a host", XBB, "http://127.0.0.1:{{place.xbb-port:9085}}", "http://", ""),
                edit("a URL by file", XBB, "http://127.0.0.1:{{place.xbb-port:9085}}", "file://host", ""),
                edit("a URL with a password", XBB, "http://127", "http://a:b@127", ""),
                edit("a place without a value", XBB, "{{place.xbb-port:9085}}", "{{place.xbb-port}}", ""),
                edit("a place that is none", XBB, "{{place.xbb-port:9085}}", "{{xbb.port:9085}}", ""),
                edit(
                        "a placeholder without quotes",
                        XBB,
                        "\"http://127.0.0.1:{{place.xbb-port:9085}}/immigration\"",
                        "{{place.url:x}}",
                        ""),
                edit("a SOAP of the future", XBB, "soap-version: 1.1", "soap-version: 1.3", ""),
                edit("an action of two lines", XBB, "urn:xbb:immigration:1:Notify", "\"a\\r\\nX: y\"", ""),
                edit("waiting for ever", XBB, "answer-timeout: PT30S", "answer-timeout: PT0S", ""),
                edit("a password without a user", XBB, "  user: xbb\n", "", ""),
                broken(
                        "an SFTP server that anybody may be",
                        home -> home.secret(
                                        "north.key",
                                        "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n")
                                .edit(
                                        XAA,
                                        "protocol: outbox",
                                        "protocol: sftp\n  host: files.example\n  user: us\n"
                                                + "  private-key: \"{{file:north.key}}\"\n  folder: /in"),
                        ""),
                broken(
                        "one folder for two partners",
                        home -> home.write("config/partners/east.yaml", folder("east", "drop"))
                                .write("config/partners/west.yaml", folder("west", "./x/../drop")),
                        ""));
    }

    static Stream<Broken> secrets() {
        return Stream.of(
                edit("a secret in the open", UTOPIA, "{{file:utopia-border.hash}}", "hunter2", ""),
                edit("a secret out of its folder", UTOPIA, "{{file:utopia-border.hash}}", "{{file:../x}}", ""),
                edit("a secret that nobody set", UTOPIA, "{{file:utopia-border.hash}}", "{{env:UTOPIA_HASH}}", ""),
                edit("a secret among plain values", UTOPIA, "title: Border police", "title: \"{{env:TITLE}}\" #", ""),
                broken("a secret that is not there", home -> home.delete(HASH), ""),
                broken("a secret for all to read", home -> home.mode(HASH, "rw-r--r--"), ""),
                broken("a key for all to change", home -> home.mode("data/secrets/xaa-registry.pub", "rw-rw-rw-"), ""),
                broken("a password where its hash belongs", home -> home.secret("utopia-border.hash", "hunter2"), ""),
                broken("an empty password", home -> home.secret("xbb-gateway.password", "\n"), ""),
                broken("a private key as a public one", home -> home.secret("xaa-registry.pub", "-----BEGIN"), ""));
    }

    static Stream<Broken> agreements() {
        return Stream.of(
                edit("a misspelt safeguard", AGREEMENT, "other-fields: strip", "other_fields: strip", ""),
                edit(
                        "what happens to the rest, in other words",
                        AGREEMENT,
                        "other-fields: strip",
                        "other-fields: drop",
                        ""),
                edit("nothing about the rest", AGREEMENT, "other-fields: strip", "", ""),
                edit("another's id", AGREEMENT, "agreement: utopia-border-xbb-immigration", "agreement: a", ""),
                edit("an id with a path", AGREEMENT, "agreement: utopia", "agreement: ../utopia", ""),
                edit("a version of none", AGREEMENT, "version: 1", "version: 0", ""),
                edit("an unknown partner", AGREEMENT, "id: xbb-immigration", "id: xbb-imigration", ""),
                edit("a state of another", AGREEMENT, "state: XBB", "state: XAA", ""),
                edit(
                        "one partner on both sides",
                        AGREEMENT,
                        "id: utopia-border, state: UTO",
                        "id: xbb-immigration, state: XBB",
                        ""),
                edit("a side without a state", AGREEMENT, ", state: XBB", "", ""),
                edit("an end before the beginning", AGREEMENT, "2036-12-31", "2025-12-31", ""),
                edit("for ever", AGREEMENT, "\"2036-12-31T23:59:59Z\"", "forever", ""),
                edit("a day without a time", AGREEMENT, "2026-01-01T00:00:00Z", "2026-01-01", ""),
                edit("any purpose", AGREEMENT, "[border-management]", "[\"*\"]", ""),
                edit("no purpose", AGREEMENT, "[border-management]", "[]", ""),
                edit("no legal basis", AGREEMENT, "[\"Utopia-Xbb Mobility Agreement 2024, Annex II\"]", "\"\"", ""),
                edit("any field", AGREEMENT, "- person/name", "- \"*\"", ""),
                edit("fields in capitals", AGREEMENT, "- person/name", "- person/Name", ""),
                edit("a field twice", AGREEMENT, "- person/birth", "- person/name", ""),
                edit(
                        "a type in lower case",
                        AGREEMENT,
                        "type: BorderCrossingRecord",
                        "type: border-crossing-record",
                        ""),
                edit("a side that is none", AGREEMENT, "from: sender", "from: both", ""),
                edit("a message to one who takes none", AGREEMENT, "from: sender", "from: receiver", ""),
                edit(
                        "a type twice",
                        AGREEMENT,
                        "other-fields",
                        "  - {type: BorderCrossingRecord, from: sender, fields: [person/name]}\nother-fields",
                        ""),
                broken(
                        "no folder",
                        home -> List.of(
                                        "utopia-border-xaa-registry",
                                        "utopia-border-xbb-immigration",
                                        "xaa-registry-xbb-immigration",
                                        "xbb-immigration-xaa-registry")
                                .forEach(one -> home.delete("config/agreements/" + one + ".yaml")),
                        ""));
    }

    @Test
    void tellsEveryFaultAtOnce() {
        var home = Home.shipped(folder)
                .edit(SETTINGS, "http.port=8080", "http.prot=8080")
                .edit(UTOPIA, "state: UTO", "state: UT")
                .edit(AGREEMENT, "other-fields: strip", "other-fields: drop");

        assertThat(home.problems()).hasSize(3);
    }

    @Test
    void tellsWhatIsWrongOnTheCommandLineAndInTheEnvironment() {
        var read = Home.shipped(folder)
                .read(
                        Map.of("http.prot", "1", "place.xbb-prot", "2", "sftp.port", "x"),
                        Map.of("PASSERELLE_HTTP_PROT", "1", "PASSERELLE_HOME", "/", "PASSERELLE_HTTP_THREADS", "few"));

        assertThat(read.problems()).extracting(Problem::toString).containsExactly("");
    }

    @Test
    void noProblemHoldsASecret() {
        var home = Home.shipped(folder)
                .edit(UTOPIA, "{{file:utopia-border.hash}}", "hunter2")
                .edit(XBB, "{{file:xbb-gateway.password}}", "{{hunter2}}")
                .edit(SETTINGS, "broker.password=", "broker.password=hunter2")
                .edit(XAA, "{{file:xaa-registry.pub}}", "hunter2")
                .secret("xbb-immigration.hash", "hunter2");

        assertThat(home.problems()).hasSize(6).noneMatch(text -> text.contains("hunter2"));
    }

    @Test
    void aFaultyPartnerIsNotUsedAndItsAgreementsDoNotComplainAgain() {
        var home = Home.shipped(folder).edit(UTOPIA, "partner: utopia-border", "partner: [");

        assertThat(home.problems()).hasSize(1);
        assertThat(home.read().partners()).hasSize(2);
    }

    @Test
    void neverThrowsForAnEmptyHome() {
        assertThat(Configuration.read(folder, Map.of(), Map.of()).problems())
                .extracting(Problem::toString)
                .containsExactly("");
    }

    private static Broken edit(String name, String file, String old, String edited, String... told) {
        return new Broken(name, home -> home.edit(file, old, edited), told);
    }

    private static Broken broken(String name, Consumer<Home> edit, String... told) {
        return new Broken(name, edit, told);
    }

    private static String folder(String id, String path) {
        return "{partner: %s, title: T, state: XAA, receives: {protocol: folder, format: xaa-registry-v1, path: %s, file-prefix: A, file-extension: TXT}}"
                .formatted(id, path);
    }

    /** An OpenSSH RSA line whose modulus has so many bits. */
    private static String rsa(int bits) {
        var modulus = new byte[bits / 8 + 1];
        Arrays.fill(modulus, 1, modulus.length, (byte) 0xff);
        var blob = java.nio.ByteBuffer.allocate(4 + 7 + 4 + 3 + 4 + modulus.length);
        blob.putInt(7).put("ssh-rsa".getBytes(java.nio.charset.StandardCharsets.US_ASCII));
        blob.putInt(3).put(new byte[] {1, 0, 1}).putInt(modulus.length).put(modulus);
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.array());
    }
}
