package passerelle.adapter.mllp;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import passerelle.Certificates;
import passerelle.model.AddressRange;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.MessageId;
import passerelle.model.MutualTls;
import passerelle.model.Outbound;
import passerelle.model.Outcome;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Redelivery;
import passerelle.model.Result;
import passerelle.model.Secret;
import passerelle.model.Terms;
import passerelle.translate.Answer;
import passerelle.translate.Received;

/** A real component in a real Camel context, with one partner whose road is what a test says. */
final class World implements AutoCloseable {
    static final PartnerId CLINIC = new PartnerId("clinic");
    static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    static final List<AddressRange> HERE = List.of(AddressRange.parse("127.0.0.0/8"));
    static final Limits SHORT =
            new Limits(64 << 10, Duration.ofMillis(600), Duration.ofMillis(300), Duration.ofMillis(600));
    private static final FormatId FORMAT = new FormatId("notice-v1");

    final List<Received> received = new CopyOnWriteArrayList<>();
    volatile Function<Received, Answer> road = World::accepted;
    private final DefaultCamelContext camel = new DefaultCamelContext();
    private final MllpComponent mllp = new MllpComponent("127.0.0.1", this::partner, SHORT);
    private volatile List<Inbound> sends = List.of();
    private volatile Optional<Outbound> receives = Optional.empty();

    World() {
        camel.addComponent("mllp", mllp);
        camel.start();
    }

    private Optional<Partner> partner(PartnerId id) {
        return Optional.of(new Partner(CLINIC, "Panel clinic", "UTO", sends, receives, Redelivery.DEFAULT, List.of()))
                .filter(partner -> partner.id().equals(id));
    }

    static Inbound.Mllp from(List<AddressRange> from, Optional<MutualTls> tls) {
        return channel(from, tls, Optional.empty(), Duration.ofMinutes(5), 4);
    }

    static Inbound.Mllp channel(
            List<AddressRange> from,
            Optional<MutualTls> tls,
            Optional<String> application,
            Duration idle,
            int connections) {
        return new Inbound.Mllp(
                FORMAT, Terms.of("health-continuity"), 0, from, tls, application, Optional.empty(), idle, connections);
    }

    /** Listens; the port. */
    int listen(Inbound.Mllp channel) throws Exception {
        sends = List.of(channel);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("mllp:clinic").routeId("in").process(exchange -> {
                    var message = exchange.getMessage().getMandatoryBody(Received.class);
                    received.add(message);
                    exchange.getMessage().setBody(road.apply(message));
                });
            }
        });
        return Objects.requireNonNull(mllp.ports().get(CLINIC));
    }

    int listen() throws Exception {
        return listen(from(HERE, Optional.empty()));
    }

    void stopListening() throws Exception {
        camel.getRouteController().stopRoute("in");
    }

    static Outbound.Mllp to(int port, Optional<MutualTls> tls, Duration patience) {
        return new Outbound.Mllp(FORMAT, "127.0.0.1", port, tls, Duration.ofSeconds(15), patience, 1);
    }

    /** Sets up the way out. */
    World sendTo(Outbound.Mllp channel) throws Exception {
        receives = Optional.of(channel);
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:out").to("mllp:clinic");
            }
        });
        return this;
    }

    @SuppressWarnings("unchecked")
    Result<String> deliver(String message) {
        return Objects.requireNonNull(
                camel.createProducerTemplate().requestBody("direct:out", Message.bytes(message), Result.class));
    }

    static Answer accepted(Received message) {
        return new Answer(
                new Outcome.Accepted(MessageId.of(message.sender(), "one"), RECEIVED, false), Optional.empty());
    }

    static Answer refused(Failure failure) {
        return new Answer(new Outcome.Refused(Optional.empty(), failure), Optional.empty());
    }

    /** As the road does: what could not be read is refused. */
    static Answer answered(Received message) {
        return message.parsed()
                .map(parsed -> parsed.match(node -> accepted(message), World::refused))
                .orElseGet(() -> accepted(message));
    }

    static MutualTls tls(Certificates ours, Certificates... peers) {
        return new MutualTls(
                new Secret("file:ours.crt", ours.certificate()),
                new Secret("file:ours.key", ours.privateKey()),
                List.of(peers).stream()
                        .map(peer -> new Secret("file:peer.crt", peer.certificate()))
                        .toList());
    }

    @Override
    public void close() {
        camel.stop();
    }
}
