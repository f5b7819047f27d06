package passerelle.config;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import passerelle.model.FileRules;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Redelivery;
import passerelle.model.Role;

/** Reads one partner's file. */
final class PartnerReader {
    private static final PartnerId STAND_IN = new PartnerId("nobody");

    private final Path home;
    private final ChannelReader channels;
    private final YamlMap.Filling places;
    private final List<Problem> problems;

    PartnerReader(Path home, ChannelReader channels, YamlMap.Filling places, List<Problem> problems) {
        this.home = home;
        this.channels = channels;
        this.places = places;
        this.problems = problems;
    }

    /**
     * A partner as it was read.
     *
     * @param sound nothing in its file is a problem, so it may be used; agreements may name it in any case
     */
    record Found(String file, Partner partner, boolean sound) {}

    /** Empty when the file cannot say who it is about. */
    Optional<Found> read(Path file) {
        int before = problems.size();
        return YamlMap.read(home, file, problems, places).flatMap(map -> {
            var id = map.needed(
                    "partner",
                    Optional.<PartnerId>empty(),
                    "lower-case words joined by hyphens as in civil-registry",
                    text -> Optional.of(new PartnerId(text)));
            var partner = partner(id.orElse(STAND_IN), map);
            map.done();
            if (problems.size() == before) {
                checkWhole(partner, map);
            }
            FileName.check(map, "partner", id.map(PartnerId::value).orElse(""), file);
            return id.map(known -> new Found(map.file(), partner, problems.size() == before));
        });
    }

    private Partner partner(PartnerId id, YamlMap map) {
        var title = Forms.LINE.needed(map, "title");
        var state = States.needed(map);
        var role = Role.parse(map.word("role", Role.WORDS, Role.AUTHORITY.word()));
        var sends = channels.sends(map);
        var receives = channels.receives(map);
        var keys = channels.publicKeys(map, "sftp-keys");
        return new Partner(id, title, state, role, sends, receives, redelivery(map), keys);
    }

    /** What can be said once each key by itself is right. */
    private static void checkWhole(Partner partner, YamlMap map) {
        var receives = partner.receives();
        if (partner.sends().isEmpty() && receives.isEmpty()) {
            map.problem("partner", "a partner must send or receive; expected 'sends', 'receives' or both");
        }
        var logsIn = partner.sendsBy(Inbound.Inbox.class).isPresent()
                || receives.filter(Outbound.Outbox.class::isInstance).isPresent();
        if (logsIn && partner.sftpKeys().isEmpty()) {
            map.problem("partner", "inbox and outbox need 'sftp-keys': the public keys that may log in");
        }
        var reports = partner.sendsBy(Inbound.Sftp.class)
                .filter(way -> way.rules().report() != FileRules.Report.NONE)
                .isPresent();
        if (!logsIn && reports && partner.sftpKeys().isEmpty()) {
            map.problem(
                    "partner",
                    "reports on fetched files wait in the partner's outbox here, which needs 'sftp-keys'; or say 'report: none'");
        }
    }

    private static Redelivery redelivery(YamlMap partner) {
        return partner.map("redelivery")
                .map(map -> {
                    var usual = Redelivery.DEFAULT;
                    var redelivery = new Redelivery(
                            map.number("attempts", 1, 1000, usual.attempts()),
                            map.duration("first-delay", Duration.ofMillis(1), Duration.ofDays(1), usual.firstDelay()),
                            map.decimal("multiplier", 1, 10, usual.multiplier()),
                            map.duration(
                                    "longest-delay", Duration.ofMillis(1), Duration.ofDays(7), usual.longestDelay()),
                            map.decimal("jitter", 0, 1, usual.jitter()));
                    if (redelivery.longestDelay().compareTo(redelivery.firstDelay()) < 0) {
                        map.problem(
                                map.has("longest-delay") ? "longest-delay" : "first-delay",
                                "longest-delay " + redelivery.longestDelay() + " is shorter than first-delay "
                                        + redelivery.firstDelay());
                    }
                    map.done();
                    return redelivery;
                })
                .orElse(Redelivery.DEFAULT);
    }
}
