package passerelle.config;

import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import passerelle.config.MissingSecret.Kind;
import passerelle.model.FileRules;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Secret;
import passerelle.model.Steps;
import passerelle.model.Terms;

/** Reads how a partner sends and receives: the protocol picks the keys, and another protocol's key is unknown. */
final class ChannelReader {
    static final Duration SHORTEST = Duration.ofMillis(100);
    static final Duration LONGEST = Duration.ofMinutes(10);
    private static final FormatId STAND_IN = new FormatId("none-v0");

    private final Path data;
    private final MllpKeys mllp;
    private final Set<String> formats;
    private final Set<String> reporting;
    private final Set<String> segmented;
    private final Set<String> steps;
    private final Secrets secrets;
    private final Claims claims;

    /**
     * @param formats names of the folders in {@code xslt}
     * @param reporting those of them that answer files in a way of their own
     * @param segmented those of them that are of HL7 v2
     * @param steps names of the routes in {@code routes/partners}
     */
    ChannelReader(
            Settings settings,
            Set<String> formats,
            Set<String> reporting,
            Set<String> segmented,
            Set<String> steps,
            Secrets secrets,
            Claims claims) {
        this.data = settings.data();
        this.mllp = new MllpKeys(settings, secrets, claims);
        this.formats = formats;
        this.reporting = reporting;
        this.segmented = segmented;
        this.steps = steps;
        this.secrets = secrets;
        this.claims = claims;
    }

    List<Inbound> sends(YamlMap partner) {
        var channels = new ArrayList<Inbound>();
        if (partner.has("sends")) {
            var seen = new HashSet<String>();
            for (var map : partner.maps("sends")) {
                map.choice("protocol", Set.of("soap", "xml", "mllp", "inbox", "sftp"))
                        .ifPresent(protocol -> {
                            if (!seen.add(protocol)) {
                                map.problem(
                                        "protocol",
                                        "'" + protocol
                                                + "' stands here a second time; a partner sends once by each protocol");
                            } else if (seen.containsAll(Set.of("inbox", "sftp"))) {
                                map.problem(
                                        "protocol",
                                        "a partner sends files by inbox or by sftp, not by both: all have one format and one rule");
                            }
                            channels.add(inbound(protocol, map));
                            map.done();
                        });
            }
        }
        return channels;
    }

    private Inbound inbound(String protocol, YamlMap map) {
        var format = format(map);
        var terms = terms(format, map, Set.of("inbox", "sftp").contains(protocol));
        switch (protocol) {
            case "inbox" -> {
                return new Inbound.Inbox(format, terms, FileKeys.pattern(map), rules(format, map));
            }
            case "sftp" -> {
                return fetched(format, terms, map);
            }
            case "mllp" -> {
                return mllp.listener(format, terms, map);
            }
            default -> {
                var login = login(map);
                return protocol.equals("soap")
                        ? new Inbound.Soap(format, terms, login)
                        : new Inbound.Xml(format, terms, login);
            }
        }
    }

    private Terms terms(FormatId format, YamlMap map, boolean isOfFiles) {
        var purpose = Forms.PURPOSE.needed(map, "purpose");
        var basis = map.map("legal-basis").map(ChannelReader::legalBasis);
        var unknown = map.word("unknown-segments", Set.of("refuse", "leave"), "refuse");
        if (map.has("unknown-segments") && formats.contains(format.value()) && !segmented.contains(format.value())) {
            map.problem(
                    "unknown-segments", "'unknown-segments' is of formats of HL7 v2 only, and " + format + " is none");
        }
        return new Terms(
                purpose,
                basis,
                unknown.equals("leave") ? Terms.UnknownSegments.LEAVE : Terms.UnknownSegments.REFUSE,
                steps(map, isOfFiles));
    }

    private static Terms.LegalBasis legalBasis(YamlMap map) {
        var text = Forms.LINE.needed(map, "text");
        var ground = map.has("ground") ? Optional.of(Forms.GROUND.needed(map, "ground")) : Optional.<String>empty();
        map.done();
        return new Terms.LegalBasis(text, ground);
    }

