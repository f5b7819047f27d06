package passerelle.adapter.sftp;

import java.net.InetSocketAddress;
import java.net.SocketAddress;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Turns away connections that would be too many. Strangers, who have not logged in yet, have a share of their own, so
 * that a flood of them neither keeps out the partners that are in nor, from one address, those who come.
 */
final class Door implements SessionListener {
    private static final Logger log = LoggerFactory.getLogger(Door.class);

    private final SshServer server;
    private final Limits limits;

    Door(SshServer server, Limits limits) {
        this.server = server;
        this.limits = limits;
    }

    // Not in a listener of accepted connections: what that turns away, MINA 2.20 forgets to close.
    @Override
    public void sessionCreated(Session session) {
        var sessions = server.getActiveSessions();
        var strangers =
                sessions.stream().filter(other -> !other.isAuthenticated()).toList();
        var remote = session.getIoSession().getRemoteAddress();
        if (sessions.size() >= limits.sessions()
                || strangers.size() >= Limits.STRANGERS
                || strangers.stream().filter(other -> isFrom(remote, other)).count() >= Limits.STRANGERS_OF_ADDRESS) {
            log.debug("A connection was turned away: {} are open", sessions.size());
            session.close(true);
        }
    }

    private static boolean isFrom(SocketAddress remote, AbstractSession session) {
        return remote instanceof InetSocketAddress one
                && session.getIoSession().getRemoteAddress() instanceof InetSocketAddress other
                && one.getAddress().equals(other.getAddress());
    }
}
