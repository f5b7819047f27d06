package passerelle.adapter.sftp;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.apache.sshd.common.session.Session;
import org.apache.sshd.common.session.SessionListener;
import org.apache.sshd.common.session.helpers.AbstractSession;
import org.apache.sshd.server.SshServer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Drops connections that are too many. Strangers, who have not logged in yet, have a share of their own, so that a flood
 * of them keeps no partner out that is in. Among strangers the newcomer always gets a place, from the one of the same
 * address, or else of the address with the most, that has come least far with its login: a flood that says nothing drops
 * itself, and a partner that comes through the same address as the flood has the time that a login takes.
 */
final class Door implements SessionListener {
    private static final Logger log = LoggerFactory.getLogger(Door.class);

    // Connections are numbered as they come.
    private static final Comparator<AbstractSession> LEAST_FAR = Comparator.<AbstractSession>comparingInt(
                    Door::progress)
            .thenComparing(session -> session.getIoSession().getId());

    private final SshServer server;
    private final Limits limits;

    Door(SshServer server, Limits limits) {
        this.server = server;
        this.limits = limits;
    }

    // Not in a listener of accepted connections: what that turns away, MINA 2.20 forgets to close.
    @Override
    public synchronized void sessionCreated(Session session) {
        var others = server.getActiveSessions().stream()
                .filter(other -> other != session && !other.isClosing())
                .toList();
        var strangers =
                others.stream().filter(other -> !other.isAuthenticated()).toList();
        var neighbours = strangers.stream()
                .filter(other -> address(other).equals(address(session)))
                .toList();
        if (neighbours.size() >= Limits.STRANGERS_OF_ADDRESS) {
            drop(neighbours);
        } else if (others.size() >= limits.sessions() && strangers.isEmpty()) {
            log.debug("A connection was turned away: {} are open", others.size());
            session.close(true);
        } else if (strangers.size() >= Limits.STRANGERS || others.size() >= limits.sessions()) {
            drop(largestGroup(strangers));
        }
    }

    private static void drop(List<AbstractSession> strangers) {
        log.debug("A stranger was dropped for the next one: {} are alike", strangers.size());
        strangers.stream().min(LEAST_FAR).ifPresent(session -> session.close(true));
    }

    private static List<AbstractSession> largestGroup(List<AbstractSession> strangers) {
        return strangers.stream().collect(Collectors.groupingBy(Door::address)).values().stream()
                .max(Comparator.comparingInt(Collection::size))
                .orElse(List.of());
    }

    /** How far a login has come: connected, greeted, proposed its algorithms, agreed on keys. */
    private static int progress(AbstractSession session) {
        if (session.getClientVersion() == null) {
            return 0;
        }
        if (session.getClientKexProposals().isEmpty()) {
            return 1;
        }
        return session.getSessionId() == null ? 2 : 3;
    }

    private static Optional<InetAddress> address(Session session) {
        return session.getIoSession().getRemoteAddress() instanceof InetSocketAddress remote
                ? Optional.of(remote.getAddress())
                : Optional.empty();
    }
}
