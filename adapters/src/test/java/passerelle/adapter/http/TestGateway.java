package passerelle.adapter.http;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.apache.camel.Exchange;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.MessageId;
import passerelle.model.Outbound;
import passerelle.model.Outcome;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Redelivery;
import passerelle.model.Secret;
import passerelle.model.Terms;
import passerelle.translate.Answer;
import passerelle.translate.Received;

/** A real server, a real Camel context and one partner, whose road is what a test says. */
public final class TestGateway implements AutoCloseable {
    public static final PartnerId BORDER = new PartnerId("border");
    public static final Instant RECEIVED = Instant.parse("2026-11-23T10:00:00Z");
    private static final FormatId FORMAT = new FormatId("crossing-v1");
    private static final String HASH = "hash of pass wörd";

    public final HttpServer server;
    public final BasicDoor door;
    public final DefaultCamelContext camel = new DefaultCamelContext();
    public final AtomicInteger verified = new AtomicInteger();
    public final List<Received> received = new CopyOnWriteArrayList<>();
    public final List<Map<String, Object>> headers = new CopyOnWriteArrayList<>();
    public volatile Function<Received, Answer> road = message -> accepted(message, false);
    private volatile Optional<Outbound> receives = Optional.empty();

    public TestGateway(int mostBytes) {
        server = new HttpServer("127.0.0.1", 0, 8, mostBytes);
        door = new BasicDoor((hash, password) -> {
            verified.incrementAndGet();
            return hash.equals("hash of " + new String(password));
        });
        server.start();
    }

    /** The one partner, {@code border}, which sends by soap and xml. */
    public Optional<Partner> partner(PartnerId id) {
        var login = new Inbound.Login("border", new Secret("test", HASH));
        return Optional.of(new Partner(
                        BORDER,
                        "Border",
                        "UTO",
                        List.of(
                                new Inbound.Soap(FORMAT, Terms.of("border-management"), login),
                                new Inbound.Xml(FORMAT, Terms.of("border-management"), login)),
                        receives,
                        Redelivery.DEFAULT,
                        List.of()))
                .filter(partner -> partner.id().equals(id));
    }

    public void receives(Outbound outbound) {
        receives = Optional.of(outbound);
    }

    /** Runs a route from an endpoint that answers by {@link #road}. */
    public void route(String from) throws Exception {
        camel.start();
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from(from).routeId(from).process(TestGateway.this::run);
            }
        });
    }

    private void run(Exchange exchange) throws Exception {
        headers.add(Map.copyOf(exchange.getMessage().getHeaders()));
        var message = exchange.getMessage().getMandatoryBody(Received.class);
        received.add(message);
        exchange.getMessage().setBody(road.apply(message));
    }

    public static MessageId id(Received message) {
        return MessageId.of(message.sender(), message.sourceId().orElse("none"));
    }

    public static Answer accepted(Received message, boolean repeated) {
        return new Answer(new Outcome.Accepted(id(message), RECEIVED, repeated), Optional.empty());
    }

    public String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Override
    public void close() {
        camel.stop();
        server.stop();
    }
}
