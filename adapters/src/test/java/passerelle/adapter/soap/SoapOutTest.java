package passerelle.adapter.soap;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import net.sf.saxon.s9api.XdmNode;
import org.apache.camel.InvalidPayloadException;
import org.apache.camel.builder.RouteBuilder;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.adapter.http.Post;
import passerelle.adapter.http.TestGateway;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Outbound;
import passerelle.model.Result;
import passerelle.model.Secret;

@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class SoapOutTest {
    private static final String E11 = "http://schemas.xmlsoap.org/soap/envelope/";
    private static final String REPORT =
            "<t:report xmlns:t=\"urn:test:crossing:1\"><t:surname>Ó &lt; Nze</t:surname></t:report>";

    private interface Service {
        void answer(HttpExchange exchange) throws IOException, InterruptedException;
    }

    private final TestGateway gateway = new TestGateway(1000);
    private final Map<String, List<String>> headers = new ConcurrentHashMap<>();
    private final List<String> bodies = new CopyOnWriteArrayList<>();
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer partner;
    private volatile Service service = exchange -> reply(exchange, 200, "text/xml", envelope("<ok/>"));

    @BeforeEach
    void start() throws Exception {
        partner = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        partner.setExecutor(Executors.newCachedThreadPool());
        partner.createContext("/service", exchange -> {
            headers.putAll(exchange.getRequestHeaders());
            bodies.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            try (exchange) {
                service.answer(exchange);
            } catch (InterruptedException e) {
                throw new IOException(e);
            }
        });
        partner.start();
        gateway.camel.addComponent(
                "soap",
                new SoapComponent(
                        gateway.server, gateway.door, gateway::partner, format -> Path.of(""), format -> false));
        gateway.camel.start();
    }

    @AfterEach
    void stop() {
        end.countDown();
        gateway.close();
        partner.stop(0);
    }

    private static String envelope(String body) {
        return "<s:Envelope xmlns:s='" + E11 + "'><s:Body>" + body + "</s:Body></s:Envelope>";
    }

    private static String fault(String code) {
        return envelope("<s:Fault><faultcode>" + code + "</faultcode><faultstring>Okoro</faultstring></s:Fault>");
    }

    private static void reply(HttpExchange exchange, int status, String type, String body) throws IOException {
        var bytes = body.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().set("Content-Type", type);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + partner.getAddress().getPort() + "/service");
    }

    private void route(URI url, String version, Duration answerTimeout, int connections) throws Exception {
        gateway.receives(new Outbound.Soap(
                new FormatId("crossing-v1"),
                url,
                version,
                "urn:test:report",
                Optional.of(new Outbound.Account("gateway", new Secret("test", "wörd"))),
                Duration.ofSeconds(2),
                answerTimeout,
                connections));
        gateway.camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("direct:deliver").to("soap:border");
            }
        });
    }

    private Result<?> deliver() throws InvalidPayloadException {
        XdmNode document = HardenedXml.parse(REPORT.getBytes(StandardCharsets.UTF_8))
                .match(found -> found, failure -> {
                    throw new IllegalStateException(failure.toString());
                });
        var exchange = gateway.camel.createProducerTemplate().send("direct:deliver", sent -> {
            sent.getMessage().setBody(document);
            sent.setVariable("messageId", "6d89c81c-f997-5976-bd76-b3d6122b75f6");
        });
        assertThat(exchange.getException()).isNull();
        return (Result<?>) exchange.getMessage().getMandatoryBody(Result.class);
    }

    private Result<?> deliverUnchecked() {
        try {
            return deliver();
        } catch (InvalidPayloadException e) {
            throw new IllegalStateException(e);
        }
    }

    private Result<?> deliverTo(Service answering) throws Exception {
        service = answering;
        route(url(), "1.1", Duration.ofSeconds(1), 4);
        return deliver();
    }

    private static Result<?> failed(FailureCode code, String place) {
        return Result.failed(new Failure(code, place, "", ""));
    }

    @Test
    void callsBySoap11() throws Exception {
        route(url(), "1.1", Duration.ofSeconds(5), 4);

        var result = deliver();

        assertThat(result).isEqualTo(Result.ok("HTTP 200"));
        assertThat(bodies)
                .containsExactly("<soap:Envelope xmlns:soap=\"" + E11 + "\"><soap:Body>" + REPORT
                        + "</soap:Body></soap:Envelope>");
        var sent = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        sent.putAll(headers);
        assertThat(sent)
                .containsEntry("SOAPAction", List.of("\"urn:test:report\""))
                .containsEntry("Idempotency-Key", List.of("6d89c81c-f997-5976-bd76-b3d6122b75f6"))
                .containsEntry("Authorization", List.of(Post.basic("gateway", "wörd")))
                .containsKey("Content-Length")
                .doesNotContainKeys("Transfer-Encoding", "Upgrade", "HTTP2-Settings");
        assertThat(sent.getOrDefault("Content-Type", List.of()).toString())
                .startsWith("[text/xml")
                .containsIgnoringCase("utf-8");
    }

    @Test
    void callsBySoap12() throws Exception {
        route(url(), "1.2", Duration.ofSeconds(5), 4);

        var result = deliver();

        assertThat(result).isEqualTo(Result.ok("HTTP 200"));
        assertThat(bodies.get(0)).startsWith("<soap:Envelope xmlns:soap=\"http://www.w3.org/2003/05/soap-envelope\">");
        assertThat(headers.getOrDefault("Content-type", List.of()).toString())
                .startsWith("[application/soap+xml")
                .contains("action=\"urn:test:report\"");
    }

    @Test
    void takesAnEmptyAnswerAsAReceipt() throws Exception {
        assertThat(deliverTo(exchange -> exchange.sendResponseHeaders(202, -1))).isEqualTo(Result.ok("HTTP 202"));
    }

    @Test
    void takesAnEmpty200AsAReceipt() throws Exception {
        assertThat(deliverTo(exchange -> exchange.sendResponseHeaders(200, -1))).isEqualTo(Result.ok("HTTP 200"));
    }

    @ParameterizedTest
    @CsvSource({
        "500, s:Client, DELIVER_REJECTED, 'HTTP 500, fault Client'",
        "500, s:Client.Validation, DELIVER_REJECTED, 'HTTP 500, fault Client'",
        "200, s:Client, DELIVER_REJECTED, 'HTTP 200, fault Client'",
        "500, s:VersionMismatch, DELIVER_REJECTED, 'HTTP 500, fault VersionMismatch'",
        "500, s:Server, DELIVER_BUSY, 'HTTP 500, fault Server'",
        "400, s:Server, DELIVER_BUSY, 'HTTP 400, fault Server'",
        "500, Okoro born 1980, DELIVER_BUSY, 'HTTP 500, fault unknown'"
    })
    void readsAFaultByItsCodeOnly(int status, String code, FailureCode expected, String place) throws Exception {
        assertThat(deliverTo(exchange -> reply(exchange, status, "text/xml", fault(code))))
                .isEqualTo(failed(expected, place));
    }

    @Test
    void readsAFaultOfSoap12() throws Exception {
        var body = "<s:Envelope xmlns:s='http://www.w3.org/2003/05/soap-envelope'><s:Body><s:Fault><s:Code>"
                + "<s:Value>s:Sender</s:Value></s:Code></s:Fault></s:Body></s:Envelope>";

        assertThat(deliverTo(exchange -> reply(exchange, 400, "application/soap+xml", body)))
                .isEqualTo(failed(FailureCode.DELIVER_REJECTED, "HTTP 400, fault Sender"));
    }

    @ParameterizedTest
    @CsvSource({
        "401, DELIVER_AUTHENTICATION",
        "403, DELIVER_AUTHENTICATION",
        "404, DELIVER_REJECTED",
        "302, DELIVER_REJECTED",
        "408, DELIVER_BUSY",
        "429, DELIVER_BUSY",
        "500, DELIVER_BUSY",
        "503, DELIVER_BUSY"
    })
    void readsAStatusWithoutFault(int status, FailureCode expected) throws Exception {
        var result = deliverTo(exchange -> {
            exchange.getResponseHeaders().set("Location", "/service");
            reply(exchange, status, "text/html", "<html>Okoro</html>");
        });

        assertThat(result).isEqualTo(failed(expected, "HTTP " + status));
        assertThat(bodies).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "text/html, <html>Please log in</html>",
        "text/xml, <!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>",
        "text/xml, <broken",
        "text/xml, ONE_MEGABYTE_AND_MORE"
    })
    void takesNoOtherPageForAReceipt(String type, String body) throws Exception {
        var text = body.startsWith("ONE") ? envelope("<a>" + "x".repeat(1 << 20) + "</a>") : body;

        assertThat(deliverTo(exchange -> reply(exchange, 200, type, text)))
                .isEqualTo(failed(FailureCode.DELIVER_BUSY, "HTTP 200, no SOAP answer"));
    }

    @Test
    void givesUpWhenNoAnswerComes() throws Exception {
        assertThat(deliverTo(exchange -> end.await()))
                .isEqualTo(failed(FailureCode.DELIVER_TIMEOUT, "no answer in time"));
    }

    @Test
    void givesUpWhenAnAnswerDoesNotEnd() throws Exception {
        var result = deliverTo(exchange -> {
            exchange.sendResponseHeaders(200, 100);
            exchange.getResponseBody().write('<');
            exchange.getResponseBody().flush();
            end.await();
        });

        assertThat(result).isEqualTo(failed(FailureCode.DELIVER_TIMEOUT, "HTTP 200"));
    }

    @Test
    void findsNobody() throws Exception {
        int free;
        try (var socket = new ServerSocket(0)) {
            free = socket.getLocalPort();
        }
        route(URI.create("http://127.0.0.1:" + free + "/"), "1.1", Duration.ofSeconds(1), 1);

        assertThat(deliver()).isEqualTo(failed(FailureCode.DELIVER_UNREACHABLE, "connection refused"));
    }

    @Test
    void findsNoSuchHost() throws Exception {
        route(URI.create("http://registry.invalid/"), "1.1", Duration.ofSeconds(5), 1);

        assertThat(deliver()).isEqualTo(failed(FailureCode.DELIVER_UNREACHABLE, "no such host"));
    }

    @Test
    void meetsAClosedConnection() throws Exception {
        assertThat(deliverTo(HttpExchange::close))
                .isEqualTo(failed(FailureCode.DELIVER_UNREACHABLE, "connection lost"));
    }

    @Test
    void opensNoMoreConnectionsThanAllowed() throws Exception {
        var now = new AtomicInteger();
        var most = new AtomicInteger();
        service = exchange -> {
            most.accumulateAndGet(now.incrementAndGet(), Math::max);
            end.await(50, TimeUnit.MILLISECONDS);
            now.decrementAndGet();
            reply(exchange, 200, "text/xml", envelope(""));
        };
        route(url(), "1.1", Duration.ofSeconds(10), 2);
        var calls = new ArrayList<CompletableFuture<Result<?>>>();
        var threads = Executors.newFixedThreadPool(6);
        for (int i = 0; i < 12; i++) {
            calls.add(CompletableFuture.supplyAsync(this::deliverUnchecked, threads));
        }

        for (var call : calls) {
            assertThat(call.get(20, TimeUnit.SECONDS)).isEqualTo(Result.ok("HTTP 200"));
        }
        threads.shutdown();
        assertThat(most).hasValue(2);
    }

    @Test
    void wantsAMessageId() throws Exception {
        route(url(), "1.1", Duration.ofSeconds(1), 1);

        var exchange = gateway.camel.createProducerTemplate().send("direct:deliver", sent -> sent.getMessage()
                .setBody(HardenedXml.parse(new byte[0])));

        assertThat(exchange.getException()).isNotNull();
    }
}