    private Inbound fetched(FormatId format, Terms terms, YamlMap map) {
        var pattern = FileKeys.pattern(map);
        var server = server(map);
        var every = map.duration("every", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(1));
        var ready = FileKeys.ready(map);
        var moveTo = FileKeys.moveTo(map, server.folder());
        return new Inbound.Sftp(
                format,
                terms,
                pattern,
                server.host(),
                server.port(),
                server.user(),
                server.privateKey(),
                server.hostKey(),
                server.folder(),
                every,
                ready,
                moveTo,
                rules(format, map));
    }

    private Steps steps(YamlMap way, boolean isOfFiles) {
        return way.map("steps")
                .map(map -> {
                    var pair = map.map("pair").map(ChannelReader::pair);
                    var found = new Steps(pair, step(map, "before-translation"), step(map, "after-translation"));
                    map.done();
                    if (map.size() == 0) {
                        way.problem(
                                "steps", "'steps' names none; expected one of after-translation, before-translation");
                    } else if (pair.isPresent() && found.before().isEmpty()) {
                        map.problem(
                                "pair",
                                "'pair' needs before-translation as well: a step that makes one native document of two");
                    } else if (pair.isPresent() && isOfFiles) {
                        map.problem("pair", "'pair' is not for files: their records are read one by one, and go on so");
                    }
                    return found;
                })
                .orElse(Steps.NONE);
    }

    private static Steps.Pair pair(YamlMap map) {
        var key = Forms.LINE.needed(map, "key");
        if (!map.has("within")) {
            map.problem("", "key 'within' is missing");
        }
        var within = map.duration("within", Duration.ofSeconds(1), Duration.ofDays(30), Duration.ofHours(1));
        map.done();
        return new Steps.Pair(key, within);
    }

    private Optional<String> step(YamlMap map, String key) {
        if (!map.has(key)) {
            return Optional.empty();
        }
        var named = map.located(key);
        if (!named.value().isEmpty() && !steps.contains(named.value())) {
            map.problem(
                    named,
                    "step '" + named.shown() + "' has no file routes/partners/" + named.shown() + StepFiles.ENDING,
                    Nearest.to(named.value(), steps));
        }
        return Optional.of(named.value());
    }

    private FileRules rules(FormatId format, YamlMap map) {
        var rules = FileKeys.rules(map);
        if (rules.report() == FileRules.Report.NATIVE
                && formats.contains(format.value())
                && !reporting.contains(format.value())) {
            map.problem(
                    "report",
                    "'report' is 'native', and " + format
                            + " has no report.xml to say it in; expected csv or none, or a format that has one");
        }
        return rules;
    }

    private Inbound.Login login(YamlMap map) {
        var user = Forms.USER.needed(map, "user");
        if (!user.isEmpty()) {
            claims.claim(map, map.located("user"), "user '" + user + "'");
        }
        return new Inbound.Login(user, secrets.read(map, "password-hash", Kind.PASSWORD_HASH));
    }

    Optional<Outbound> receives(YamlMap partner) {
        return partner.map("receives")
                .flatMap(map -> map.choice("protocol", Set.of("soap", "mllp", "sftp", "outbox", "folder"))
                        .map(protocol -> {
                            var channel = outbound(protocol, map);
                            map.done();
                            return channel;
                        }));
    }

    private Outbound outbound(String protocol, YamlMap map) {
        var format = format(map);
        return switch (protocol) {
            case "soap" -> soap(format, map);
            case "mllp" -> mllp.call(format, map);
            case "sftp" -> sftp(format, map);
            case "folder" -> folder(format, map);
            default -> new Outbound.Outbox(format, FileKeys.batch(map));
        };
    }

