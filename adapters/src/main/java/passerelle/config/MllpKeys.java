package passerelle.config;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import passerelle.config.MissingSecret.Kind;
import passerelle.model.AddressRange;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.MutualTls;
import passerelle.model.Outbound;
import passerelle.model.Secret;
import passerelle.model.Terms;

/** Reads the keys of MLLP in both directions. */
final class MllpKeys {
    private static final int MOST_PORT = 65_535;
    private static final int MOST_CONNECTIONS = 64;
    private static final AddressRange NOWHERE = AddressRange.parse("0.0.0.0");

    private final Settings settings;
    private final Secrets secrets;
    private final Claims claims;

    MllpKeys(Settings settings, Secrets secrets, Claims claims) {
        this.settings = settings;
        this.secrets = secrets;
        this.claims = claims;
    }

    Inbound listener(FormatId format, Terms terms, YamlMap map) {
        int port = port(map);
        var from = map.has("from") ? from(map) : List.<AddressRange>of();
        var tls = map.map("tls").map(keys -> tls(keys, Side.LISTENER));
        if (!map.has("from") && tls.isEmpty()) {
            map.problem(
                    "protocol",
                    "mllp needs 'from', the addresses that may connect, or 'tls', the certificates that may; expected one"
                            + " of them or both");
        }
        return new Inbound.Mllp(
                format,
                terms,
                port,
                from,
                tls,
                name(map, "application"),
                name(map, "facility"),
                map.duration("idle", Duration.ofSeconds(1), Duration.ofDays(1), Duration.ofMinutes(5)),
                map.number("connections", 1, MOST_CONNECTIONS, 16));
    }

    Outbound call(FormatId format, YamlMap map) {
        return new Outbound.Mllp(
                format,
                Forms.HOST.needed(map, "host"),
                map.needed("port", 1, "a whole number from 1 to " + MOST_PORT, text -> {
                    int port = Integer.parseInt(text);
                    if (port < 1 || port > MOST_PORT) {
                        throw new IllegalArgumentException(text);
                    }
                    return port;
                }),
                map.map("tls").map(keys -> tls(keys, Side.CALLER)),
                map.duration("connect-timeout", ChannelReader.SHORTEST, ChannelReader.LONGEST, Duration.ofSeconds(5)),
                map.duration("answer-timeout", ChannelReader.SHORTEST, ChannelReader.LONGEST, Duration.ofSeconds(30)),
                map.number("connections", 1, MOST_CONNECTIONS, 1));
    }

    private int port(YamlMap map) {
        int port = map.number("port", 0, MOST_PORT, settings.mllp().port());
        if (port == 0) {
            return port;
        }
        var at = map.has("port") ? map.located("port") : map.located("protocol");
        claims.claim(map, at, "port " + port + " of mllp");
        if (port == settings.http().port() || port == settings.sftp().port()) {
            var taken = port == settings.http().port() ? "http.port" : "sftp.port";
            map.problem(
                    at,
                    "port " + port + " is " + taken + " of " + Layers.FILE + "; each listener needs a port of its own",
                    Optional.empty());
        }
        return port;
    }

    private static List<AddressRange> from(YamlMap map) {
        return map.list("from").stream()
                .map(text -> map.as(
                        text,
                        "an entry of 'from'",
                        NOWHERE,
                        "an address or a range of them, whose bits behind the range are 0, as in 192.0.2.7,"
                                + " 192.0.2.0/24 or 2001:db8::/32",
                        AddressRange::parse))
                .toList();
    }

    private static Optional<String> name(YamlMap map, String key) {
        return map.has(key) ? Optional.of(Forms.HL7_NAME.needed(map, key)) : Optional.empty();
    }

    private enum Side {
        LISTENER,
        CALLER
    }

    private MutualTls tls(YamlMap map, Side side) {
        var certificate = secrets.read(map, "certificate", Kind.CERTIFICATE);
        var key = secrets.read(map, "private-key", Kind.TLS_KEY);
        var peers = side == Side.LISTENER
                ? map.writtenList("client-certificates").stream()
                        .map(text -> certificate(map, text))
                        .toList()
                : List.of(secrets.read(map, "server-certificate", Kind.CERTIFICATE));
        if (Pem.isCertificate(certificate.value())
                && Pem.isPrivateKey(key.value())
                && !Pem.belong(
                        Pem.privateKey(key.value()),
                        Pem.certificates(certificate.value()).get(0).getPublicKey())) {
            map.problem("private-key", "'private-key' is not the key of 'certificate'; expected the two of one pair");
        }
        map.done();
        return new MutualTls(certificate, key, peers);
    }

    private Secret certificate(YamlMap map, YamlMap.Text written) {
        return secrets.read(
                Kind.CERTIFICATE,
                "an entry of 'client-certificates'",
                written.value(),
                map.file(),
                written.line(),
                fault -> map.problem(written, fault, Optional.empty()));
    }
}
