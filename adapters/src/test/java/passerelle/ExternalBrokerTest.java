package passerelle;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.GatewayHarness.until;
import static passerelle.GatewayHarness.untilTrue;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.Optional;
import org.apache.activemq.artemis.api.core.RoutingType;
import org.apache.activemq.artemis.core.config.impl.ConfigurationImpl;
import org.apache.activemq.artemis.core.server.embedded.EmbeddedActiveMQ;
import org.apache.activemq.artemis.core.settings.impl.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Type;

/** The gateway on a broker that somebody else runs, over TCP. */
class ExternalBrokerTest {
    private static final String XBB = "xbb-immigration";

    @TempDir
    private Path home;

    @TempDir
    private Path brokerFolder;

    private EmbeddedActiveMQ broker = new EmbeddedActiveMQ();
    private String url = "";
    private GatewayHarness gateway;

    @BeforeEach
    void start() throws Exception {
        try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            url = "tcp://127.0.0.1:" + free.getLocalPort();
        }
        startBroker();
        gateway = GatewayHarness.in(home)
                .edit("config/partners/xbb-immigration.yaml", "attempts: 12", "attempts: 3")
                .set("broker.url", url)
                .start();
    }

    private void startBroker() throws Exception {
        var configuration = new ConfigurationImpl();
        configuration.setSecurityEnabled(false);
        configuration.setJMXManagementEnabled(false);
        configuration.setJournalDirectory(brokerFolder.resolve("journal").toString());
        configuration.setBindingsDirectory(brokerFolder.resolve("bindings").toString());
        configuration.setPagingDirectory(brokerFolder.resolve("paging").toString());
        configuration.setLargeMessagesDirectory(brokerFolder.resolve("large").toString());
        configuration.addAcceptorConfiguration("tcp", url);
        configuration.addAddressSetting(
                "#",
                new AddressSettings()
                        .setDefaultQueueRoutingType(RoutingType.ANYCAST)
                        .setMaxDeliveryAttempts(-1));
        broker = new EmbeddedActiveMQ();
        broker.setConfiguration(configuration);
        broker.start();
    }

    @AfterEach
    void stop() throws Exception {
        gateway.close();
        broker.stop();
    }

    @Test
    void deliversTriesAgainBuriesAndReplaysAsOnItsOwnBroker() throws Exception {
        var id = gateway.accepted(Samples.crossing("broker-1"));
        gateway.delivery(id, "xaa-registry", "delivered");
        assertThat(gateway.delivery(id, XBB, "dead").path("code").asText()).isEqualTo("DELIVER-EXHAUSTED");
        assertThat(gateway.audit(id, Type.FAILED)).hasSize(3);

        gateway.recipient().goUp();
        assertThat(gateway.run("replay", id).exit()).isZero();

        gateway.delivery(id, XBB, "delivered");
        assertThat(gateway.recipient().calls(id)).hasSize(1);
        assertThat(gateway.soap(Samples.crossing("broker-1")).body()).contains(id);
    }

    @Test
    void saysThatItIsBusyWhileTheBrokerIsAwayAndGoesOnWhenItIsBack() throws Exception {
        gateway.recipient().goUp();
        var before = gateway.accepted(Samples.crossing("away-1"));
        gateway.delivery(before, XBB, "delivered");

        broker.stop();
        assertThat(gateway.soap(Samples.crossing("away-2")).body()).contains("GATEWAY-BUSY");
        startBroker();

        var id = until(() -> Optional.of(gateway.soap(Samples.crossing("away-2")))
                .filter(answer -> answer.statusCode() == 200)
                .map(GatewayHarness::reference));
        gateway.delivery(id, XBB, "delivered");
        untilTrue(() -> gateway.recipient().calls(id).size() == 1);
    }
}
