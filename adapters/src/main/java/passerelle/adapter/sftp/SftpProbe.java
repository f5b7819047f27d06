package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.adapter.Reach;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Probe;

/**
 * Looks at a partner's SFTP server with the connection that deliveries use: its host key, our login, and each right that
 * a delivery needs by itself, with a small file that is gone afterwards. Where files are fetched, nothing is written.
 */
public final class SftpProbe {
    private static final SftpDelivery.Patience PATIENCE =
            new SftpDelivery.Patience(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(10));
    private static final long WINDOW = 64 * 1024;
    private static final Duration LISTING = Duration.ofSeconds(10);

    private SftpProbe() {}

    /** Where files are delivered. */
    public static List<Probe> of(String subject, Outbound.Sftp to) {
        return of(
                subject,
                new SftpConnector.Server(to.host(), to.port(), to.user(), to.privateKey(), to.hostKey()),
                (link, probes) -> {
                    list(subject, "list", link, to.folder(), probes);
                    rights(subject, link, to.folder(), probes);
                });
    }

    /** Where files are fetched. */
    public static List<Probe> of(String subject, Inbound.Sftp from) {
        return of(
                subject,
                new SftpConnector.Server(from.host(), from.port(), from.user(), from.privateKey(), from.hostKey()),
                (link, probes) -> {
                    list(subject, "list", link, from.folder(), probes);
                    from.moveTo().ifPresent(folder -> list(subject, "list move-to", link, folder, probes));
                    probes.add(Probe.skipped(
                            subject,
                            from.moveTo().isPresent() ? "rename" : "remove",
                            "the files there are the partner's"));
                });
    }

    private interface Look {
        void at(SftpLink link, List<Probe> probes);
    }

    private static List<Probe> of(String subject, SftpConnector.Server server, Look look) {
        var probes = new ArrayList<>(Reach.of(subject, server.host(), server.port(), PATIENCE.connect()));
        if (!probes.get(1).isOk()) {
            probes.add(Probe.skipped(subject, "login", "no connection"));
            return probes;
        }
        var watch = Executors.newSingleThreadScheduledExecutor();
        var client = SecureClient.of(PATIENCE);
        client.start();
        try {
            var connector = new SftpConnector(client, watch, PATIENCE);
            var opened = new ArrayList<SftpConnector.Session>();
            probes.add(Probe.of(subject, "login", () -> {
                opened.add(session(connector, server));
                return "the host key is the pinned one, and our key is let in";
            }));
            for (var session : opened) {
                try (session;
                        var deadline = connector.deadline(session, 0)) {
                    look.at(session.link(), probes);
                }
            }
        } finally {
            client.stop();
            watch.shutdownNow();
        }
        return probes;
    }

    private static SftpConnector.Session session(SftpConnector connector, SftpConnector.Server server)
            throws Probe.Refused {
        var opened = connector.open(server, SftpFailures.Step.LOGIN, WINDOW);
        Optional<SftpConnector.Session> session = opened.match(Optional::of, failure -> Optional.empty());
        if (session.isEmpty()) {
            throw new Probe.Refused(opened.match(
                    ok -> "", failure -> failure.place() + ": " + failure.code().code() + ", " + failure.inWords()));
        }
        return session.get();
    }

    private static void list(String subject, String step, SftpLink link, String folder, List<Probe> probes) {
        probes.add(Probe.of(
                subject,
                step,
                () -> asked(() -> {
                    var listing = new RemoteFolder(link, folder).list(name -> true, LISTING);
                    return folder + " holds " + listing.files().size() + " files";
                })));
    }

    private static void rights(String subject, SftpLink link, String folder, List<Probe> probes) {
        var name = (folder.endsWith("/") ? folder : folder + "/") + ".passerelle-probe-" + UUID.randomUUID();
        var content = OutgoingFile.of(
                "probe", "Passerelle looked whether it may write here.\n".getBytes(StandardCharsets.UTF_8));
        var written = Probe.of(
                subject,
                "write",
                () -> asked(() -> {
                    link.write(name, content);
                    return "a probe file was written";
                }));
        probes.add(written);
        if (!written.isOk()) {
            probes.add(Probe.skipped(subject, "rename", "no file to rename"));
            probes.add(Probe.skipped(subject, "remove", "no file to remove"));
            return;
        }
        var renamed = Probe.of(
                subject,
                "rename",
                () -> asked(() -> {
                    var status = link.renamePlainly(name, name + ".moved");
                    if (status != SftpConstants.SSH_FX_OK) {
                        throw new RemoteRefusal(status);
                    }
                    return "the probe file was renamed";
                }));
        probes.add(renamed);
        var left = renamed.isOk() ? name + ".moved" : name;
        var removed = Probe.of(
                subject,
                "remove",
                () -> asked(() -> {
                    link.remove(left);
                    return "the probe file is gone";
                }));
        probes.add(
                removed.isOk()
                        ? removed
                        : new Probe(
                                subject,
                                "remove",
                                removed.outcome(),
                                removed.detail() + "; " + left + " stays there",
                                removed.millis()));
    }

    private static String asked(Callable<String> question) throws Exception {
        try {
            return question.call();
        } catch (RemoteRefusal e) {
            throw new Probe.Refused("the server refuses it, with SFTP status " + e.status());
        } catch (IOException e) {
            throw new Probe.Refused("the connection broke: " + e.getClass().getSimpleName());
        }
    }
}
