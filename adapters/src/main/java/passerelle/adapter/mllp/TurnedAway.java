package passerelle.adapter.mllp;

import java.net.InetAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/** Says in the log that connections were closed and why, at most once in a while: a flood of them must not fill it. */
final class TurnedAway {
    private static final Logger LOG = LoggerFactory.getLogger(TurnedAway.class);
    private static final long GAP = TimeUnit.SECONDS.toNanos(10);

    private final PartnerId partner;
    private long told = System.nanoTime() - GAP;
    private int untold;

    TurnedAway(PartnerId partner) {
        this.partner = partner;
    }

    /** @param reason without anything that the other side sent */
    synchronized void tell(InetAddress address, String reason) {
        long now = System.nanoTime();
        if (now - told < GAP) {
            untold++;
            return;
        }
        LOG.warn(
                "mllp {} connection from {} closed: {} ({} more since the last)",
                partner,
                address.getHostAddress(),
                reason,
                untold);
        told = now;
        untold = 0;
    }
}
