package passerelle.cli;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.function.Predicate;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import passerelle.adapter.mllp.MllpProbe;
import passerelle.adapter.sftp.SftpProbe;
import passerelle.adapter.soap.SoapProbe;
import passerelle.config.Settings;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Probe;
import passerelle.route.Plan;

/** Looks at every endpoint that the configuration names, and at the gateway's own ports. */
final class Connect {
    private Connect() {}

    /** One line of the report each, partners in the order of their ids. @param wanted which of them */
    static List<Probe> probes(Plan plan, Predicate<PartnerId> wanted, boolean isWhole) {
        var probes = plan.configuration().partners().stream()
                .filter(partner -> wanted.test(partner.id()))
                .toList()
                .parallelStream()
                .flatMap(partner -> of(partner).stream())
                .toList();
        return isWhole
                ? Stream.concat(probes.stream(), listeners(plan.configuration().settings()).stream())
                        .toList()
                : probes;
    }

    private static List<Probe> of(Partner partner) {
        var probes = new ArrayList<Probe>();
        partner.sendsBy(Inbound.Sftp.class)
                .ifPresent(way -> probes.addAll(SftpProbe.of(partner.id() + " sends sftp", way)));
        partner.receives().ifPresent(way -> probes.addAll(of(partner.id() + " receives", way)));
        return probes;
    }

    private static List<Probe> of(String subject, Outbound way) {
        if (way instanceof Outbound.Soap soap) {
            return SoapProbe.of(subject + " soap", soap, trusted(), Clock.systemUTC());
        }
        if (way instanceof Outbound.Sftp sftp) {
            return SftpProbe.of(subject + " sftp", sftp);
        }
        if (way instanceof Outbound.Mllp mllp) {
            return MllpProbe.of(subject + " mllp", mllp, Clock.systemUTC());
        }
        return way instanceof Outbound.Folder folder
                ? List.of(Probe.of(subject + " folder", "folder", () -> writable(folder.path())))
                : List.of();
    }

    private static SSLContext trusted() {
        try {
            return SSLContext.getDefault();
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has a default TLS context", e);
        }
    }

    private static String writable(Path folder) throws Probe.Refused {
        var there = folder;
        while (there != null && !Files.exists(there)) {
            there = there.getParent();
        }
        if (there == null || !Files.isDirectory(there)) {
            throw new Probe.Refused(folder + " is no folder");
        }
        try {
            Files.delete(Files.createTempFile(there, ".passerelle-probe-", ""));
            return there.equals(folder) ? folder + " can be written to" : folder + " will be made in " + there;
        } catch (IOException e) {
            throw new Probe.Refused(
                    there + " cannot be written to: " + e.getClass().getSimpleName());
        }
    }

    private static List<Probe> listeners(Settings settings) {
        var ours = running(settings.data());
        return List.of(
                listener("http", settings.http().host(), settings.http().port(), ours),
                listener("sftp", settings.sftp().host(), settings.sftp().port(), ours));
    }

    private static Probe listener(String name, String host, int port, Optional<Properties> ours) {
        var subject = "gateway " + name;
        if (port == 0) {
            return Probe.skipped(subject, "port", "any free port will do");
        }
        if (ours.filter(ports -> ports.getProperty(name + ".port", "").equals(Integer.toString(port)))
                .isPresent()) {
            return new Probe(subject, "port", Probe.Outcome.OK, "port " + port + " is the running gateway's", 0);
        }
        return Probe.of(subject, "port", () -> {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(host, port));
                return "port " + port + " is free";
            } catch (IOException e) {
                throw new Probe.Refused("port " + port + " of " + host + " cannot be had: another program has it, or "
                        + host + " is not of this machine");
            }
        });
    }

    /** What a gateway that runs on this data wrote of itself. */
    private static Optional<Properties> running(Path data) {
        var ports = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("ports.properties"))) {
            ports.load(in);
        } catch (IOException e) {
            return Optional.empty();
        }
        var pid = ports.getProperty("pid", "");
        return pid.matches("\\d{1,18}")
                        && ProcessHandle.of(Long.parseLong(pid))
                                .filter(ProcessHandle::isAlive)
                                .isPresent()
                ? Optional.of(ports)
                : Optional.empty();
    }
}
