package passerelle.adapter.sftp;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.support.DefaultConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;
import passerelle.translate.ArrivedFile;

/** Runs one {@link InboxReader} in a thread of its own from start to stop. */
final class InboxConsumer extends DefaultConsumer {
    private static final Logger log = LoggerFactory.getLogger(InboxConsumer.class);
    private static final long END_SECONDS = 3;
    private static final long STOP_SECONDS = 60;

    private final PartnerId partner;
    private final Arrivals arrivals;
    private final Function<InboxReader.Receiver, InboxReader> readers;
    private Optional<Running> running = Optional.empty();

    /** @param bell the one object that the server rings */
    private record Running(InboxReader reader, Runnable bell, ExecutorService thread) {}

    InboxConsumer(
            Endpoint endpoint,
            Processor processor,
            PartnerId partner,
            Arrivals arrivals,
            Function<InboxReader.Receiver, InboxReader> readers) {
        super(endpoint, processor);
        this.partner = partner;
        this.arrivals = arrivals;
        this.readers = readers;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var reader = readers.apply(this::receive);
        Runnable bell = reader::ring;
        var thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "inbox-" + partner);
        running = Optional.of(new Running(reader, bell, thread));
        arrivals.tell(partner, bell);
        thread.execute(reader);
    }

    @Override
    protected void doStop() throws Exception {
        if (running.isPresent()) {
            var ending = running.get();
            running = Optional.empty();
            arrivals.forget(partner, ending.bell());
            ending.reader().stop();
            ending.thread().shutdown();
            // A small file ends; a large one stops at the end of a chunk, from which the next start goes on.
            if (!ending.thread().awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
                ending.thread().shutdownNow();
                if (!ending.thread().awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                    log.error("{} inbox: the running file did not stop in {} seconds", partner, STOP_SECONDS);
                }
            }
        }
        super.doStop();
    }

    private void receive(ArrivedFile file) throws Exception {
        var exchange = createExchange(false);
        try {
            exchange.getIn().setBody(file);
            getProcessor().process(exchange);
            var fault = exchange.getException();
            if (fault != null) {
                throw fault;
            }
            if (exchange.isRollbackOnly()) {
                throw new IllegalStateException("The route rolled back");
            }
        } finally {
            releaseExchange(exchange, false);
        }
    }
}
