package passerelle.adapter.sftp;

import java.io.IOException;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.session.helpers.TimeoutIndicator.TimeoutStatus;
import org.apache.sshd.core.CoreModuleProperties;
import passerelle.model.Failure;
import passerelle.model.Result;
import passerelle.model.Secret;

/** Opens sessions to partners' servers: the one host key, one private key of ours, and no waiting without end. */
final class SftpConnector {
    private static final long SLOWEST_BYTES_A_SECOND = 8 * 1024;

    private final SshClient client;
    private final ScheduledExecutorService watch;
    private final SftpDelivery.Patience patience;

    /** Where to, and as whom. @param hostKey the one OpenSSH public key line that is trusted */
    record Server(String host, int port, String user, Secret privateKey, String hostKey) {}

    /** An open session. */
    record Session(ClientSession ssh, SftpLink link) implements AutoCloseable {
        @Override
        public void close() {
            ssh.close(true);
        }
    }

    SftpConnector(SshClient client, ScheduledExecutorService watch, SftpDelivery.Patience patience) {
        this.client = client;
        this.watch = watch;
        this.patience = patience;
    }

    SftpDelivery.Patience patience() {
        return patience;
    }

    /**
     * @param work what the session is for, as failures name it
     * @param window bytes that the server may send ahead of us
     */
    Result<Session> open(Server to, SftpFailures.Step work, long window) {
        var key = SshKeys.keyPair(to.privateKey().value());
        var hostKey = SshKeys.publicKey(to.hostKey());
        if (key.isEmpty() || hostKey.isEmpty()) {
            return Result.failed(key.isEmpty() ? SftpFailures.privateKey() : SftpFailures.hostKey());
        }
        var pinned = new PinnedHost(hostKey.get());
        var step = SftpFailures.Step.CONNECT;
        ClientSession ssh;
        try {
            ssh = client.connect(
                            to.user(),
                            to.host(),
                            to.port(),
                            AttributeRepository.ofKeyValuePair(PinnedHost.OF_CONNECTION, pinned),
                            null)
                    .verify(patience.connect())
                    .getSession();
        } catch (IOException | RuntimeException e) {
            return Result.failed(SftpFailures.of(e, step));
        }
        try {
            step = SftpFailures.Step.LOGIN;
            ssh.addPublicKeyIdentity(key.get());
            ssh.auth().verify(patience.operation());
            step = work;
            CoreModuleProperties.IDLE_TIMEOUT.set(ssh, patience.operation());
            CoreModuleProperties.WINDOW_SIZE.set(ssh, window);
            var channel = ssh.createSubsystemChannel("sftp");
            channel.open().verify(patience.operation());
            return Result.ok(new Session(ssh, new SftpLink(channel)));
        } catch (IOException | RuntimeException e) {
            var failure = pinned.wasRefused() ? SftpFailures.hostKey() : failure(e, step, ssh);
            ssh.close(true);
            return Result.failed(failure);
        }
    }

    /**
     * Closes {@code session} unless the work with it ends in time: a server that trickles answers is never idle, and must
     * not hold us for ever either.
     *
     * @param bytes that the work moves
     */
    Deadline deadline(Session session, long bytes) {
        var longest = patience.operation().multipliedBy(4).toSeconds() + bytes / SLOWEST_BYTES_A_SECOND;
        var over = new AtomicBoolean();
        var closing = watch.schedule(
                () -> {
                    over.set(true);
                    session.close();
                },
                longest,
                TimeUnit.SECONDS);
        return new Deadline(closing, over);
    }

    /** Ends with the work that it watches. */
    record Deadline(Future<?> closing, AtomicBoolean over) implements AutoCloseable {
        boolean isOver() {
            return over.get();
        }

        @Override
        public void close() {
            closing.cancel(false);
        }
    }

    static Failure failure(Exception fault, SftpFailures.Step step, ClientSession ssh) {
        var timeout = ssh.getTimeoutStatus();
        return timeout != null && timeout.getStatus() != TimeoutStatus.NoTimeout
                ? SftpFailures.timeout(step)
                : SftpFailures.of(fault, step);
    }
}
