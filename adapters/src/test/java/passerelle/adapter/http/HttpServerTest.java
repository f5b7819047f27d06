package passerelle.adapter.http;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class HttpServerTest {
    private final HttpServer server = new HttpServer("127.0.0.1", 0, 8, 1000);
    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch leave = new CountDownLatch(1);

    @BeforeEach
    void start() {
        server.mount("/echo", servlet((request, response) -> {
            var body = RequestBody.read(request, response);
            if (body.isPresent()) {
                response.getOutputStream().write(body.get());
            }
        }));
        server.start();
    }

    @AfterEach
    void stop() {
        leave.countDown();
        server.stop();
    }

    private interface Service {
        void serve(HttpServletRequest request, HttpServletResponse response) throws IOException, InterruptedException;
    }

    private static HttpServlet servlet(Service service) {
        return new HttpServlet() {
            private static final long serialVersionUID = 1;

            @Override
            protected void service(HttpServletRequest request, HttpServletResponse response) throws IOException {
                try {
                    service.serve(request, response);
                } catch (InterruptedException e) {
                    throw new IOException(e);
                }
            }
        };
    }

    private String address(String path) {
        return "http://127.0.0.1:" + server.port() + path;
    }

    @Test
    void readsABodyWhole() throws Exception {
        assertThat(Post.send(address("/echo"), "text/plain", "é".repeat(500)).body())
                .isEqualTo("é".repeat(500));
    }

    @Test
    void refusesABodyThatSaysItIsTooLarge() throws Exception {
        assertThat(Post.send(address("/echo"), "text/plain", "x".repeat(1001)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void refusesABodyThatTurnsOutTooLarge() throws Exception {
        var chunked = HttpRequest.BodyPublishers.ofInputStream(() -> new java.io.ByteArrayInputStream(new byte[1001]));

        assertThat(Post.send(Post.to(address("/echo")).POST(chunked)).statusCode())
                .isEqualTo(413);
    }

    @Test
    void saysNothingAboutItself() throws Exception {
        server.mount("/late", servlet((request, response) -> {
            throw new IllegalStateException("Okoro");
        }));

        var fault = Post.send(Post.to(address("/late")));
        var nothing = Post.send(Post.to(address("/nothing/<b>").replace("<b>", "%3Cb%3E")));

        assertThat(fault.statusCode()).isEqualTo(500);
        assertThat(fault.body()).isEqualTo("500 Server Error\n");
        assertThat(fault.headers().map()).doesNotContainKeys("server", "x-powered-by");
        assertThat(nothing.body()).isEqualTo("404 Not Found\n");
    }

    @Test
    void answersAFoolishRequestInOneLine() throws Exception {
        var tooLarge = Post.send(address("/echo"), "text/plain", "x".repeat(1001));

        assertThat(raw("GET /echo HTTP/1.1\r\nHost: a b\u0001\r\n\r\n"))
                .startsWith("HTTP/1.1 400 ")
                .endsWith("\r\n400 Bad Request\n");
        assertThat(raw("GET /echo HTTP/1.1\r\nHost: a\r\nX: " + "x".repeat(17 << 10) + "\r\n\r\n"))
                .startsWith("HTTP/1.1 431 ")
                .endsWith("\r\n431 Request Header Fields Too Large\n");
        assertThat(tooLarge.body()).isEqualTo("413 Payload Too Large\n");
    }

    @Test
    void letsARunningRequestFinishWhenItStops() throws Exception {
        server.mount("/slow", servlet((request, response) -> {
            entered.countDown();
            leave.await(10, TimeUnit.SECONDS);
            response.getOutputStream().print("done");
        }));
        var answer = CompletableFuture.supplyAsync(() -> {
            try {
                return Post.send(Post.to(address("/slow"))).body();
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        });
        entered.await();

        var stopping = CompletableFuture.runAsync(server::stop);
        CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS).execute(leave::countDown);

        assertThat(answer.get(10, TimeUnit.SECONDS)).isEqualTo("done");
        stopping.get(10, TimeUnit.SECONDS);
    }

    @Test
    void closesAConnectionWhoseHeadNeverEnds() throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port());
                var good = new Socket("127.0.0.1", server.port())) {
            good.setSoTimeout(1000);
            good.getOutputStream().write(post());
            readAnswer(good.getInputStream());
            socket.setSoTimeout(500);
            socket.getOutputStream().write("POST /echo HTTP/1.1\r\n".getBytes(StandardCharsets.US_ASCII));

            long closedAfter = trickleUntilClosed(socket);
            good.getOutputStream().write(post());

            assertThat(closedAfter).isBetween(SlowHeaders.ALLOWED_SECONDS * 1000L - 1000, 20_000L);
            assertThat(readAnswer(good.getInputStream())).startsWith("HTTP/1.1 200 OK");
        }
    }

    private static byte[] post() {
        return "POST /echo HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nhi".getBytes(StandardCharsets.US_ASCII);
    }

    private static String readAnswer(InputStream in) throws IOException {
        var text = new StringBuilder();
        while (text.indexOf("\r\n\r\nhi") < 0) {
            int c = in.read();
            if (c < 0) {
                break;
            }
            text.append((char) c);
        }
        return text.toString();
    }

    private static long trickleUntilClosed(Socket socket) {
        long start = System.nanoTime();
        try {
            while (System.nanoTime() - start < TimeUnit.SECONDS.toNanos(25)) {
                socket.getOutputStream().write('x');
                if (isClosed(socket)) {
                    break;
                }
            }
        } catch (IOException e) {
            return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
        }
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - start);
    }

    private static boolean isClosed(Socket socket) throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketTimeoutException e) {
            return false;
        }
    }

    @Test
    void keepsAPaceForBodies() {
        assertThat(RequestBody.isTooSlow(1, TimeUnit.SECONDS.toNanos(29))).isFalse();
        assertThat(RequestBody.isTooSlow(1, TimeUnit.SECONDS.toNanos(31))).isTrue();
        assertThat(RequestBody.isTooSlow(1 << 20, TimeUnit.SECONDS.toNanos(127)))
                .isFalse();
        assertThat(RequestBody.isTooSlow(1 << 20, TimeUnit.SECONDS.toNanos(129)))
                .isTrue();
    }

    private String raw(String request) throws Exception {
        try (var socket = new Socket("127.0.0.1", server.port())) {
            socket.setSoTimeout(5000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }
}
