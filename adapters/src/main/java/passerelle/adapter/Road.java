package passerelle.adapter;

import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.camel.Exchange;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outcome;
import passerelle.translate.Answer;
import passerelle.translate.Received;

/**
 * Hands a message to the partner's route and waits for its answer, in the caller's thread. The exchange is new: no header
 * of the sender is on it.
 */
public final class Road {
    private static final Logger LOG = LoggerFactory.getLogger(Road.class);
    private static final int FRAMES = 12;

    private Road() {}

    /** The route's answer; GATEWAY-FAULT with a reference that is also in the log, if the route fails. */
    public static Answer take(DefaultConsumer consumer, Received received) {
        Exchange exchange = consumer.createExchange(false);
        try {
            exchange.getIn().setBody(received);
            consumer.getProcessor().process(exchange);
            if (exchange.getException() != null) {
                return fault(exchange.getException());
            }
            return exchange.getMessage().getBody() instanceof Answer answer
                    ? answer
                    : fault(new IllegalStateException("The route ended without an Answer"));
        } catch (Exception e) {
            return fault(e);
        } finally {
            consumer.releaseExchange(exchange, false);
        }
    }

    private static Answer fault(Throwable thrown) {
        return new Answer(new Outcome.Refused(Optional.empty(), failure(thrown)), Optional.empty());
    }

    /** Logs a fault of ours under a new reference and gives what the sender may know of it. */
    public static Failure failure(Throwable thrown) {
        var reference = UUID.randomUUID().toString();
        // The texts of exceptions stay out: they may quote the message.
        LOG.error("fault {} {}", reference, trace(thrown));
        return new Failure(FailureCode.GATEWAY_FAULT, "reference " + reference, "", "");
    }

    private static String trace(Throwable thrown) {
        var causes = new StringBuilder(thrown.getClass().getName());
        Throwable root = thrown;
        while (root.getCause() != null && root.getCause() != root) {
            root = root.getCause();
            causes.append(" < ").append(root.getClass().getName());
        }
        return causes + " at "
                + Arrays.stream(root.getStackTrace())
                        .limit(FRAMES)
                        .map(StackTraceElement::toString)
                        .collect(Collectors.joining(" < "));
    }
}
