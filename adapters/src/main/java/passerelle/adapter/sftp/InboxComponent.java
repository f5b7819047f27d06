package passerelle.adapter.sftp;

import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.apache.camel.Consumer;
import org.apache.camel.Endpoint;
import org.apache.camel.Processor;
import org.apache.camel.Producer;
import org.apache.camel.support.DefaultComponent;
import org.apache.camel.support.DefaultEndpoint;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * {@code inbox:<partner>}: hands each file that the partner put into its inbox to the route, as an {@link
 * passerelle.translate.ArrivedFile} and without headers, one at a time and oldest first. When the route ends well the
 * file is deleted; when it throws, the file is tried again after 1 s, 2 s … 60 s. A file whose name does not match the
 * partner's pattern goes to {@code rejected} with a report.
 */
public final class InboxComponent extends DefaultComponent {
    private final SftpServer server;
    private final Function<PartnerId, Optional<Partner>> partners;
    private final Pace pace;

    public InboxComponent(SftpServer server, Function<PartnerId, Optional<Partner>> partners) {
        this(server, partners, Pace.DEFAULT);
    }

    InboxComponent(SftpServer server, Function<PartnerId, Optional<Partner>> partners, Pace pace) {
        this.server = server;
        this.partners = partners;
        this.pace = pace;
    }

    @Override
    protected Endpoint createEndpoint(String uri, String remaining, Map<String, Object> parameters) {
        return new InboxEndpoint(uri, new PartnerId(remaining));
    }

    private final class InboxEndpoint extends DefaultEndpoint {
        private final PartnerId partner;

        InboxEndpoint(String uri, PartnerId partner) {
            super(uri, InboxComponent.this);
            this.partner = partner;
        }

        @Override
        public Producer createProducer() {
            throw new UnsupportedOperationException("'" + getEndpointUri() + "' can only be received from");
        }

        @Override
        public Consumer createConsumer(Processor processor) throws Exception {
            var inbox = new Inbox(server.folderOf(partner));
            var consumer = new InboxConsumer(
                    this,
                    processor,
                    partner,
                    server.arrivals(),
                    receiver -> new InboxReader(
                            partner,
                            inbox,
                            () -> partners.apply(partner).flatMap(known -> known.sendsBy(Inbound.Files.class)),
                            receiver,
                            pace,
                            Clock.systemUTC()));
            configureConsumer(consumer);
            return consumer;
        }
    }
}
