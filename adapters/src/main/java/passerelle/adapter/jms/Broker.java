package passerelle.adapter.jms;

import jakarta.jms.ConnectionFactory;
import jakarta.jms.JMSException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.Configuration;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.security.CheckType;
import org.apache.activemq.artemis.core.security.Role;
import org.apache.activemq.artemis.core.server.JournalType;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressFullMessagePolicy;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.apache.activemq.artemis.jms.client.ActiveMQConnectionFactory;
import org.apache.activemq.artemis.spi.core.security.ActiveMQSecurityManager;

/** The Apache Artemis broker: embedded and reachable from this process only, or an external one (a cluster) by URL. */
public final class Broker implements AutoCloseable {
    private static final AtomicInteger NUMBER = new AtomicInteger();
    private static final long LEAST_IN_MEMORY = 8L << 20;
    private static final int PAGE_BYTES = 4 << 20;
    private static final int REMEMBERED_IDS = 200_000;

    private final Optional<EmbeddedActiveMQ> server;
    private final ActiveMQConnectionFactory factory;

    private Broker(Optional<EmbeddedActiveMQ> server, ActiveMQConnectionFactory factory) {
        this.server = server;
        this.factory = factory;
        // All that is sent here is sent in a transaction, and its commit waits for the disk and tells what failed.
        factory.setBlockOnDurableSend(false);
        factory.setCallTimeout(Duration.ofSeconds(30).toMillis());
        factory.setMinLargeMessageSize(Integer.MAX_VALUE);
        // A waiting lane must not hold deliveries that another consumer of it could make.
        factory.setConsumerWindowSize(32 * 1024);
        // What waits beyond the memory is paged, never refused: nothing has to ask for leave to send.
        factory.setProducerWindowSize(-1);
        factory.setDeserializationAllowList("none");
    }

    /**
     * Starts a broker of our own.
     *
     * @param journalBuffer how long the journal gathers writes for one sync: the longer, the more a sync carries
     */
    public static Broker embedded(Path folder, Duration journalBuffer) throws Exception {
        var password = random();
        var acceptor = "vm://" + NUMBER.incrementAndGet();
        var server = new EmbeddedActiveMQ();
        server.setConfiguration(configuration(folder, journalBuffer, acceptor));
        server.setSecurityManager(new OnlyUs(password));
        server.start();
        return new Broker(Optional.of(server), new ActiveMQConnectionFactory(acceptor, "gateway", password));
    }

    /**
     * Uses a broker that somebody else runs; its queues must be durable anycast queues, made on first use or before.
     *
     * @throws IllegalStateException when it does not answer or does not know the account
     */
    public static Broker external(String url, Optional<String> user, Optional<String> password) {
        var broker = new Broker(
                Optional.empty(), new ActiveMQConnectionFactory(url, user.orElse(null), password.orElse(null)));
        try (var probe = broker.factory.createConnection()) {
            probe.start();
            return broker;
        } catch (JMSException e) {
            broker.factory.close();
            throw new IllegalStateException("The broker at " + url + " does not let the gateway in: "
                    + e.getClass().getSimpleName() + "; check broker.url, broker.user and broker.password");
        }
    }

    public ConnectionFactory connections() {
        return factory;
    }

    private static Configuration configuration(Path folder, Duration journalBuffer, String acceptor) throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setName("passerelle");
        configuration.setPersistenceEnabled(true);
        configuration.setSecurityEnabled(true);
        configuration.setJMXManagementEnabled(false);
        configuration.setCriticalAnalyzer(false);
        configuration.setJournalType(JournalType.NIO);
        configuration.setJournalDirectory(folder.resolve("journal").toString());
        configuration.setBindingsDirectory(folder.resolve("bindings").toString());
        configuration.setPagingDirectory(folder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(folder.resolve("large").toString());
        configuration.setJournalSyncTransactional(true);
        configuration.setJournalSyncNonTransactional(true);
        configuration.setJournalDatasync(true);
        configuration.setJournalFileSize(10 << 20);
        configuration.setJournalMinFiles(2);
        configuration.setJournalPoolFiles(10);
        configuration.setJournalBufferTimeout_NIO((int) journalBuffer.toNanos());
        configuration.setIDCacheSize(REMEMBERED_IDS);
        configuration.setPersistIDCache(true);
        // The gateway looks after free space itself and refuses in time; a broker that blocks would hang its callers.
        configuration.setMaxDiskUsage(-1);
        configuration.addAcceptorConfiguration("in-process", acceptor);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDefaultAddressRoutingType(RoutingType.ANYCAST)
                        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                        // What waits beyond a share of the memory waits on disk only.
                        .setMaxSizeBytes(
                                Math.max(LEAST_IN_MEMORY, Runtime.getRuntime().maxMemory() / 16))
                        .setPageSizeBytes(PAGE_BYTES)
                        .setAddressFullMessagePolicy(AddressFullMessagePolicy.PAGE)
                        .setAutoDeleteQueues(false)
                        .setAutoDeleteAddresses(false)
                        // Redelivery is ours, with its reason and its audit event; the broker never gives up by itself.
                        .setMaxDeliveryAttempts(-1));
        return configuration;
    }

    private static String random() {
        var bytes = new byte[32];
        new SecureRandom().nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public void close() throws Exception {
        factory.close();
        if (server.isPresent()) {
            server.get().stop();
        }
    }

    /** Lets in this process, which alone knows the password of this start. */
    private record OnlyUs(String password) implements ActiveMQSecurityManager {
        @Override
        public boolean validateUser(String user, String given) {
            return "gateway".equals(user) && password.equals(given);
        }

        @Override
        public boolean validateUserAndRole(String user, String given, Set<Role> roles, CheckType checkType) {
            return validateUser(user, given);
        }

        @Override
        public String toString() {
            return "OnlyUs";
        }
    }
}
