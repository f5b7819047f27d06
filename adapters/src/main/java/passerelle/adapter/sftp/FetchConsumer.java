package passerelle.adapter.sftp;

import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/** An {@link InboxConsumer} whose files are brought by a {@link Fetcher} of its own, in a second thread. */
final class FetchConsumer extends InboxConsumer {
    private static final Logger log = LoggerFactory.getLogger(FetchConsumer.class);
    private static final long STOP_MINUTES = 1;

    private final PartnerId partner;
    private final Fetchers fetchers;
    private Optional<Running> running = Optional.empty();

    /** Makes a fetcher that has not started. */
    interface Fetchers {
        Fetcher make() throws Exception;
    }

    private record Running(Fetcher fetcher, ExecutorService thread) {}

    FetchConsumer(
            Endpoint endpoint,
            Processor processor,
            PartnerId partner,
            Arrivals arrivals,
            Function<InboxReader.Receiver, InboxReader> readers,
            Fetchers fetchers) {
        super(endpoint, processor, partner, arrivals, readers);
        this.partner = partner;
        this.fetchers = fetchers;
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        var fetcher = fetchers.make();
        var thread = getEndpoint()
                .getCamelContext()
                .getExecutorServiceManager()
                .newSingleThreadExecutor(this, "fetch-" + partner);
        running = Optional.of(new Running(fetcher, thread));
        thread.execute(fetcher);
    }

    @Override
    protected void doStop() throws Exception {
        if (running.isPresent()) {
            var ending = running.get();
            running = Optional.empty();
            ending.fetcher().stop();
            ending.thread().shutdown();
            if (!ending.thread().awaitTermination(STOP_MINUTES, TimeUnit.MINUTES)) {
                log.error("{} fetch: it did not end in {} minute", partner, STOP_MINUTES);
            }
        }
        super.doStop();
    }
}
