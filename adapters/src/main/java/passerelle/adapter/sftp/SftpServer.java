package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPair;
import java.security.PublicKey;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.forward.DefaultForwarderFactory;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.server.ServerBuilder;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.forward.RejectAllForwardingFilter;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.vault.Vault;

/**
 * The embedded SFTP server. A partner logs in with its id as user name and one of its public keys, and finds {@code
 * /inbox /outbox /rejected /archive}, each flat, and nothing else.
 */
public final class SftpServer implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(SftpServer.class);

    // "none" is not counted by the server; three keys offered and one signature make four.
    private static final int LOGIN_REQUESTS = 4;

    private final Storage storage;
    private final Path hostKeyFile;
    private final Supplier<List<Partner>> partners;
    private final Limits limits;
    private final Outboxes outboxes;
    private final Arrivals arrivals = new Arrivals();
    private final Map<PartnerId, Quota> quotas = new ConcurrentHashMap<>();
    private final SshServer server;
    private final ExecutorService threads;
    private Optional<KeyPair> hostKey = Optional.empty();

    /**
     * @param port 0 for any free one
     * @param folder holds one folder a partner, {@code data/sftp}
     * @param hostKeyFile the server's private key, made on the first start
     * @param partners asked at each login, so that a changed partner needs no restart
     * @param vault seals every file that lies there
     * @param hasRoom whether the disk has so much free that new files may come
     */
    public SftpServer(
            String host,
            int port,
            Path folder,
            Path hostKeyFile,
            Supplier<List<Partner>> partners,
            Vault vault,
            BooleanSupplier hasRoom) {
        this(host, port, new Storage(folder, vault, hasRoom::getAsBoolean), hostKeyFile, partners, Limits.DEFAULT);
    }

    SftpServer(
            String host, int port, Storage storage, Path hostKeyFile, Supplier<List<Partner>> partners, Limits limits) {
        this.storage = storage;
        this.hostKeyFile = hostKeyFile;
        this.partners = partners;
        this.limits = limits;
        this.outboxes = new Outboxes(storage);
        this.server = secureServer(host, port);
        var count = new AtomicInteger();
        this.threads = Executors.newCachedThreadPool(task -> {
            var thread = new Thread(task, "sftp-" + count.incrementAndGet());
            thread.setDaemon(true);
            return thread;
        });
    }

    private SshServer secureServer(String host, int port) {
        var made = ServerBuilder.builder()
                .keyExchangeFactories(Ssh.keyExchanges(ServerBuilder.DH2KEX))
                .cipherFactories(Ssh.CIPHERS)
                .macFactories(Ssh.MACS)
                .signatureFactories(SshKeys.SIGNATURES)
                .forwarderFactory(DefaultForwarderFactory.INSTANCE)
                .forwardingFilter(RejectAllForwardingFilter.INSTANCE)
                .channelFactories(List.of(SftpOnlySession.FACTORY))
                .globalRequestHandlers(List.of())
                .build();
        made.setHost(host);
        made.setPort(port);
        made.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        made.setPublickeyAuthenticator((user, key, session) -> mayLogIn(user, key));
        made.setSubsystemFactories(List.of(new Sftp()));
        made.addSessionListener(new Door(made, limits));
        CoreModuleProperties.SERVER_IDENTIFICATION.set(made, "Passerelle");
        CoreModuleProperties.TCP_NODELAY.set(made, true);
        CoreModuleProperties.SOCKET_BACKLOG.set(made, Limits.BACKLOG);
        CoreModuleProperties.AUTH_TIMEOUT.set(made, limits.login());
        CoreModuleProperties.IDLE_TIMEOUT.set(made, limits.idle());
        CoreModuleProperties.MAX_AUTH_REQUESTS.set(made, LOGIN_REQUESTS);
        CoreModuleProperties.MAX_CONCURRENT_SESSIONS.set(made, limits.sessionsOfPartner());
        CoreModuleProperties.MAX_CONCURRENT_CHANNELS.set(made, Limits.CHANNELS);
        CoreModuleProperties.WINDOW_SIZE.set(made, Limits.WINDOW);
        return made;
    }

    /** Opens the port. What was half uploaded when the gateway last stopped is deleted first. */
    public void start() throws IOException {
        Files.createDirectories(storage.home());
        try (var left = Files.newDirectoryStream(storage.home(), Files::isDirectory)) {
            for (var partner : left) {
                PartnerFolder.empty(storage.of(partner).spool());
            }
        }
        var key = SshKeys.hostKey(hostKeyFile);
        hostKey = Optional.of(key);
        server.setKeyPairProvider(KeyPairProvider.wrap(key));
        server.start();
        log.info("SFTP server listens on port {}", port());
    }

    /** The port that is open, also when 0 was asked for. */
    public int port() {
        return server.getPort();
    }

    /** The server's public key as partners put it into {@code known_hosts} after the host's name; after {@link #start}. */
    public String hostKeyLine() {
        return SshKeys.line(hostKey.orElseThrow(() -> new IllegalStateException("The SFTP server has not started"))
                .getPublic());
    }

    /** What the gateway puts out for partners to fetch. */
    public Outboxes outboxes() {
        return outboxes;
    }

    Arrivals arrivals() {
        return arrivals;
    }

    PartnerFolder folderOf(PartnerId partner) throws IOException {
        return storage.of(partner).prepared();
    }

    Quota quotaOf(PartnerId partner) throws IOException {
        var files = folderOf(partner);
        return quotas.computeIfAbsent(partner, id -> new Quota(files, limits));
    }

    private boolean mayLogIn(String user, PublicKey offered) {
        return partners.get().stream()
                .filter(partner -> partner.id().value().equals(user))
                .flatMap(partner -> partner.sftpKeys().stream())
                .flatMap(line -> SshKeys.publicKey(line).stream())
                .anyMatch(key -> KeyUtils.compareKeys(key, offered));
    }

    /** Drops all connections; uploads that are not complete leave nothing. */
    @Override
    public void close() throws IOException {
        server.stop(true);
        threads.shutdown();
    }

    private final class Sftp implements SubsystemFactory {
        @Override
        public String getName() {
            return "sftp";
        }

        @Override
        public Command createSubsystem(ChannelSession channel) throws IOException {
            var partner = new PartnerId(channel.getServerSession().getUsername());
            var files = folderOf(partner);
            var quota = quotaOf(partner);
            log.info("{} opened SFTP", partner);
            return new SftpChannel(
                    partner,
                    new PartnerTree(files, outboxes.of(partner), quota, () -> arrivals.arrived(partner)),
                    threads);
        }
    }
}
