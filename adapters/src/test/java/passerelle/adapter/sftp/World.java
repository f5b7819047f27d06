package passerelle.adapter.sftp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.auth.pubkey.UserAuthPublicKeyFactory;
import org.apache.sshd.client.config.hosts.HostConfigEntryResolver;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.config.keys.writer.openssh.OpenSSHKeyPairResourceWriter;
import org.apache.sshd.common.keyprovider.KeyIdentityProvider;
import org.apache.sshd.common.keyprovider.KeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClientFactory;
import passerelle.model.FileRules;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Redelivery;
import passerelle.model.Terms;
import passerelle.vault.Vault;

/** A running server of ours with one partner, and a client of MINA's that logs in as it. */
final class World implements AutoCloseable {
    static final PartnerId MINISTRY = new PartnerId("ministry");
    static final PartnerId BORDER = new PartnerId("border");
    static final FormatId NOTICE = new FormatId("notice-v2");
    private static final Duration SOON = Duration.ofSeconds(20);

    final KeyPair key = newKey();
    final List<Partner> partners = new CopyOnWriteArrayList<>(List.of(
            partner(MINISTRY, Optional.empty(), PublicKeyEntry.toString(key.getPublic())),
            partner(BORDER, Optional.empty())));
    final Path data;
    final Storage storage;
    final SftpServer server;
    private final SshClient client = SshClient.setUpDefaultClient();

    World(Path data) throws IOException {
        this(data, Limits.DEFAULT);
    }

    World(Path data, Limits limits) throws IOException {
        this(data, limits, () -> true);
    }

    World(Path data, Limits limits, Disk disk) throws IOException {
        this.data = data;
        storage = storage(data, disk);
        server = new SftpServer("127.0.0.1", 0, storage, data.resolve("keys/host"), () -> partners, limits);
        server.start();
        client.setServerKeyVerifier((session, remote, shown) -> true);
        client.setHostConfigEntryResolver(HostConfigEntryResolver.EMPTY);
        client.setKeyIdentityProvider(KeyIdentityProvider.EMPTY_KEYS_PROVIDER);
        client.setUserAuthFactories(List.of(UserAuthPublicKeyFactory.INSTANCE));
        client.start();
    }

    /** As the servers of these tests store files: another of the same folder reads what they wrote. */
    static Storage storage(Path data) throws IOException {
        return storage(data, () -> true);
    }

    private static Storage storage(Path data, Disk disk) throws IOException {
        return new Storage(data.resolve("sftp"), Vault.open(data.resolve("keys/vault")), disk);
    }

    static KeyPair newKey() {
        return newKey(KeyPairProvider.SSH_ED25519, 256);
    }

    static KeyPair newKey(String type, int bits) {
        try {
            return KeyUtils.generateKeyPair(type, bits);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static String privateKeyText(KeyPair key) {
        try (var out = new ByteArrayOutputStream()) {
            OpenSSHKeyPairResourceWriter.INSTANCE.writePrivateKey(key, "test", null, out);
            return out.toString(StandardCharsets.US_ASCII);
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    static Partner partner(PartnerId id, Optional<Outbound> receives, String... keys) {
        return partner("[a-z0-9-]+\\.txt", id, receives, keys);
    }

    static Partner partner(String pattern, PartnerId id, Optional<Outbound> receives, String... keys) {
        return new Partner(
                id,
                "Somebody",
                "UTO",
                List.of(new Inbound.Inbox(NOTICE, Terms.of("protection"), pattern, FileRules.DEFAULT)),
                receives,
                Redelivery.DEFAULT,
                List.of(keys));
    }

    Optional<Partner> find(PartnerId id) {
        return partners.stream().filter(partner -> partner.id().equals(id)).findFirst();
    }

    PartnerFolder files() {
        return storage.of(MINISTRY);
    }

    Path folder(Area area) {
        return files().of(area);
    }

    /** The plain content of a file that lies sealed. */
    byte[] content(Area area, String name) throws IOException {
        var file = new VirtualPath.Place(area, name);
        try (var content = files().seal(file).opening(folder(area).resolve(name))) {
            return Channels.newInputStream(content).readAllBytes();
        }
    }

    String text(Area area, String name) throws IOException {
        return new String(content(area, name), StandardCharsets.UTF_8);
    }

    /** Lays a file down as the server does. */
    Path lay(Area area, String name, String text) throws IOException {
        files().prepared();
        var target = folder(area).resolve(name);
        try (var spooled = SpoolFile.create(files())) {
            spooled.plain().write(StandardCharsets.UTF_8.encode(text));
            spooled.appear(target, Instant.now());
        }
        return target;
    }

    ClientSession session(String user, KeyPair with) throws IOException {
        var session =
                client.connect(user, "127.0.0.1", server.port()).verify(SOON).getSession();
        session.addPublicKeyIdentity(with);
        session.auth().verify(SOON);
        return session;
    }

    SftpClient sftp() throws IOException {
        return SftpClientFactory.instance().createSftpClient(session("ministry", key));
    }

    static void put(SftpClient sftp, String path, String text) throws IOException {
        try (var handle =
                sftp.open(path, SftpClient.OpenMode.Write, SftpClient.OpenMode.Create, SftpClient.OpenMode.Truncate)) {
            var bytes = text.getBytes(StandardCharsets.UTF_8);
            sftp.write(handle, 0, bytes, 0, bytes.length);
        }
    }

    static String get(SftpClient sftp, String path) throws IOException {
        try (var in = sftp.read(path)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    /** Waits for a fact. */
    static void until(Callable<Boolean> fact) throws Exception {
        var deadline = System.nanoTime() + SOON.toNanos();
        while (!fact.call()) {
            if (System.nanoTime() > deadline) {
                throw new AssertionError("It did not become true in " + SOON);
            }
            LockSupport.parkNanos(5_000_000);
        }
    }

    @Override
    public void close() throws IOException {
        client.stop();
        server.close();
    }
}
