package passerelle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.config.keys.KeyUtils;
import org.apache.sshd.common.config.keys.PublicKeyEntry;
import org.apache.sshd.common.keyprovider.FileKeyPairProvider;
import org.apache.sshd.sftp.client.SftpClient.OpenMode;
import org.apache.sshd.sftp.client.SftpClientFactory;

/** The partner that sends the file, with a plain SFTP client and its private key, to the one host key that it trusts. */
final class BatchSender implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final SshClient ssh = SshClient.setUpDefaultClient();
    private final int port;
    private final Path privateKey;

    BatchSender(int port, String hostKey, Path privateKey) {
        this.port = port;
        this.privateKey = privateKey;
        ssh.setServerKeyVerifier((session, address, key) -> {
            try {
                var expected = PublicKeyEntry.parsePublicKeyEntry(hostKey).resolvePublicKey(null, null, null);
                return KeyUtils.compareKeys(key, expected);
            } catch (IOException | GeneralSecurityException e) {
                return false;
            }
        });
        ssh.start();
    }

    /** Puts the file into the inbox, whole; an {@link IOException} when it did not arrive. */
    void put(InputStream content) throws IOException {
        try (var session = login();
                var sftp = SftpClientFactory.instance().createSftpClient(session);
                var out = sftp.write("/inbox/EXTRACT.TXT", OpenMode.Create, OpenMode.Write, OpenMode.Truncate)) {
            content.transferTo(out);
        }
    }

    private ClientSession login() throws IOException {
        var session = ssh.connect(BatchHome.SENDER.value(), "127.0.0.1", port)
                .verify(PATIENCE)
                .getSession();
        try {
            for (var pair : new FileKeyPairProvider(privateKey).loadKeys(session)) {
                session.addPublicKeyIdentity(pair);
            }
            session.auth().verify(PATIENCE);
            return session;
        } catch (IOException e) {
            session.close();
            throw e;
        }
    }

    @Override
    public void close() {
        ssh.stop();
    }
}
