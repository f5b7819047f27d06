package passerelle.demo;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.keyverifier.ServerKeyVerifier;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** The civil registry of Xaa: puts fixed-width files into its inbox and fetches those in its outbox, by SFTP. */
public final class XaaRegistry implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final SshClient ssh;
    private final ClientSession session;
    private final SftpClient sftp;

    private XaaRegistry(SshClient ssh, ClientSession session, SftpClient sftp) {
        this.ssh = ssh;
        this.session = session;
        this.sftp = sftp;
    }

    /** Logs in with its private key, and only to the gateway that has this host key. */
    public static XaaRegistry connect(int port, String hostKey, Path privateKey)
            throws IOException, GeneralSecurityException {
        var expected = PublicKeyEntry.parsePublicKeyEntry(hostKey).resolvePublicKey(null, null, null);
        ServerKeyVerifier pinned = (session, address, key) -> KeyUtils.compareKeys(key, expected);
        var ssh = SshClient.setUpDefaultClient();
        ssh.setServerKeyVerifier(pinned);
        ssh.start();
        var session =
                ssh.connect("xaa-registry", "127.0.0.1", port).verify(PATIENCE).getSession();
        for (var pair : new FileKeyPairProvider(privateKey).loadKeys(session)) {
            session.addPublicKeyIdentity(pair);
        }
        session.auth().verify(PATIENCE);
        return new XaaRegistry(ssh, session, SftpClientFactory.instance().createSftpClient(session));
    }

    public void put(String name, byte[] bytes) throws IOException {
        try (var out = sftp.write("/inbox/" + name, OpenMode.Create, OpenMode.Write, OpenMode.Truncate)) {
            out.write(bytes);
        }
    }

    /** Names in the outbox, in their order. */
    public List<String> outbox() throws IOException {
        return names("/outbox");
    }

    public byte[] get(String name) throws IOException {
        return bytes("/outbox/" + name);
    }

    /** Names of what the gateway did not take in, in their order. */
    public List<String> rejected() throws IOException {
        return names("/rejected");
    }

    /** What was not taken in, or the report on it, as text. */
    public String rejected(String name) throws IOException {
        return new String(bytes("/rejected/" + name), StandardCharsets.UTF_8);
    }

    private List<String> names(String folder) throws IOException {
        var names = new ArrayList<String>();
        for (var entry : sftp.readDir(folder)) {
            if (!entry.getFilename().startsWith(".")) {
                names.add(entry.getFilename());
            }
        }
        return names.stream().sorted().toList();
    }

    private byte[] bytes(String path) throws IOException {
        try (var in = sftp.read(path)) {
            return in.readAllBytes();
        }
    }

    /** A report as text. */
    public String report(String name) throws IOException {
        return new String(get(name), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        sftp.close();
        session.close();
        ssh.stop();
    }
}
