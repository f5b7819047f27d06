package passerelle.adapter.sftp;

import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import org.apache.sshd.client.SshClient;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * {@code fetch:<partner>}: fetches files from the server of the partner's {@link Inbound.Sftp} and hands each to the route
 * as {@link InboxComponent} does. A file is taken over once: whole, on our disk for good, and only then deleted or moved on
 * the partner's server, which is known by its one host key. Nothing that the server says names a place on our disk.
 * Camel refuses a second route from the same partner, so only one looks at a time.
 */
public final class FetchComponent extends DefaultComponent {
    private static final Pace PACE =
            new Pace(Duration.ofSeconds(5), Duration.ZERO, Duration.ofSeconds(1), Duration.ofMinutes(5), 5);

    private final SftpServer server;
    private final Function<PartnerId, Optional<Partner>> partners;
    private final Pace reading;
    private final Pace fetching;
    private final SshClient client;
    private final SftpConnector connector;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "fetch-deadlines");
        thread.setDaemon(true);
        return thread;
    });

    /** @param server keeps the files until they are worked off, and the reports for the partner */
    public FetchComponent(SftpServer server, Function<PartnerId, Optional<Partner>> partners) {
        this(server, partners, Pace.DEFAULT, PACE, SftpDelivery.Patience.DEFAULT);
    }

    FetchComponent(
            SftpServer server,
            Function<PartnerId, Optional<Partner>> partners,
            Pace reading,
            Pace fetching,
            SftpDelivery.Patience patience) {
        this.server = server;
        this.partners = partners;
        this.reading = reading;
        this.fetching = fetching;
        this.client = SecureClient.of(patience);
        this.connector = new SftpConnector(client, watch, patience);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        client.start();
    }

    @Override
    protected void doStop() throws Exception {
        client.stop();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        watch.shutdownNow();
        super.doShutdown();
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new FetchEndpoint(uri, new PartnerId(remaining));
    }

    private <T extends Inbound> Optional<T> way(PartnerId partner, Class<T> shape) {
        return partners.apply(partner).flatMap(known -> known.sendsBy(shape));
    }

    private Fetcher fetcher(PartnerId partner) throws IOException {
        var inbox = new RemoteInbox(
                partner,
                server.folderOf(partner),
                server.quotaOf(partner),
                () -> server.arrivals().arrived(partner),
                fetching,
                Clock.systemUTC());
        return new Fetcher(partner, () -> way(partner, Inbound.Sftp.class), connector, inbox, fetching);
    }

    private final class FetchEndpoint extends DefaultEndpoint {
        private final PartnerId partner;

        FetchEndpoint(String uri, PartnerId partner) {
            super(uri, FetchComponent.this);
            this.partner = partner;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("'" + getEndpointUri() + "' can only be received from");
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            var inbox = new Inbox(server.folderOf(partner));
            var consumer = new FetchConsumer(
                    this,
                    processor,
                    partner,
                    server.arrivals(),
                    receiver -> new InboxReader(
                            partner,
                            inbox,
                            () -> way(partner, Inbound.Files.class),
                            receiver,
                            reading,
                            Clock.systemUTC()),
                    () -> fetcher(partner));
            configureConsumer(consumer);
            return consumer;
        }
    }
}
