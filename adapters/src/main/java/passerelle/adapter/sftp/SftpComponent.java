package passerelle.adapter.sftp;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Function;
import org.apache.sshd.client.SshClient;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.adapter.DeliveryComponent;
import passerelle.model.Outbound;
import passerelle.model.OutgoingFile;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Result;

/**
 * {@code sftp:<partner>}: puts a file on the server of the partner's {@link Outbound.Sftp}. The file has the name {@code
 * .<name>.part} until all of it is there. The server is known by its one host key, and we by one private key; nothing of
 * the machine's own SSH settings is used.
 */
public final class SftpComponent extends DeliveryComponent {
    private static final Logger log = LoggerFactory.getLogger(SftpComponent.class);

    private final SshClient client;
    private final ScheduledExecutorService watch = Executors.newSingleThreadScheduledExecutor(task -> {
        var thread = new Thread(task, "sftp-deadlines");
        thread.setDaemon(true);
        return thread;
    });
    private final Map<PartnerId, SftpDelivery> deliveries = new ConcurrentHashMap<>();
    private final SftpDelivery.Patience patience;

    public SftpComponent(Function<PartnerId, Optional<Partner>> partners) {
        this(partners, SftpDelivery.Patience.DEFAULT);
    }

    SftpComponent(Function<PartnerId, Optional<Partner>> partners, SftpDelivery.Patience patience) {
        super(partners);
        this.patience = patience;
        this.client = SecureClient.of(patience);
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        client.start();
    }

    @Override
    protected void doStop() throws Exception {
        deliveries.values().forEach(SftpDelivery::close);
        client.stop();
        super.doStop();
    }

    @Override
    protected void doShutdown() throws Exception {
        watch.shutdownNow();
        super.doShutdown();
    }

    @Override
    protected Result<String> deliver(Partner partner, OutgoingFile file) {
        var to = partner.receives()
                .filter(Outbound.Sftp.class::isInstance)
                .map(Outbound.Sftp.class::cast)
                .orElseThrow(() ->
                        new IllegalStateException("Partner '%s' does not receive by SFTP".formatted(partner.id())));
        var begun = System.nanoTime();
        var result = deliveries
                .computeIfAbsent(partner.id(), id -> new SftpDelivery(new SftpConnector(client, watch, patience)))
                .put(to, file);
        log.info(
                "{} sftp {} in {} ms",
                partner.id(),
                result.match(text -> "delivered", failure -> failure.code().code()),
                (System.nanoTime() - begun) / 1_000_000);
        return result;
    }
}
