package passerelle;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** The SOAP service of the office of Xbb: up, down, or with an objection to some messages. */
final class SoapRecipient implements AutoCloseable {
    /** One call. @param key its Idempotency-Key @param nanos when it came */
    record Call(String key, String authorization, byte[] bytes, long nanos) {
        String text() {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    }

    /** Bound and not listening while the recipient is down: callers are refused, and nobody else gets the port. */
    private SocketChannel reserved;

    private final int port;
    private final List<Call> calls = new CopyOnWriteArrayList<>();
    private final ExecutorService threads = Executors.newFixedThreadPool(8);
    private Optional<HttpServer> server = Optional.empty();
    private volatile String objection = "";

    private SoapRecipient() throws IOException {
        this.reserved = reserve(0);
        this.port = ((InetSocketAddress) reserved.getLocalAddress()).getPort();
    }

    private static SocketChannel reserve(int port) throws IOException {
        return SocketChannel.open()
                .setOption(StandardSocketOptions.SO_REUSEADDR, true)
                .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    }

    /** One that is down, and has a port of its own. */
    static SoapRecipient down() throws IOException {
        return new SoapRecipient();
    }

    int port() {
        return port;
    }

    void goUp() throws IOException {
        reserved.close();
        var http = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 0);
        http.createContext("/immigration", this::take);
        http.setExecutor(threads);
        http.start();
        server = Optional.of(http);
    }

    void goDown() throws IOException {
        if (server.isPresent()) {
            server.get().stop(0);
            server = Optional.empty();
            reserved = reserve(port);
        }
    }

    /** Answers a message that holds {@code text} with a Client fault, which quotes it; "" for no such message. */
    void objectsTo(String text) {
        objection = text;
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            var body = exchange.getRequestBody().readAllBytes();
            var call = new Call(
                    header(exchange, "Idempotency-Key"), header(exchange, "Authorization"), body, System.nanoTime());
            boolean objects = !objection.isEmpty() && call.text().contains(objection);
            if (!objects) {
                calls.add(call);
            }
            var answer = Samples.soap11(
                            objects
                                    ? "<s:Fault><faultcode>s:Client</faultcode><faultstring>no " + objection
                                            + "</faultstring></s:Fault>"
                                    : "<ok xmlns=\"urn:xbb:immigration:1\"/>")
                    .getBytes(StandardCharsets.UTF_8);
            exchange.getResponseHeaders().set("Content-Type", "text/xml; charset=utf-8");
            exchange.sendResponseHeaders(objects ? 500 : 200, answer.length);
            exchange.getResponseBody().write(answer);
        }
    }

    private static String header(HttpExchange exchange, String name) {
        return Optional.ofNullable(exchange.getRequestHeaders().getFirst(name)).orElse("");
    }

    /** The calls it took, in their order. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    /** The calls about one message. */
    List<Call> calls(String id) {
        return calls.stream().filter(call -> call.key().equals(id)).toList();
    }

    @Override
    public void close() throws IOException {
        goDown();
        reserved.close();
        threads.shutdownNow();
    }
}
