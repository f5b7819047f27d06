package passerelle.adapter.sftp;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.apache.sshd.client.session.ClientSession;
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
    private static final long WINDOW = 256 * 1024;

    private final SftpConnector connector;
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
    private record Session(Outbound.Sftp to, SftpConnector.Session opened) {
        ClientSession ssh() {
            return opened.ssh();
        }

        SftpLink link() {
            return opened.link();
        }
    }

    SftpDelivery(SftpConnector connector) {
        this.connector = connector;
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
        long start = System.nanoTime();
        var again = upload(reused.get(), file);
        return again.match(
                Result::ok,
                failure -> isOfTheOldSession(failure, System.nanoTime() - start)
                        ? open(to).then(session -> upload(session, file))
                        : Result.failed(failure));
    }

    /**
     * The server may have closed the session since the last file, or we were about to, for it was idle; that says nothing
     * about this file.
     */
    private boolean isOfTheOldSession(Failure failure, long nanos) {
        return failure.code() == FailureCode.DELIVER_UNREACHABLE
                || failure.code() == FailureCode.DELIVER_TIMEOUT
                        && nanos < patience().operation().toNanos();
    }

    private Result<Session> open(Outbound.Sftp to) {
        var server = new SftpConnector.Server(to.host(), to.port(), to.user(), to.privateKey(), to.hostKey());
        return connector.open(server, SftpFailures.Step.UPLOAD, WINDOW).then(opened -> {
            var session = new Session(to, opened);
            open = Optional.of(session);
            return Result.ok(session);
        });
    }

    private Result<String> upload(Session session, OutgoingFile file) {
        CoreModuleProperties.IDLE_TIMEOUT.set(session.ssh(), patience().operation());
        var deadline = connector.deadline(session.opened(), file.size());
        try {
            return uploaded(session, file);
        } catch (OutgoingContent.Unreadable e) {
            close();
            throw e;
        } catch (IOException | RuntimeException e) {
            var failure = deadline.isOver()
                    ? SftpFailures.timeout(SftpFailures.Step.UPLOAD)
                    : SftpConnector.failure(e, SftpFailures.Step.UPLOAD, session.ssh());
            close();
            return Result.failed(failure);
        } finally {
            deadline.close();
            CoreModuleProperties.IDLE_TIMEOUT.set(session.ssh(), patience().idle());
        }
    }

    private Patience patience() {
        return connector.patience();
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

    @Override
    public synchronized void close() {
        open.ifPresent(session -> session.ssh().close(true));
        open = Optional.empty();
    }
}
