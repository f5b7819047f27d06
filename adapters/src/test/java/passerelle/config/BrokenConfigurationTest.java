package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
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
    @MethodSource("files")
    @MethodSource("fetching")
    @MethodSource("secrets")
    @MethodSource("agreements")
    void tellsWhatIsWrongAndWhere(Broken broken) {
        var home = Home.shipped(folder);

        broken.edit().accept(home);

        assertThat(home.problems()).containsExactly(broken.told());
    }

    static Stream<Broken> settings() {
        return Stream.of(
                edit(
                        "a misspelt setting",
                        SETTINGS,
                        "http.port=8080",
                        "http.prot=8080",
                        "config/gateway.properties:15: unknown key 'http.prot'; known keys: data, http.host, http.port, http.threads, sftp.host, sftp.port, mllp.host, mllp.port, broker.url, broker.user, broker.password, broker.journal-buffer, limits.message-bytes, limits.free-bytes, stylesheet.time, files.keep, changes, log.origin; did you mean 'http.port'?"),
                edit(
                        "a port that is a word",
                        SETTINGS,
                        "http.port=8080",
                        "http.port=eighty",
                        "config/gateway.properties:15: 'http.port' is 'eighty'; expected a whole number from 0 to 65535"),
                edit(
                        "a port beyond the last",
                        SETTINGS,
                        "http.port=8080",
                        "http.port=65536",
                        "config/gateway.properties:15: 'http.port' is '65536'; expected a whole number from 0 to 65535"),
                edit(
                        "one port for two listeners",
                        SETTINGS,
                        "sftp.port=2222",
                        "sftp.port=8080",
                        "config/gateway.properties:21: 'sftp.port' is 8080, and so is http.port; each needs a port of its own"),
                edit(
                        "a setting twice",
                        SETTINGS,
                        "sftp.port=2222",
                        "http.port=2222",
                        "config/gateway.properties:21: key 'http.port' stands here a second time; the first is in line 15"),
                edit(
                        "a line without a value",
                        SETTINGS,
                        "http.threads=32",
                        "http.threads",
                        "config/gateway.properties:17: expected key=value, or # and a comment"),
                edit(
                        "a host with a path",
                        SETTINGS,
                        "http.host=127.0.0.1",
                        "http.host=127.0.0.1/x",
                        "config/gateway.properties:13: 'http.host' is '127.0.0.1/x'; expected a host name or address"),
                edit(
                        "a time without its unit",
                        SETTINGS,
                        "stylesheet.time=PT5S",
                        "stylesheet.time=5",
                        "config/gateway.properties:44: 'stylesheet.time' is '5'; expected a duration from PT0.1S to PT1M"),
                edit(
                        "a journal that would spin",
                        SETTINGS,
                        "PT0.001S",
                        "PT0.0001S",
                        "config/gateway.properties:36: 'broker.journal-buffer' is 'PT0.0001S'; expected a duration from PT0.0005S to PT0.1S"),
                edit(
                        "no room for any message",
                        SETTINGS,
                        "33554432",
                        "12",
                        "config/gateway.properties:39: 'limits.message-bytes' is '12'; expected a whole number from 1024 to 268435456"),
                edit(
                        "a broker by HTTP",
                        SETTINGS,
                        "broker.url=",
                        "broker.url=http://broker:61616",
                        "config/gateway.properties:30: 'broker.url' is 'http://broker:61616'; expected an address as in tcp://broker.example:61616"),
                edit(
                        "a broker's user without a password",
                        SETTINGS,
                        "broker.user=",
                        "broker.user=gateway",
                        "config/gateway.properties:32: 'broker.user' stands alone; broker.user and broker.password belong together"),
                edit(
                        "a broker's password in the open",
                        SETTINGS,
                        "broker.user=\nbroker.password=",
                        "broker.user=gateway\nbroker.password=hunter2",
                        "config/gateway.properties:33: 'broker.password' must name a secret, not hold it; write {{env:NAME}} or {{file:name}}"),
                edit(
                        "a log's name with a blank",
                        SETTINGS,
                        "log.origin=passerelle",
                        "log.origin=my log",
                        "config/gateway.properties:54: 'log.origin' is 'my log'; expected letters, digits, '.', '/', '_' and '-'"),
                edit(
                        "a place that nobody uses",
                        SETTINGS,
                        "data=data",
                        "place.xbb-prot=1",
                        "config/gateway.properties:9: no file uses '{{place.xbb-prot}}'; used places: place.xbb-port; did you mean 'place.xbb-port'?"),
                broken(
                        "no settings",
                        home -> home.delete(SETTINGS),
                        "config/gateway.properties: the file does not exist; an empty one means all defaults"));
    }

    static Stream<Broken> partners() {
        return Stream.of(
                edit(
                        "a misspelt key",
                        UTOPIA,
                        "sends:",
                        "sneds:",
                        "config/partners/utopia-border.yaml:8:1: unknown key 'sneds'; known keys: partner, title, state, role, sends, receives, sftp-keys, redelivery; did you mean 'sends'?"),
                edit(
                        "a key twice",
                        UTOPIA,
                        "state: UTO",
                        "state: UTO\nstate: UTO",
                        "config/partners/utopia-border.yaml:6:1: key 'state' stands here a second time; once is right"),
                edit(
                        "a missing title",
                        UTOPIA,
                        "title: Border police of Utopia",
                        "",
                        "config/partners/utopia-border.yaml:2:1: key 'title' is missing"),
                edit(
                        "an empty title",
                        UTOPIA,
                        "title: Border police of Utopia",
                        "title:",
                        "config/partners/utopia-border.yaml:3:7: 'title' has no value"),
                edit(
                        "another's id",
                        XAA,
                        "partner: xaa-registry",
                        "partner: utopia-border",
                        "config/partners/xaa-registry.yaml:1:10: 'partner' is 'utopia-border' in a file of another name; expected 'xaa-registry', or the file name utopia-border.yaml"),
                edit(
                        "an id in capitals",
                        UTOPIA,
                        "partner: utopia-border",
                        "partner: Utopia_Border",
                        "config/partners/utopia-border.yaml:2:10: 'partner' is 'Utopia_Border'; expected lower-case words joined by hyphens as in civil-registry"),
                edit(
                        "a role that there is none of",
                        UTOPIA,
                        "state: UTO",
                        "state: UTO\nrole: health-autority",
                        "config/partners/utopia-border.yaml:6:7: 'role' is 'health-autority'; expected one of authority, carrier, health-authority, organisation; did you mean 'health-authority'?"),
                edit(
                        "a state of two letters",
                        UTOPIA,
                        "state: UTO",
                        "state: UT",
                        "config/partners/utopia-border.yaml:5:8: 'state' is 'UT'; expected a code of three capitals as in XAA (ISO 3166-1 alpha-3 or ICAO 9303)"),
                edit(
                        "a state that is none",
                        UTOPIA,
                        "state: UTO",
                        "state: DUE",
                        "config/partners/utopia-border.yaml:5:8: 'state' is 'DUE'; expected a code of three capitals as in XAA (ISO 3166-1 alpha-3 or ICAO 9303)"),
                edit(
                        "a state by a code that messages do not have",
                        UTOPIA,
                        "state: UTO",
                        "state: XKX",
                        "config/partners/utopia-border.yaml:5:8: 'state' is 'XKX'; expected the code that messages have for Kosovo, which is ICAO's; did you mean 'RKS'?"),
                edit(
                        "the same state by another such code",
                        UTOPIA,
                        "state: UTO",
                        "state: XKS",
                        "config/partners/utopia-border.yaml:5:8: 'state' is 'XKS'; expected the code that messages have for Kosovo, which is ICAO's; did you mean 'RKS'?"),
                edit(
                        "no channel at all",
                        UTOPIA,
                        "sends:",
                        "receives-later:",
                        "config/partners/utopia-border.yaml:8:1: unknown key 'receives-later'; known keys: partner, title, state, role, sends, receives, sftp-keys, redelivery"),
                broken(
                        "a list of channels without entries",
                        home -> home.write(UTOPIA, partner("sends: []")),
                        "config/partners/utopia-border.yaml:4:8: 'sends' must be a list of at least one entry"),
                broken(
                        "a channel that is a word",
                        home -> home.write(UTOPIA, partner("sends: [soap]")),
                        "config/partners/utopia-border.yaml:4:9: expected keys and values here"),
                edit(
                        "an alias",
                        UTOPIA,
                        "title: Border",
                        "title: &t Border",
                        "config/partners/utopia-border.yaml:3:8: anchors, aliases, tags, second documents and more than 16 levels are not allowed; write plain keys and values"),
                edit(
                        "a tag",
                        UTOPIA,
                        "title: Border",
                        "title: !!str Border",
                        "config/partners/utopia-border.yaml:3:8: anchors, aliases, tags, second documents and more than 16 levels are not allowed; write plain keys and values"),
                edit(
                        "a second document",
                        UTOPIA,
                        "state: UTO",
                        "state: UTO\n---",
                        "config/partners/utopia-border.yaml:6:1: anchors, aliases, tags, second documents and more than 16 levels are not allowed; write plain keys and values"),
                edit(
                        "brackets without end",
                        UTOPIA,
                        "state: UTO",
                        "state: " + "[".repeat(30_000),
                        "config/partners/utopia-border.yaml:5:23: anchors, aliases, tags, second documents and more than 16 levels are not allowed; write plain keys and values"),
                edit(
                        "no YAML",
                        UTOPIA,
                        "state: UTO",
                        "state: \"UTO",
                        "config/partners/utopia-border.yaml:17:21: not YAML: expected <block end>, but found '{'"),
                edit(
                        "a tab",
                        UTOPIA,
                        "    user: utopia-border",
                        "\tuser: utopia-border",
                        "config/partners/utopia-border.yaml:16:1: not YAML: found character '\\t(TAB)' that cannot start any token. (Do not use \\t(TAB) for indentation)"),
                broken(
                        "an empty file",
                        home -> home.write(UTOPIA, "# nothing\n"),
                        "config/partners/utopia-border.yaml: the file is empty; expected keys and values"),
                broken(
                        "a file of another kind",
                        home -> home.write("config/partners/north.yml", "partner: x"),
                        "config/partners/north.yml: only files that end in .yaml belong here"),
                broken(
                        "a folder among files",
                        home -> home.write("config/partners/old/north.yaml", "partner: x"),
                        "config/partners/old: only files that end in .yaml belong here"),
                broken(
                        "a file that is no text",
                        home -> home.write(UTOPIA, "partner: \0"),
                        "config/partners/utopia-border.yaml: not YAML: it holds a character that is not text"),
                broken(
                        "a file in the place of a folder",
                        home -> home.move("config/partners", "x")
                                .write("config/partners", "x")
                                .move("config/agreements", "y")
                                .write("config/agreements/.keep", "x"),
                        "config/partners: the folder does not exist"),
                broken(
                        "a large file",
                        home -> home.write(UTOPIA, "#" + "x".repeat(70_000)),
                        "config/partners/utopia-border.yaml: larger than 65536 bytes; no file of ours needs more"),
                edit(
                        "keys of nobody",
                        XAA,
                        "sftp-keys: [\"{{file:xaa-registry.pub}}\"]",
                        "",
                        "config/partners/xaa-registry.yaml:1:10: inbox and outbox need 'sftp-keys': the public keys that may log in"),
                edit(
                        "a key cut short",
                        XAA,
                        "{{file:xaa-registry.pub}}",
                        "ssh-ed25519 AAAAC3NzaC1l",
                        "config/partners/xaa-registry.yaml:45:13: an entry of 'sftp-keys' is not one OpenSSH public key line: ssh-ed25519, ecdsa-sha2-nistp256, -384, -521, or ssh-rsa of at least 3072 bits"),
                edit(
                        "a short RSA key",
                        XAA,
                        "{{file:xaa-registry.pub}}",
                        rsa(2048),
                        "config/partners/xaa-registry.yaml:45:13: an entry of 'sftp-keys' is not one OpenSSH public key line: ssh-ed25519, ecdsa-sha2-nistp256, -384, -521, or ssh-rsa of at least 3072 bits"),
                edit(
                        "an attempt of none",
                        XBB,
                        "attempts: 12",
                        "attempts: 0",
                        "config/partners/xbb-immigration.yaml:34:24: 'attempts' is '0'; expected a whole number from 1 to 1000"),
                edit(
                        "a gap that shrinks",
                        XBB,
                        "multiplier: 2",
                        "multiplier: 0.5",
                        "config/partners/xbb-immigration.yaml:34:59: 'multiplier' is '0.5'; expected a number from 1.0 to 10.0"),
                edit(
                        "a jitter of percent",
                        XBB,
                        "jitter: 0.2",
                        "jitter: 20",
                        "config/partners/xbb-immigration.yaml:34:92: 'jitter' is '20'; expected a number from 0.0 to 1.0"),
                edit(
                        "a longest gap below the first",
                        XBB,
                        "longest-delay: PT10M",
                        "longest-delay: PT0.5S",
                        "config/partners/xbb-immigration.yaml:34:77: longest-delay PT0.5S is shorter than first-delay PT1S"));
    }

    static Stream<Broken> channels() {
        return Stream.of(
                edit(
                        "a legal basis without its text",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    legal-basis: {ground: 9-2-c}",
                        "config/partners/utopia-border.yaml:15:18: key 'text' is missing"),
                edit(
                        "a ground that the law lacks",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    legal-basis: {text: Health Act, ground: vital}",
                        "config/partners/utopia-border.yaml:15:45: 'ground' is 'vital'; expected a letter of GDPR art. 9(2) as in 9-2-c"),
                edit(
                        "unknown segments of a format without any",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    unknown-segments: leave",
                        "config/partners/utopia-border.yaml:15:23: 'unknown-segments' is of formats of HL7 v2 only, and utopia-border-v1 is none"),
                broken(
                        "what becomes of unknown segments, misspelt",
                        home -> home.write("xslt/utopia-border-v1/format.yaml", "syntax: hl7v2\n")
                                .edit(
                                        UTOPIA,
                                        "purpose: border-management",
                                        "purpose: border-management\n    unknown-segments: drop"),
                        "config/partners/utopia-border.yaml:15:23: 'unknown-segments' is 'drop'; expected one of leave, refuse"),
                edit(
                        "a step without a file",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    steps: {before-translation: ad-reason}",
                        "config/partners/utopia-border.yaml:15:33: step 'ad-reason' has no file routes/partners/ad-reason.camel.yaml; did you mean 'add-reason'?"),
                edit(
                        "a pair without a step that takes both",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    steps: {pair: {key: \"*:id\", within: PT1H}}",
                        "config/partners/utopia-border.yaml:15:19: 'pair' needs before-translation as well: a step that makes one native document of two"),
                edit(
                        "a pair without its time",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    steps: {pair: {key: \"*:id\"}, before-translation: add-reason}",
                        "config/partners/utopia-border.yaml:15:19: key 'within' is missing"),
                edit(
                        "a pair that waits for ever",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    steps: {pair: {key: \"*:id\", within: P900D}, before-translation: add-reason}",
                        "config/partners/utopia-border.yaml:15:41: 'within' is 'P900D'; expected a duration from PT1S to PT720H"),
                edit(
                        "a pair of records of files",
                        XAA,
                        "wrong-totals: refuse",
                        "wrong-totals: refuse\n    steps: {pair: {key: \"*:id\", within: PT1H}, before-translation: add-reason}",
                        "config/partners/xaa-registry.yaml:16:19: 'pair' is not for files: their records are read one by one, and go on so"),
                edit(
                        "a misspelt place of a step",
                        UTOPIA,
                        "purpose: border-management",
                        "purpose: border-management\n    steps: {before-translation: add-reason, after-translatoin: add-reason}",
                        "config/partners/utopia-border.yaml:15:45: unknown key 'after-translatoin'; known keys: pair, before-translation, after-translation; did you mean 'after-translation'?"),
                edit(
                        "a step on the way out",
                        XBB,
                        "  soap-version: 1.1",
                        "  soap-version: 1.1\n  steps: {before-translation: add-reason}",
                        "config/partners/xbb-immigration.yaml:21:3: unknown key 'steps'; known keys: protocol, format, url, soap-version, action, user, password, connect-timeout, answer-timeout, connections"),
                edit(
                        "an unknown protocol",
                        UTOPIA,
                        "protocol: soap",
                        "protocol: saop",
                        "config/partners/utopia-border.yaml:10:15: 'protocol' is 'saop'; expected one of inbox, mllp, sftp, soap, xml; did you mean 'soap'?"),
                edit(
                        "no protocol",
                        UTOPIA,
                        "- protocol: soap\n",
                        "-\n",
                        "config/partners/utopia-border.yaml:12:5: key 'protocol' is missing"),
                edit(
                        "a format without a folder",
                        UTOPIA,
                        "utopia-border-v1",
                        "utopia-boarder-v1",
                        "config/partners/utopia-border.yaml:12:13: format 'utopia-boarder-v1' has no folder xslt/utopia-boarder-v1; did you mean 'utopia-border-v1'?"),
                edit(
                        "a format without a version",
                        UTOPIA,
                        "utopia-border-v1",
                        "utopia-border",
                        "config/partners/utopia-border.yaml:12:13: 'format' is 'utopia-border'; expected a format and its version as in notice-v2"),
                edit(
                        "a purpose in words",
                        UTOPIA,
                        "border-management",
                        "Border management",
                        "config/partners/utopia-border.yaml:14:14: 'purpose' is 'Border management'; expected lower-case words joined by hyphens as in border-management"),
                edit(
                        "a key of another protocol",
                        UTOPIA,
                        "user: utopia-border",
                        "user: utopia-border\n    pattern: x",
                        "config/partners/utopia-border.yaml:17:5: unknown key 'pattern'; known keys: protocol, format, purpose, legal-basis, unknown-segments, steps, user, password-hash"),
                edit(
                        "another's user",
                        XBB,
                        "user: xbb-immigration",
                        "user: utopia-border",
                        "config/partners/xbb-immigration.yaml:11:11: user 'utopia-border' is taken by config/partners/utopia-border.yaml:16; each partner needs one of its own"),
                edit(
                        "a user with a colon",
                        UTOPIA,
                        "user: utopia-border",
                        "user: \"utopia:border\"",
                        "config/partners/utopia-border.yaml:16:11: 'user' is 'utopia:border'; expected letters, digits, '.', '_', '@' and '-'"),
                edit(
                        "two inboxes",
                        XAA,
                        "sends:",
                        "sends:\n  - {protocol: inbox, format: xaa-registry-v1, purpose: census, pattern: x}",
                        "config/partners/xaa-registry.yaml:9:15: 'inbox' stands here a second time; a partner sends once by each protocol"),
                edit(
                        "a pattern that never closes",
                        XAA,
                        "[A-Z0-9]{1,32}",
                        "[A-Z0-9{1,32}",
                        "config/partners/xaa-registry.yaml:12:14: 'pattern' is '[A-Z0-9{1,32}\\.TXT'; expected a regular expression of the whole file name"),
                edit(
                        "a prefix that is a path",
                        XAA,
                        "file-prefix: BORDER",
                        "file-prefix: ../BORDER",
                        "config/partners/xaa-registry.yaml:35:16: 'file-prefix' is '../BORDER'; expected up to 32 letters, digits, '_' and '-' as in BORDER"),
                edit(
                        "an ending with its dot",
                        XAA,
                        "file-extension: TXT",
                        "file-extension: .TXT",
                        "config/partners/xaa-registry.yaml:36:19: 'file-extension' is '.TXT'; expected up to 8 letters and digits as in TXT"),
                edit(
                        "no records",
                        XAA,
                        "most-records: 500",
                        "most-records: 0",
                        "config/partners/xaa-registry.yaml:38:17: 'most-records' is '0'; expected a whole number from 1 to 10000000"),
                edit(
                        "a time in words",
                        XAA,
                        "linger: PT1S",
                        "linger: 1 second",
                        "config/partners/xaa-registry.yaml:39:11: 'linger' is '1 second'; expected a duration from PT0S to PT24H"),
                edit(
                        "a URL without a host",
                        XBB,
                        "http://127.0.0.1:{{place.xbb-port:9085}}",
                        "http://",
                        "config/partners/xbb-immigration.yaml:19:8: 'url' is 'http:///immigration'; expected an address as in https://host.example:8443/service"),
                edit(
                        "a URL by file",
                        XBB,
                        "http://127.0.0.1:{{place.xbb-port:9085}}",
                        "file://host",
                        "config/partners/xbb-immigration.yaml:19:8: 'url' is 'file://host/immigration'; expected an address as in https://host.example:8443/service"),
                edit(
                        "a URL with a password",
                        XBB,
                        "http://127",
                        "http://a:b@127",
                        "config/partners/xbb-immigration.yaml:19:8: 'url' is 'http://a:b@127.0.0.1:9085/immigration'; expected an address as in https://host.example:8443/service"),
                edit(
                        "a place without a value",
                        XBB,
                        "{{place.xbb-port:9085}}",
                        "{{place.xbb-port}}",
                        "config/partners/xbb-immigration.yaml:19:8: '{{place.xbb-port}}' has no value; write {{place.xbb-port:default}}, or start with --set place.xbb-port=value"),
                edit(
                        "a place that is none",
                        XBB,
                        "{{place.xbb-port:9085}}",
                        "{{xbb.port:9085}}",
                        "config/partners/xbb-immigration.yaml:19:8: unknown placeholder '{{xbb.port:9085}}'; expected {{place.name:default}}"),
                edit(
                        "a placeholder without quotes",
                        XBB,
                        "\"http://127.0.0.1:{{place.xbb-port:9085}}/immigration\"",
                        "{{place.url:x}}",
                        "config/partners/xbb-immigration.yaml:19:8: 'url' must be one value, not a mapping; a value that begins with {{ needs quotes"),
                edit(
                        "a SOAP of the future",
                        XBB,
                        "soap-version: 1.1",
                        "soap-version: 1.3",
                        "config/partners/xbb-immigration.yaml:20:17: 'soap-version' is '1.3'; expected one of 1.1, 1.2; did you mean '1.1'?"),
                edit(
                        "an action of two lines",
                        XBB,
                        "urn:xbb:immigration:1:Notify",
                        "\"a\\r\\nX: y\"",
                        "config/partners/xbb-immigration.yaml:22:11: 'action' is 'a??X: y'; expected an action as in urn:north:registry:Notify"),
                edit(
                        "waiting for ever",
                        XBB,
                        "answer-timeout: PT30S",
                        "answer-timeout: PT0S",
                        "config/partners/xbb-immigration.yaml:27:19: 'answer-timeout' is 'PT0S'; expected a duration from PT0.1S to PT10M"),
                edit(
                        "a password without a user",
                        XBB,
                        "  user: xbb\n",
                        "",
                        "config/partners/xbb-immigration.yaml:16:3: key 'user' is missing"),
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
                        "config/partners/xaa-registry.yaml:32:3: key 'host-key' is missing"),
                broken(
                        "one folder for two partners",
                        home -> home.write("config/partners/east.yaml", folder("east", "drop"))
                                .write("config/partners/west.yaml", folder("west", "./x/../drop")),
                        "config/partners/west.yaml:1:99: folder 'drop' is taken by config/partners/east.yaml:1; each partner needs one of its own"));
    }

    static Stream<Broken> files() {
        return Stream.of(
                edit(
                        "wrong totals that are corrected",
                        XAA,
                        "wrong-totals: refuse",
                        "wrong-totals: correct",
                        "config/partners/xaa-registry.yaml:15:19: 'wrong-totals' is 'correct'; expected one of hold, refuse, warn"),
                edit(
                        "refused records in per cent",
                        XAA,
                        "most-refused: 1000",
                        "most-refused: 1%",
                        "config/partners/xaa-registry.yaml:17:19: 'most-refused' is '1%'; expected a whole number from 0 to 1000000000"),
                edit(
                        "a same file that is ignored",
                        XAA,
                        "same-file: refuse",
                        "same-file: ignore",
                        "config/partners/xaa-registry.yaml:19:16: 'same-file' is 'ignore'; expected one of refuse, repeat"),
                edit(
                        "a chunk of everything",
                        XAA,
                        "chunk: 500",
                        "chunk: 5001",
                        "config/partners/xaa-registry.yaml:21:12: 'chunk' is '5001'; expected a whole number from 1 to 5000"),
                edit(
                        "a report as a table",
                        XAA,
                        "report: csv",
                        "report: xlsx",
                        "config/partners/xaa-registry.yaml:23:13: 'report' is 'xlsx'; expected one of csv, native, none"),
                edit(
                        "a report in a format that has none",
                        XAA,
                        "report: csv",
                        "report: native",
                        "config/partners/xaa-registry.yaml:23:13: 'report' is 'native', and xaa-registry-v1 has no report.xml to say it in; expected csv or none, or a format that has one"),
                edit(
                        "a misspelt rule",
                        XAA,
                        "wrong-totals: refuse",
                        "wrong-total: refuse",
                        "config/partners/xaa-registry.yaml:15:5: unknown key 'wrong-total'; known keys: protocol, format, purpose, legal-basis, unknown-segments, steps, pattern, wrong-totals, most-refused, same-file, chunk, report; did you mean 'wrong-totals'?"),
                edit(
                        "a time of day in words",
                        XAA,
                        "linger: PT1S",
                        "at: [noon]",
                        "config/partners/xaa-registry.yaml:39:8: an entry of 'at' is 'noon'; expected a time of day in UTC as in 06:00"),
                edit(
                        "a time of day that is none",
                        XAA,
                        "linger: PT1S",
                        "at: [\"24:00\"]",
                        "config/partners/xaa-registry.yaml:39:8: an entry of 'at' is '24:00'; expected a time of day in UTC as in 06:00"),
                edit(
                        "a time of day twice",
                        XAA,
                        "linger: PT1S",
                        "at: [\"06:00\", \"18:00\", \"06:00\"]",
                        "config/partners/xaa-registry.yaml:39:26: '06:00' stands in 'at' a second time"),
                edit(
                        "no time of day",
                        XAA,
                        "linger: PT1S",
                        "at: 06:00",
                        "config/partners/xaa-registry.yaml:39:7: 'at' must be a list of at least one entry"),
                edit(
                        "waiting for more than a day",
                        XAA,
                        "linger: PT1S",
                        "linger: PT25H",
                        "config/partners/xaa-registry.yaml:39:11: 'linger' is 'PT25H'; expected a duration from PT0S to PT24H"),
                edit(
                        "more records than any file has",
                        XAA,
                        "most-records: 500",
                        "most-records: 10000001",
                        "config/partners/xaa-registry.yaml:38:17: 'most-records' is '10000001'; expected a whole number from 1 to 10000000"),
                edit(
                        "a negative sequence number",
                        XAA,
                        "sequence-start: 1",
                        "sequence-start: -1",
                        "config/partners/xaa-registry.yaml:41:19: 'sequence-start' is '-1'; expected a whole number from 0 to 999999999999"));
    }

    static Stream<Broken> fetching() {
        return Stream.of(
                fetching(
                        "a look at every moment",
                        "every: PT0.1S, after: delete",
                        "config/partners/east.yaml:5:10: 'every' is 'PT0.1S'; expected a duration from PT1S to PT24H"),
                fetching(
                        "a file that is ready by luck",
                        "ready: luck, after: delete",
                        "config/partners/east.yaml:5:10: 'ready' is 'luck'; expected one of done-file, stable"),
                fetching(
                        "a done suffix that is a path",
                        "ready: done-file, done-suffix: /../x, after: delete",
                        "config/partners/east.yaml:5:34: 'done-suffix' is '/../x'; expected '.', '_' or '-' and up to 15 letters and digits as in .done"),
                fetching(
                        "a file that settles at once",
                        "settle: PT0S, after: delete",
                        "config/partners/east.yaml:5:11: 'settle' is 'PT0S'; expected a duration from PT1S to PT1H"),
                fetching(
                        "a key of the other sign of readiness",
                        "ready: done-file, settle: PT10S, after: delete",
                        "config/partners/east.yaml:5:21: unknown key 'settle'; known keys: protocol, format, purpose, legal-basis, unknown-segments, steps, pattern, host, port, user, private-key, host-key, folder, every, ready, done-suffix, after, wrong-totals, most-refused, same-file, chunk, report"),
                fetching(
                        "nothing said of the partner's file",
                        "every: PT30S",
                        "config/partners/east.yaml:4:9: key 'after' is missing"),
                fetching(
                        "a fetched file that stays",
                        "after: leave",
                        "config/partners/east.yaml:5:10: 'after' is 'leave'; expected one of delete, move"),
                fetching("a move to nowhere", "after: move", "config/partners/east.yaml:4:9: key 'move-to' is missing"),
                fetching(
                        "a move to where it was",
                        "after: move, move-to: /out",
                        "config/partners/east.yaml:5:25: 'move-to' is the folder that files are fetched from; expected another"),
                fetching(
                        "a place to move to and no move",
                        "after: delete, move-to: /done",
                        "config/partners/east.yaml:5:18: unknown key 'move-to'; known keys: protocol, format, purpose, legal-basis, unknown-segments, steps, pattern, host, port, user, private-key, host-key, folder, every, ready, settle, after, wrong-totals, most-refused, same-file, chunk, report"),
                broken(
                        "a server that anybody may be",
                        home -> east(home, "after: delete")
                                .edit("config/partners/east.yaml", "host-key: \"" + Home.PUBLIC_KEY + "\", ", ""),
                        "config/partners/east.yaml:4:9: key 'host-key' is missing"),
                broken(
                        "a report that nobody can fetch",
                        home -> east(home, "after: delete")
                                .edit("config/partners/east.yaml", "report: none", "report: csv"),
                        "config/partners/east.yaml:1:10: reports on fetched files wait in the partner's outbox here, which needs 'sftp-keys'; or say 'report: none'"),
                broken(
                        "files by two ways",
                        home -> east(home, "after: delete")
                                .edit(
                                        "config/partners/east.yaml",
                                        "sends: [",
                                        "sends: [{protocol: inbox, format: xaa-registry-v1, purpose: census, pattern: x}, "),
                        "config/partners/east.yaml:4:93: a partner sends files by inbox or by sftp, not by both: all have one format and one rule"));
    }

    static Stream<Broken> secrets() {
        return Stream.of(
                edit(
                        "a secret in the open",
                        UTOPIA,
                        "{{file:utopia-border.hash}}",
                        "hunter2",
                        "config/partners/utopia-border.yaml:17:20: 'password-hash' must name a secret, not hold it; write {{env:NAME}} or {{file:name}}"),
                edit(
                        "a secret out of its folder",
                        UTOPIA,
                        "{{file:utopia-border.hash}}",
                        "{{file:../x}}",
                        "config/partners/utopia-border.yaml:17:20: 'password-hash' must name a secret, not hold it; write {{env:NAME}} or {{file:name}}"),
                edit(
                        "a secret that nobody set",
                        UTOPIA,
                        "{{file:utopia-border.hash}}",
                        "{{env:UTOPIA_HASH}}",
                        "config/partners/utopia-border.yaml:17:20: 'password-hash' names the environment variable UTOPIA_HASH, which is not set"),
                edit(
                        "a secret among plain values",
                        UTOPIA,
                        "title: Border police",
                        "title: \"{{env:TITLE}}\" #",
                        "config/partners/utopia-border.yaml:3:8: '{{env:TITLE}}' is a secret, and this is no place for one"),
                broken(
                        "a secret that is not there",
                        home -> home.delete(HASH),
                        "config/partners/utopia-border.yaml:17:20: 'password-hash' names data/secrets/utopia-border.hash, which does not exist; expected an Argon2id hash as in $argon2id$v=19$m=19456,t=2,p=1$…, in a file of mode 0600; ./passerelle secret makes one"),
                broken(
                        "a secret for all to read",
                        home -> home.mode(HASH, "rw-r--r--"),
                        "config/partners/utopia-border.yaml:17:20: data/secrets/utopia-border.hash has mode 0644; right is 0600, so that only the gateway reads it"),
                broken(
                        "a key for all to change",
                        home -> home.mode("data/secrets/xaa-registry.pub", "rw-rw-rw-"),
                        "config/partners/xaa-registry.yaml:45:13: data/secrets/xaa-registry.pub has mode 0666; right is 0600, so that only the gateway changes it"),
                broken(
                        "a password where its hash belongs",
                        home -> home.secret("utopia-border.hash", "hunter2"),
                        "config/partners/utopia-border.yaml:17:20: data/secrets/utopia-border.hash does not hold an Argon2id hash as in $argon2id$v=19$m=19456,t=2,p=1$…"),
                broken(
                        "an empty password",
                        home -> home.secret("xbb-gateway.password", "\n"),
                        "config/partners/xbb-immigration.yaml:25:13: data/secrets/xbb-gateway.password does not hold a password of one line"),
                broken(
                        "a private key as a public one",
                        home -> home.secret("xaa-registry.pub", "-----BEGIN"),
                        "config/partners/xaa-registry.yaml:45:13: data/secrets/xaa-registry.pub does not hold one OpenSSH public key line: ssh-ed25519, ecdsa-sha2-nistp256, -384, -521, or ssh-rsa of at least 3072 bits"));
    }

    static Stream<Broken> agreements() {
        return Stream.of(
                edit(
                        "a misspelt safeguard",
                        AGREEMENT,
                        "other-fields: strip",
                        "other_fields: strip",
                        "config/agreements/utopia-border-xbb-immigration.yaml:25:1: unknown key 'other_fields'; known keys: agreement, version, title, parties, in-force, legal-basis, purposes, messages, other-fields; did you mean 'other-fields'?"),
                edit(
                        "what happens to the rest, in other words",
                        AGREEMENT,
                        "other-fields: strip",
                        "other-fields: drop",
                        "config/agreements/utopia-border-xbb-immigration.yaml:25:15: 'other-fields' is 'drop'; expected one of refuse, strip"),
                edit(
                        "nothing about the rest",
                        AGREEMENT,
                        "other-fields: strip",
                        "",
                        "config/agreements/utopia-border-xbb-immigration.yaml:1:1: key 'other-fields' is missing"),
                edit(
                        "another's id",
                        AGREEMENT,
                        "agreement: utopia-border-xbb-immigration",
                        "agreement: a",
                        "config/agreements/utopia-border-xbb-immigration.yaml:1:12: 'agreement' is 'a' in a file of another name; expected 'utopia-border-xbb-immigration', or the file name a.yaml"),
                edit(
                        "an id with a path",
                        AGREEMENT,
                        "agreement: utopia",
                        "agreement: ../utopia",
                        "config/agreements/utopia-border-xbb-immigration.yaml:1:12: 'agreement' is '../utopia-border-xbb-immigration'; expected letters and digits joined by '-' or '.' as in A-XAA-XBB-2026-014"),
                edit(
                        "a version of none",
                        AGREEMENT,
                        "version: 1",
                        "version: 0",
                        "config/agreements/utopia-border-xbb-immigration.yaml:2:10: 'version' is '0'; expected a whole number from 1 on"),
                edit(
                        "an unknown partner",
                        AGREEMENT,
                        "id: xbb-immigration",
                        "id: xbb-imigration",
                        "config/agreements/utopia-border-xbb-immigration.yaml:6:18: unknown partner 'xbb-imigration'; did you mean 'xbb-immigration'?"),
                edit(
                        "a state of another",
                        AGREEMENT,
                        "state: XBB",
                        "state: XAA",
                        "config/agreements/utopia-border-xbb-immigration.yaml:6:42: 'state' is 'XAA'; partner 'xbb-immigration' is of 'XBB'"),
                edit(
                        "a state by a code that messages do not have",
                        AGREEMENT,
                        "state: XBB",
                        "state: XXK",
                        "config/agreements/utopia-border-xbb-immigration.yaml:6:42: 'state' is 'XXK'; expected the code that messages have for Kosovo, which is ICAO's; did you mean 'RKS'?"),
                edit(
                        "one partner on both sides",
                        AGREEMENT,
                        "id: utopia-border, state: UTO",
                        "id: xbb-immigration, state: XBB",
                        "config/agreements/utopia-border-xbb-immigration.yaml:6:13: sender and receiver are the same partner"),
                edit(
                        "a side without a state",
                        AGREEMENT,
                        ", state: XBB",
                        "",
                        "config/agreements/utopia-border-xbb-immigration.yaml:6:13: key 'state' is missing"),
                edit(
                        "an end before the beginning",
                        AGREEMENT,
                        "2036-12-31",
                        "2025-12-31",
                        "config/agreements/utopia-border-xbb-immigration.yaml:7:49: in force until 2025-12-31T23:59:59Z, which is before it begins at 2026-01-01T00:00:00Z"),
                edit(
                        "for ever",
                        AGREEMENT,
                        "\"2036-12-31T23:59:59Z\"",
                        "forever",
                        "config/agreements/utopia-border-xbb-immigration.yaml:7:49: 'until' is 'forever'; expected a moment in UTC as in 2026-12-01T00:00:00Z"),
                edit(
                        "a day without a time",
                        AGREEMENT,
                        "2026-01-01T00:00:00Z",
                        "2026-01-01",
                        "config/agreements/utopia-border-xbb-immigration.yaml:7:18: 'from' is '2026-01-01'; expected a moment in UTC as in 2026-12-01T00:00:00Z"),
                edit(
                        "any purpose",
                        AGREEMENT,
                        "[border-management]",
                        "[\"*\"]",
                        "config/agreements/utopia-border-xbb-immigration.yaml:9:12: an entry of 'purposes' is '*'; expected lower-case words joined by hyphens as in border-management"),
                edit(
                        "no purpose",
                        AGREEMENT,
                        "[border-management]",
                        "[]",
                        "config/agreements/utopia-border-xbb-immigration.yaml:9:11: 'purposes' must be a list of at least one entry"),
                edit(
                        "no legal basis",
                        AGREEMENT,
                        "[\"Utopia-Xbb Mobility Agreement 2024, Annex II\"]",
                        "\"\"",
                        "config/agreements/utopia-border-xbb-immigration.yaml:8:14: 'legal-basis' must be a list of at least one entry"),
                edit(
                        "any field",
                        AGREEMENT,
                        "- person/name",
                        "- \"*\"",
                        "config/agreements/utopia-border-xbb-immigration.yaml:16:9: an entry of 'fields' is '*'; expected a path of lower-case words as in person/name"),
                edit(
                        "fields in capitals",
                        AGREEMENT,
                        "- person/name",
                        "- person/Name",
                        "config/agreements/utopia-border-xbb-immigration.yaml:16:9: an entry of 'fields' is 'person/Name'; expected a path of lower-case words as in person/name"),
                edit(
                        "a field twice",
                        AGREEMENT,
                        "- person/birth",
                        "- person/name",
                        "config/agreements/utopia-border-xbb-immigration.yaml:17:9: 'person/name' stands in 'fields' a second time"),
                edit(
                        "a type in lower case",
                        AGREEMENT,
                        "type: BorderCrossingRecord",
                        "type: border-crossing-record",
                        "config/agreements/utopia-border-xbb-immigration.yaml:11:11: 'type' is 'border-crossing-record'; expected words in CamelCase as in BorderCrossingRecord"),
                edit(
                        "a side that is none",
                        AGREEMENT,
                        "from: sender",
                        "from: both",
                        "config/agreements/utopia-border-xbb-immigration.yaml:12:11: 'from' is 'both'; expected one of receiver, sender"),
                edit(
                        "a message to one who takes none",
                        AGREEMENT,
                        "from: sender",
                        "from: receiver",
                        "config/agreements/utopia-border-xbb-immigration.yaml:12:11: partner 'utopia-border' receives nothing: config/partners/utopia-border.yaml has no 'receives'"),
                edit(
                        "a type twice",
                        AGREEMENT,
                        "other-fields",
                        "  - {type: BorderCrossingRecord, from: sender, fields: [person/name]}\nother-fields",
                        "config/agreements/utopia-border-xbb-immigration.yaml:25:12: 'BorderCrossingRecord' from the sender stands here a second time"),
                edit(
                        "a health record for an immigration office",
                        AGREEMENT,
                        "type: BorderCrossingRecord",
                        "type: HealthRecordTransfer",
                        "config/agreements/utopia-border-xbb-immigration.yaml:11:11: a health record goes to a health authority only; partner 'xbb-immigration' has 'role: authority' in config/partners/xbb-immigration.yaml"),
                edit(
                        "an entry without a value",
                        AGREEMENT,
                        "- person/name",
                        "-",
                        "config/agreements/utopia-border-xbb-immigration.yaml:16:8: an entry of 'fields' has no value"),
                broken(
                        "no folder",
                        home -> home.move("config/agreements", "config/agreement"),
                        "config/agreements: the folder does not exist"));
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

        assertThat(read.problems())
                .extracting(Problem::toString)
                .containsExactly(
                        "--set: 'sftp.port' is 'x'; expected a whole number from 0 to 65535",
                        "--set: unknown key 'http.prot'; known keys: data, http.host, http.port, http.threads, sftp.host, sftp.port, mllp.host, mllp.port, broker.url, broker.user, broker.password, broker.journal-buffer, limits.message-bytes, limits.free-bytes, stylesheet.time, files.keep, changes, log.origin; did you mean 'http.port'?",
                        "--set: no file uses '{{place.xbb-prot}}'; used places: place.xbb-port; did you mean 'place.xbb-port'?",
                        "environment: 'PASSERELLE_HTTP_THREADS' is 'few'; expected a whole number from 8 to 512",
                        "environment: unknown variable 'PASSERELLE_HTTP_PROT'; did you mean 'PASSERELLE_HTTP_PORT'?");
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
                .containsExactly(
                        "config/agreements: the folder does not exist",
                        "config/gateway.properties: the file does not exist; an empty one means all defaults",
                        "config/partners: the folder does not exist");
    }

    @Test
    void neverThrowsForWhateverIsTyped() throws IOException {
        var home = Home.shipped(folder);
        var random = new Random(20261123);
        var typed = "{}[]:-#&*!|>'\"%@`,?\t\n \0\uFFFE\u00E9x0~=.".toCharArray();

        for (int i = 0; i < 200; i++) {
            var file = List.of(SETTINGS, UTOPIA, XAA, XBB, AGREEMENT).get(random.nextInt(5));
            var good = Files.readString(folder.resolve(file));
            var text = new StringBuilder(good);
            for (int slips = 1 + random.nextInt(3); slips > 0; slips--) {
                int at = random.nextInt(text.length() - 40);
                if (random.nextBoolean()) {
                    text.setCharAt(at, typed[random.nextInt(typed.length)]);
                } else {
                    text.delete(at, at + random.nextInt(40));
                }
            }
            home.write(file, text.toString());

            assertThatCode(home::read).as("%s with %s", file, text).doesNotThrowAnyException();
            home.write(file, good);
        }
    }

    private static Broken edit(String name, String file, String old, String edited, String... told) {
        return new Broken(name, home -> home.edit(file, old, edited), told);
    }

    private static Broken broken(String name, Consumer<Home> edit, String... told) {
        return new Broken(name, edit, told);
    }

    private static Broken fetching(String name, String keys, String... told) {
        return broken(name, home -> east(home, keys), told);
    }

    /** A partner from whose server the gateway fetches. @param keys stand at the start of line 5 */
    private static Home east(Home home, String keys) {
        return home.secret("east.key", "-----BEGIN OPENSSH PRIVATE KEY-----\nb3Bl\n-----END OPENSSH PRIVATE KEY-----\n")
                .write(
                        "config/partners/east.yaml",
                        """
                        partner: east
                        title: Harbour office of Xaa
                        state: XAA
                        sends: [{protocol: sftp, format: xaa-registry-v1, purpose: census, pattern: x, host: files.example, user: us, private-key: "{{file:east.key}}", host-key: "%s", folder: /out, report: none,
                          %s}]
                        """
                                .formatted(Home.PUBLIC_KEY, keys));
    }

    private static String partner(String rest) {
        return "partner: utopia-border\ntitle: Border police of Utopia\nstate: UTO\n" + rest + "\n";
    }

    private static String folder(String id, String path) {
        return "{partner: %s, title: T, state: XAA, receives: {protocol: folder, format: xaa-registry-v1, path: %s, file-prefix: A, file-extension: TXT}}"
                .formatted(id, path);
    }

    /** An OpenSSH RSA line whose modulus has so many bits. */
    private static String rsa(int bits) {
        var modulus = new byte[bits / 8 + 1];
        Arrays.fill(modulus, 1, modulus.length, (byte) 0xff);
        var blob = ByteBuffer.allocate(4 + 7 + 4 + 3 + 4 + modulus.length);
        blob.putInt(7).put("ssh-rsa".getBytes(StandardCharsets.US_ASCII));
        blob.putInt(3).put(new byte[] {1, 0, 1}).putInt(modulus.length).put(modulus);
        return "ssh-rsa " + Base64.getEncoder().encodeToString(blob.array());
    }
}