    private Outbound soap(FormatId format, YamlMap map) {
        var url = map.needed(
                "url", URI.create("http://none"), "an address as in https://host.example:8443/service", text -> {
                    var uri = URI.create(text);
                    if (uri.getHost() == null
                            || !Set.of("http", "https").contains(uri.getScheme())
                            || uri.getUserInfo() != null
                            || uri.getFragment() != null
                            || uri.getPort() > 65_535) {
                        throw new IllegalArgumentException(text);
                    }
                    return uri;
                });
        var version = map.word("soap-version", Set.of("1.1", "1.2"), "1.1");
        var action = map.as("action", "", "an action as in urn:north:registry:Notify", text -> {
            if (text.chars().anyMatch(c -> c < 0x21 || c > 0x7e || c == '"')) {
                throw new IllegalArgumentException(text);
            }
            return text;
        });
        var account = account(map);
        var connect = map.duration("connect-timeout", SHORTEST, LONGEST, Duration.ofSeconds(5));
        var answer = map.duration("answer-timeout", SHORTEST, LONGEST, Duration.ofSeconds(30));
        var connections = map.number("connections", 1, 64, 4);
        return new Outbound.Soap(format, url, version, action, account, connect, answer, connections);
    }

    private Optional<Outbound.Account> account(YamlMap map) {
        var user = map.has("user");
        var password = map.has("password");
        if (!user && !password) {
            return Optional.empty();
        }
        return Optional.of(
                new Outbound.Account(Forms.USER.needed(map, "user"), secrets.read(map, "password", Kind.PASSWORD)));
    }

    /** A partner's SFTP server, and a folder on it. */
    private record Server(String host, int port, String user, Secret privateKey, String hostKey, String folder) {}

    private Server server(YamlMap map) {
        var host = Forms.HOST.needed(map, "host");
        var port = map.number("port", 1, 65_535, 22);
        var user = Forms.USER.needed(map, "user");
        var key = secrets.read(map, "private-key", Kind.PRIVATE_KEY);
        var hostKey = publicKey(map, map.written("host-key"), "'host-key'");
        return new Server(host, port, user, key, hostKey, Forms.LINE.needed(map, "folder"));
    }

    private Outbound sftp(FormatId format, YamlMap map) {
        var server = server(map);
        return new Outbound.Sftp(
                format,
                server.host(),
                server.port(),
                server.user(),
                server.privateKey(),
                server.hostKey(),
                server.folder(),
                FileKeys.batch(map));
    }

    private Outbound folder(FormatId format, YamlMap map) {
        var path =
                map.needed("path", data, "a folder", text -> data.resolve(text).normalize());
        if (map.has("path")) {
            claims.claim(
                    map,
                    map.located("path"),
                    "folder '" + (path.startsWith(data) ? data.relativize(path) : path) + "'");
        }
        return new Outbound.Folder(format, path, FileKeys.batch(map));
    }

    /** OpenSSH public key lines, each as it is or as the name of a file that holds it. */
    List<String> publicKeys(YamlMap partner, String key) {
        return partner.has(key)
                ? partner.writtenList(key).stream()
                        .map(text -> publicKey(partner, text, "an entry of '" + key + "'"))
                        .toList()
                : List.of();
    }

    private String publicKey(YamlMap map, YamlMap.Text written, String what) {
        if (written.value().startsWith("{{")) {
            Secret found = secrets.read(
                    Kind.PUBLIC_KEY,
                    what,
                    written.value(),
                    map.file(),
                    written.line(),
                    fault -> map.problem(written, fault, Optional.empty()));
            return found.value();
        }
        if (!written.value().isEmpty() && !SshKeyLine.isGood(written.value())) {
            map.problem(written, what + " is not " + SshKeyLine.EXPECTED, Optional.empty());
        }
        return written.value();
    }

    private FormatId format(YamlMap map) {
        var format = map.needed(
                "format",
                Optional.<FormatId>empty(),
                "a format and its version as in notice-v2",
                text -> Optional.of(new FormatId(text)));
        format.filter(known -> !formats.contains(known.value()))
                .ifPresent(unknown -> map.problem(
                        map.located("format"),
                        "format '" + unknown + "' has no folder xslt/" + unknown,
                        Nearest.to(unknown.value(), formats)));
        return format.orElse(STAND_IN);
    }
}
