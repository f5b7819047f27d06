package passerelle.adapter.sftp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.apache.sshd.client.SshClient;
import org.apache.sshd.client.session.ClientSession;
import org.apache.sshd.common.AttributeRepository;
import org.apache.sshd.common.session.helpers.TimeoutIndicator.TimeoutStatus;
import org.apache.sshd.core.CoreModuleProperties;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.adapter.WholeFile;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Result;

/**
 * Delivers to one partner's server, one file at a time over one session, which stays open for the next file until it has
 * been idle for a while.
 */
final class SftpDelivery implements AutoCloseable {
    private static final long SLOWEST_BYTES_A_SECOND = 8 * 1024;

    private final SshClient client;
    private final ScheduledExecutorService watch;
    private final Patience patience;
    private Optional<Session> open = Optional.empty();

    /**
     * How long the other side may take.
     *
     * @param operation without a byte either way while we wait for an answer
     * @param idle that a session without work stays open
     */
    record Patience(Duration connect, Duration operation, Duration idle) {
        static final Patience DEFAULT =
                new Patience(Duration.ofSeconds(10), Duration.ofSeconds(30), Duration.ofSeconds(60));
    }

    /** What is open, and for which server. */
    private record Session(Outbound.Sftp to, ClientSession ssh, SftpLink link) {}

    SftpDelivery(SshClient client, ScheduledExecutorService watch, Patience patience) {
        this.client = client;
        this.watch = watch;
        this.patience = patience;
    }

    /**
     * Puts {@code file} into the folder of {@code to}, whole or not at all; the same again has the same effect.
     *
     * @throws OutgoingContent.Unreadable when the fault is ours
     */
    synchronized Result<String> put(Outbound.Sftp to, OutgoingFile file) {
        WholeFile.requireName(file.name());
        var reused =
                open.filter(session -> session.to().equals(to) && session.link().isOpen());
        if (reused.isEmpty()) {
            close();
            return open(to).then(session -> upload(session, file));
        }
        var again = upload(reused.get(), file);
        // The server may have closed the session since the last file; that says nothing about this one.
        return again.match(
                Result::ok,
                failure -> failure.code() == FailureCode.DELIVER_UNREACHABLE
                        ? open(to).then(session -> upload(session, file))
                        : Result.failed(failure));
    }

    private Result<Session> open(Outbound.Sftp to) {
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
            step = SftpFailures.Step.UPLOAD;
            CoreModuleProperties.IDLE_TIMEOUT.set(ssh, patience.operation());
            var channel = ssh.createSubsystemChannel("sftp");
            channel.open().verify(patience.operation());
            var session = new Session(to, ssh, new SftpLink(channel));
            open = Optional.of(session);
            return Result.ok(session);
        } catch (IOException | RuntimeException e) {
            var failure = pinned.wasRefused() ? SftpFailures.hostKey() : failure(e, step, ssh);
            ssh.close(true);
            return Result.failed(failure);
        }
    }

    private Result<String> upload(Session session, OutgoingFile file) {
        CoreModuleProperties.IDLE_TIMEOUT.set(session.ssh(), patience.operation());
        var late = new AtomicBoolean();
        var longest = patience.operation().multipliedBy(4).toSeconds() + file.size() / SLOWEST_BYTES_A_SECOND;
        // A server that trickles answers is never idle; it does not hold the lane for ever either.
        var deadline = watch.schedule(
                () -> {
                    late.set(true);
                    session.ssh().close(true);
                },
                longest,
                TimeUnit.SECONDS);
        try {
            return uploaded(session, file);
        } catch (OutgoingContent.Unreadable e) {
            close();
            throw e;
        } catch (IOException | RuntimeException e) {
            var failure = late.get()
                    ? SftpFailures.timeout(SftpFailures.Step.UPLOAD)
                    : failure(e, SftpFailures.Step.UPLOAD, session.ssh());
            close();
            return Result.failed(failure);
        } finally {
            deadline.cancel(false);
            CoreModuleProperties.IDLE_TIMEOUT.set(session.ssh(), patience.idle());
        }
    }

    private static Result<String> uploaded(Session session, OutgoingFile file) throws IOException {
        var link = session.link();
        var folder = session.to().folder();
        var base = folder.isEmpty() || folder.endsWith("/") ? folder : folder + "/";
        var part = writePart(link, base, file);
        if (link.size(part) != file.size()) {
            link.remove(part);
            return Result.failed(SftpFailures.wrongSize());
        }
        link.rename(part, base + file.name());
        return Result.ok("sftp");
    }

    /** Some servers take no name that begins with a dot. */
    private static String writePart(SftpLink link, String base, OutgoingFile file) throws IOException {
        var hidden = base + "." + file.name() + ".part";
        var plain = base + file.name() + ".part";
        for (var part : List.of(hidden, plain)) {
            try {
                link.write(part, file);
                return part;
            } catch (RemoteRefusal e) {
                if (part.equals(plain) || e.status() != SftpConstants.SSH_FX_PERMISSION_DENIED) {
                    throw e;
                }
            }
        }
        throw new IllegalStateException("The last name either works or throws");
    }

    private static Failure failure(Exception fault, SftpFailures.Step step, ClientSession ssh) {
        var timeout = ssh.getTimeoutStatus();
        return timeout != null && timeout.getStatus() != TimeoutStatus.NoTimeout
                ? SftpFailures.timeout(step)
                : SftpFailures.of(fault, step);
    }

    @Override
    public synchronized void close() {
        open.ifPresent(session -> session.ssh().close(true));
        open = Optional.empty();
    }
}
