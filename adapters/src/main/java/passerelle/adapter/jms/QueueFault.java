package passerelle.adapter.jms;

/** The broker did not take a transaction: nothing of it is to be relied on. Carries class names only. */
public final class QueueFault extends RuntimeException {
    private static final long serialVersionUID = 1;

    QueueFault(Exception cause) {
        super("The broker did not take the transaction: " + cause.getClass().getSimpleName());
    }
}
