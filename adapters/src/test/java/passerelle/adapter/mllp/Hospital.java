package passerelle.adapter.mllp;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import javax.net.ssl.SSLException;
import passerelle.model.MutualTls;

/** A recipient's listener, which answers what a test says. */
public final class Hospital implements AutoCloseable {
    final List<String> received = new CopyOnWriteArrayList<>();
    final AtomicInteger connections = new AtomicInteger();
    /** The bytes that go back for a message; empty: the connection is closed. */
    volatile Function<String, Optional<byte[]>> answers = message -> Optional.of(acknowledge("AA", message));

    private final ServerSocket server;
    private final Optional<Tls> tls;
    private final List<Socket> open = new CopyOnWriteArrayList<>();

    public Hospital() throws IOException {
        this(Optional.empty());
    }

    Hospital(Optional<MutualTls> tls) throws IOException {
        this.tls = tls.map(Tls::new);
        server = new ServerSocket(0, 8, InetAddress.getByName("127.0.0.1"));
        start(this::accept);
    }

    public int port() {
        return server.getLocalPort();
    }

    public static byte[] acknowledge(String code, String message) {
        return acknowledge(
                code, message, Header.of(Message.bytes(message)).orElseThrow().field(10));
    }

    static byte[] acknowledge(String code, String message, String controlId) {
        return Message.frame(
                "MSH|^~\\&|HOSPITAL|UTO|||20261123||ACK^A04^ACK|1|P|2.6\rMSA|" + code + "|" + controlId + "\r");
    }

    /** What came, in its order. */
    public List<String> received() {
        return received;
    }

    /** @param said the bytes that go back for a message; empty: the connection is closed */
    public void answers(Function<String, Optional<byte[]>> said) {
        answers = said;
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "hospital");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var tcp = server.accept();
                connections.incrementAndGet();
                open.add(tcp);
                start(() -> talk(tcp));
            }
        } catch (IOException e) {
            // Closed at the end of the test.
            return;
        }
    }

    private void talk(Socket tcp) {
        try (tcp) {
            try {
                talkOn(tls.isPresent() ? tls.get().listening(tcp) : tcp);
            } catch (SSLException e) {
                // It shows a certificate that is not known, and shall read the alert that says so.
                tcp.shutdownOutput();
                tcp.getInputStream().readAllBytes();
            }
        } catch (IOException e) {
            // The gateway has closed.
            return;
        } finally {
            open.remove(tcp);
        }
    }

    private void talkOn(Socket socket) throws IOException {
        for (var message = Message.receive(socket); !message.isEmpty(); message = Message.receive(socket)) {
            received.add(message);
            var answer = answers.apply(message);
            if (answer.isEmpty()) {
                return;
            }
            Message.send(socket, answer.get());
        }
    }

    void hangUp() throws IOException {
        for (var socket : open) {
            socket.close();
        }
        open.clear();
    }

    @Override
    public void close() throws IOException {
        server.close();
        hangUp();
    }
}
