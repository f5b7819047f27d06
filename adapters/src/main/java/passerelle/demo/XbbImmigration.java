package passerelle.demo;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;

/** The immigration service of Xbb: a SOAP 1.1 endpoint of its own, which is down at first. */
public final class XbbImmigration implements AutoCloseable {
    private static final String ANSWER =
            "<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>"
                    + "<x:notifyCrossingResponse xmlns:x=\"urn:xbb:immigration:1\"><x:result>OK</x:result>"
                    + "</x:notifyCrossingResponse></soap:Body></soap:Envelope>";

    private final HttpServer server;
    private final Map<String, List<String>> received = new ConcurrentHashMap<>();

    private XbbImmigration(HttpServer server) {
        this.server = server;
    }

    /** Comes up at this port of the loopback interface; 0 means any free one. */
    public static XbbImmigration up(int port) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        var system = new XbbImmigration(server);
        server.createContext("/immigration", system::take);
        server.setExecutor(Executors.newFixedThreadPool(4));
        server.start();
        return system;
    }

    public int port() {
        return server.getAddress().getPort();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
            var key = String.valueOf(exchange.getRequestHeaders().getFirst("Idempotency-Key"));
            received.merge(key, List.of(body), (a, b) -> java.util.stream.Stream.concat(a.stream(), b.stream())
                    .toList());
            var answer = ANSWER.getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    /** What came, by the gateway's idempotency key. */
    public Map<String, List<String>> received() {
        return Map.copyOf(received);
    }

    @Override
    public void close() {
        server.stop(0);
        ((java.util.concurrent.ExecutorService) server.getExecutor()).shutdownNow();
    }
}
