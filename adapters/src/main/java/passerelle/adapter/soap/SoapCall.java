package passerelle.adapter.soap;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.UnresolvedAddressException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;
import net.sf.saxon.s9api.XdmNode;
import org.apache.cxf.Bus;
import org.apache.cxf.binding.soap.Soap11;
import org.apache.cxf.binding.soap.Soap12;
import org.apache.cxf.binding.soap.SoapBindingConstants;
import org.apache.cxf.binding.soap.SoapMessage;
import org.apache.cxf.binding.soap.interceptor.AbstractSoapInterceptor;
import org.apache.cxf.endpoint.Client;
import org.apache.cxf.endpoint.ClientImpl;
import org.apache.cxf.endpoint.EndpointException;
import org.apache.cxf.message.ExchangeImpl;
import org.apache.cxf.message.Message;
import org.apache.cxf.phase.Phase;
import org.apache.cxf.transport.http.HTTPConduit;
import org.apache.cxf.transports.http.configuration.HTTPClientPolicy;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Outbound;
import passerelle.model.Result;

/** Calls one partner's SOAP service: no redirects, one answer of at most 1 MB, and an end in time. Safe for many threads. */
final class SoapCall implements AutoCloseable {
    private static final int MOST_ANSWER_BYTES = 1 << 20;

    private final Outbound.Soap service;
    private final Client client;

    SoapCall(Bus bus, Outbound.Soap service) {
        this.service = service;
        try {
            var version = service.version().equals("1.2") ? Soap12.getInstance() : Soap11.getInstance();
            var endpoint = Wire.endpoint(bus, "outbound", service.url().toString(), version);
            endpoint.getBinding().getInInterceptors().clear();
            endpoint.getInInterceptors().add(new Reading(service.answerTimeout()));
            client = new ClientImpl(bus, endpoint);
            ((HTTPConduit) client.getConduit()).setClient(policy(service));
        } catch (EndpointException e) {
            throw new IllegalStateException("CXF could not be set up", e);
        }
    }

    private static HTTPClientPolicy policy(Outbound.Soap service) {
        var policy = new HTTPClientPolicy();
        policy.setConnectionTimeout(service.connectTimeout().toMillis());
        policy.setReceiveTimeout(service.answerTimeout().toMillis());
        // Old servers know neither chunks nor an upgrade to HTTP/2.
        policy.setAllowChunking(false);
        policy.setVersion("1.1");
        policy.setAutoRedirect(false);
        return policy;
    }

    /** Sends and waits for the answer; what the network and the service do wrong is a failure. */
    Result<String> deliver(XdmNode document, String messageId) {
        var exchange = new ExchangeImpl();
        exchange.put(XdmNode.class, document);
        try {
            client.invoke(null, new Object[] {document}, context(messageId), exchange);
        } catch (Exception e) {
            var reply = exchange.get(Reply.class);
            return reply == null ? unanswered(e) : reply.result();
        }
        return exchange.get(Reply.class).result();
    }

    private Map<String, Object> context(String messageId) {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        headers.put("Idempotency-Key", List.of(messageId));
        service.account().ifPresent(account -> headers.put("Authorization", List.of(basic(account))));
        var request = new HashMap<String, Object>();
        request.put(Message.PROTOCOL_HEADERS, headers);
        request.put(SoapBindingConstants.SOAP_ACTION, service.action());
        // Every status, 202 included, comes to Reading.
        request.put(HTTPConduit.NO_IO_EXCEPTIONS, true);
        request.put(Message.PROCESS_202_RESPONSE_ONEWAY_OR_PARTIAL, false);
        var context = new HashMap<String, Object>();
        context.put(Client.REQUEST_CONTEXT, request);
        return context;
    }

    private static String basic(Outbound.Account account) {
        var login = account.user() + ":" + account.password().value();
        return "Basic " + Base64.getEncoder().encodeToString(login.getBytes(StandardCharsets.UTF_8));
    }

    private static Result<String> unanswered(Exception thrown) {
        for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
            var failure = failure(cause);
            if (failure.isPresent()) {
                return Result.failed(failure.get());
            }
        }
        throw new IllegalStateException("A SOAP call failed before it was sent", thrown);
    }

    private static Optional<Failure> failure(Throwable cause) {
        if (cause instanceof SSLException) {
            return failure(FailureCode.DELIVER_AUTHENTICATION, "TLS");
        }
        if (cause instanceof UnresolvedAddressException) {
            return failure(FailureCode.DELIVER_UNREACHABLE, "no such host");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return failure(FailureCode.DELIVER_UNREACHABLE, "no connection in time");
        }
        if (cause instanceof HttpTimeoutException || cause instanceof SocketTimeoutException) {
            return failure(FailureCode.DELIVER_TIMEOUT, "no answer in time");
        }
        boolean last = cause.getCause() == null || cause.getCause() == cause;
        if (last && cause instanceof IOException) {
            // The JDK's client tells a refused connection by a channel that closed before it was open.
            var refused = cause instanceof ClosedChannelException || cause instanceof ConnectException;
            return failure(FailureCode.DELIVER_UNREACHABLE, refused ? "connection refused" : "connection lost");
        }
        return Optional.empty();
    }

    private static Optional<Failure> failure(FailureCode code, String place) {
        return Optional.of(new Failure(code, place, "", ""));
    }

    @Override
    public void close() {
        client.destroy();
    }

    private record Reply(Result<String> result) {}

    /** Takes the answer off the wire and reads it by our own rules; nothing is left for CXF to do. */
    private static final class Reading extends AbstractSoapInterceptor {
        private final Duration most;

        Reading(Duration most) {
            super(Phase.RECEIVE);
            this.most = most;
        }

        @Override
        public void handleMessage(SoapMessage message) {
            int status = (Integer) requireNonNull(message.get(Message.RESPONSE_CODE));
            var sent = message.getExchange().get(XdmNode.class);
            message.getExchange()
                    .put(Reply.class, new Reply(read(status, message.getContent(InputStream.class), sent)));
        }

        private Result<String> read(int status, InputStream in, XdmNode sent) {
            var watch = new CompletableFuture<Void>().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
            // The time-out of the HTTP client ends with the head of the answer; this one covers the body.
            watch.whenComplete((done, late) -> close(in));
            try {
                var body = in.readNBytes(MOST_ANSWER_BYTES + 1);
                return SoapReply.read(status, Optional.of(body).filter(b -> b.length <= MOST_ANSWER_BYTES), sent);
            } catch (IOException e) {
                var code = watch.isCompletedExceptionally()
                        ? FailureCode.DELIVER_TIMEOUT
                        : FailureCode.DELIVER_UNREACHABLE;
                return Result.failed(new Failure(code, "HTTP " + status, "", ""));
            } finally {
                watch.complete(null);
            }
        }

        private static void close(InputStream in) {
            try {
                in.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
