package passerelle.adapter.sftp;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.sshd.common.io.IoAcceptor;
import org.apache.sshd.common.io.IoServiceEventListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;

/**
 * Turns away connections that would be too many. Strangers, who have not logged in yet, have a share of their own, so
 * that a flood of them neither keeps out the partners that are in nor, from one address, those who come.
 */
final class Door implements IoServiceEventListener {
    private final SshServer server;
    private final Limits limits;

    Door(SshServer server, Limits limits) {
        this.server = server;
        this.limits = limits;
    }

    @Override
    public void connectionAccepted(
            IoAcceptor acceptor, SocketAddress local, SocketAddress remote, SocketAddress service) throws IOException {
        var sessions = server.getActiveSessions();
        var strangers =
                sessions.stream().filter(session -> !session.isAuthenticated()).toList();
        if (sessions.size() >= limits.sessions()
                || strangers.size() >= Limits.STRANGERS
                || strangers.stream().filter(session -> isFrom(remote, session)).count()
                        >= Limits.STRANGERS_OF_ADDRESS) {
            throw new IOException("Too many connections");
        }
    }

    private static boolean isFrom(SocketAddress remote, AbstractSession session) {
        return remote instanceof InetSocketAddress one
                && session.getRemoteAddress() instanceof InetSocketAddress other
                && one.getAddress().equals(other.getAddress());
    }
}
