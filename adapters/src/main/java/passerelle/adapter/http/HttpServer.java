package passerelle.adapter.http;

import jakarta.servlet.http.HttpServlet;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.ee11.servlet.ServletContextHandler;
import org.eclipse.jetty.ee11.servlet.ServletHolder;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.ConnectionLimit;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ErrorHandler;
import org.eclipse.jetty.server.handler.GracefulHandler;
import org.eclipse.jetty.server.handler.SizeLimitHandler;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.jspecify.annotations.Nullable;

/**
 * The gateway's one HTTP port. Servlets are mounted on it before or after its start; a stop lets running requests
 * finish. It says nothing about itself: no version, and error pages of one line.
 */
public final class HttpServer {
    private static final int MOST_CONNECTIONS = 1_000;
    private static final int HEADER_BYTES = 16 << 10;
    private static final long IDLE_MILLIS = TimeUnit.SECONDS.toMillis(30);
    private static final long SHUTDOWN_IDLE_MILLIS = 100;
    private static final long STOP_MILLIS = TimeUnit.SECONDS.toMillis(10);
    /** Jetty's own needs: an acceptor, a selector and the one that reads next. */
    private static final int JETTY_THREADS = 4;

    private final Server server;
    private final ServerConnector connector;
    private final ServletContextHandler servlets = new ServletContextHandler("/");

    /**
     * @param host address to listen on
     * @param port 0 for any free one, see {@link #port()}
     * @param threads requests that are worked on at once; more wait their turn
     * @param mostBytes largest request body; a larger one is answered 413
     */
    public HttpServer(String host, int port, int threads, int mostBytes) {
        var pool = new QueuedThreadPool(threads + JETTY_THREADS);
        pool.setName("http");
        server = new Server(pool);
        connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(protocol()));
        connector.setHost(host);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_MILLIS);
        connector.setShutdownIdleTimeout(SHUTDOWN_IDLE_MILLIS);
        connector.addBean(new SlowHeaders(connector));
        server.addConnector(connector);
        server.addBean(new ConnectionLimit(MOST_CONNECTIONS, server));
        var pages = new OneLine();
        server.setErrorHandler(pages);
        servlets.setErrorHandler(pages);
        var limit = new SizeLimitHandler(mostBytes, -1);
        limit.setHandler(servlets);
        server.setHandler(new GracefulHandler(limit));
        server.setStopTimeout(STOP_MILLIS);
    }

    private static HttpConfiguration protocol() {
        var protocol = new HttpConfiguration();
        protocol.setSendServerVersion(false);
        protocol.setSendXPoweredBy(false);
        protocol.setRequestHeaderSize(HEADER_BYTES);
        protocol.setResponseHeaderSize(HEADER_BYTES);
        return protocol;
    }

    /** Answers a path by a servlet. @param path in servlet form: {@code /health} or {@code /xml/*} */
    public void mount(String path, HttpServlet servlet) {
        servlets.addServlet(new ServletHolder(servlet), path);
    }

    /** Begins to listen; throws {@link IllegalStateException} when the port is taken. */
    public void start() {
        try {
            server.start();
        } catch (Exception e) {
            throw new IllegalStateException(
                    "HTTP cannot listen on " + connector.getHost() + ":" + connector.getPort(), e);
        }
    }

    /** Takes no new request, lets running ones finish for up to 10 s, then closes the port. */
    public void stop() {
        try {
            server.stop();
        } catch (Exception e) {
            throw new IllegalStateException("HTTP did not stop within " + STOP_MILLIS + " ms", e);
        }
    }

    /** The port listened on; below 1 while the server is not running. */
    public int port() {
        return connector.getLocalPort();
    }

    /** Error pages without request, server or exception in them. */
    private static final class OneLine extends ErrorHandler {
        @Override
        protected void generateResponse(
                Request request,
                Response response,
                int code,
                String message,
                @Nullable Throwable cause,
                Callback callback) {
            response.getHeaders().put(HttpHeader.CONTENT_TYPE, "text/plain;charset=utf-8");
            Content.Sink.write(response, true, code + " " + HttpStatus.getMessage(code) + "\n", callback);
        }
    }
}
