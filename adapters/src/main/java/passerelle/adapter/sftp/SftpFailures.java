package passerelle.adapter.sftp;

import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.sshd.common.SshConstants;
import org.apache.sshd.common.SshException;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Says what a connection by SFTP that went wrong means. Pure. */
final class SftpFailures {
    private static final Set<Integer> NOT_LET_IN = Set.of(
            SshConstants.SSH2_DISCONNECT_HOST_NOT_ALLOWED_TO_CONNECT,
            SshConstants.SSH2_DISCONNECT_PROTOCOL_ERROR,
            SshConstants.SSH2_DISCONNECT_KEY_EXCHANGE_FAILED,
            SshConstants.SSH2_DISCONNECT_HOST_KEY_NOT_VERIFIABLE,
            SshConstants.SSH2_DISCONNECT_AUTH_CANCELLED_BY_USER,
            SshConstants.SSH2_DISCONNECT_NO_MORE_AUTH_METHODS_AVAILABLE,
            SshConstants.SSH2_DISCONNECT_ILLEGAL_USER_NAME);
    private static final Set<Integer> NO_ROOM = Set.of(
            SftpConstants.SSH_FX_FAILURE,
            SftpConstants.SSH_FX_NO_SPACE_ON_FILESYSTEM,
            SftpConstants.SSH_FX_QUOTA_EXCEEDED);
    private static final Set<Integer> NO_LINE =
            Set.of(SftpConstants.SSH_FX_NO_CONNECTION, SftpConstants.SSH_FX_CONNECTION_LOST);

    private SftpFailures() {}

    /** How far it came. */
    enum Step {
        CONNECT,
        LOGIN,
        UPLOAD,
        FETCH
    }

    static Failure hostKey() {
        return new Failure(
                FailureCode.DELIVER_AUTHENTICATION, "host key", "", "the host key that the partner's file names");
    }

    static Failure privateKey() {
        return new Failure(
                FailureCode.DELIVER_AUTHENTICATION,
                "private key",
                "",
                "an OpenSSH or PEM private key without a passphrase");
    }

    static Failure timeout(Step step) {
        return new Failure(FailureCode.DELIVER_TIMEOUT, place(step), "", "an answer in time");
    }

    static Failure wrongSize() {
        return new Failure(FailureCode.DELIVER_STORAGE, "upload", "", "the remote file to have the size that was sent");
    }

    static Failure of(Throwable fault, Step step) {
        for (var cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof TimeoutException) {
                return timeout(step);
            }
            if (cause instanceof RemoteRefusal refusal) {
                return refused(refusal.status());
            }
            if (step == Step.LOGIN
                    && cause instanceof SshException ssh
                    && NOT_LET_IN.contains(ssh.getDisconnectCode())) {
                return new Failure(
                        FailureCode.DELIVER_AUTHENTICATION, place(step), "", "a server that takes our user and key");
            }
        }
        return new Failure(
                FailureCode.DELIVER_UNREACHABLE, place(step), "", "a server that accepts and keeps the connection");
    }

    private static Failure refused(int status) {
        var place = "upload";
        var found = "SFTP status " + status;
        if (NO_ROOM.contains(status)) {
            return new Failure(FailureCode.DELIVER_STORAGE, place, found, "room and a working disk on the server");
        }
        return NO_LINE.contains(status)
                ? new Failure(FailureCode.DELIVER_UNREACHABLE, place, found, "a server that keeps the connection")
                : new Failure(FailureCode.DELIVER_REJECTED, place, found, "a folder that we may write to");
    }

    private static String place(Step step) {
        return step.name().toLowerCase(java.util.Locale.ROOT);
    }
}
