package passerelle.adapter.http;

import java.util.Iterator;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.AbstractLifeCycle;

/**
 * Closes connections that send the head of a request so slowly that the idle time-out never strikes (slow loris). A
 * head must be complete within {@value #ALLOWED_SECONDS} seconds of its first byte, give or take one look.
 */
final class SlowHeaders extends AbstractLifeCycle implements Connection.Listener, Runnable {
    static final int ALLOWED_SECONDS = 10;
    private static final int LOOK_SECONDS = 2;

    private final ServerConnector connector;
    private final Map<Connection, Progress> open = new ConcurrentHashMap<>();

    SlowHeaders(ServerConnector connector) {
        this.connector = connector;
    }

    @Override
    protected void doStart() {
        lookLater();
    }

    private void lookLater() {
        connector.getScheduler().schedule(this, LOOK_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onOpened(Connection connection) {
        open.put(connection, new Progress());
    }

    @Override
    public void onClosed(Connection connection) {
        open.remove(connection);
    }

    @Override
    public void run() {
        if (!isRunning()) {
            return;
        }
        for (Iterator<Map.Entry<Connection, Progress>> each = open.entrySet().iterator(); each.hasNext(); ) {
            var entry = each.next();
            if (entry.getValue().isTooSlow(entry.getKey(), System.nanoTime())) {
                each.remove();
                entry.getKey().close();
            }
        }
        lookLater();
    }

    /** How far one connection was at the last look. */
    private static final class Progress {
        private long requests;
        private long bytes;
        private long since;
        private boolean inHead;

        boolean isTooSlow(Connection connection, long now) {
            boolean between = connection.getMessagesIn() == connection.getMessagesOut();
            boolean sameRequest = connection.getMessagesIn() == requests;
            boolean more = connection.getBytesIn() > bytes;
            requests = connection.getMessagesIn();
            bytes = connection.getBytesIn();
            if (!between || !sameRequest) {
                inHead = false;
            } else if (more && !inHead) {
                inHead = true;
                since = now;
            }
            return inHead && now - since > TimeUnit.SECONDS.toNanos(ALLOWED_SECONDS);
        }
    }
}
