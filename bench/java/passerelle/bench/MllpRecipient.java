package passerelle.bench;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A hospital that takes every message, and keeps which came when. */
final class MllpRecipient implements AutoCloseable {
    private final ServerSocket server;
    /** By MSH-10: what came under it. */
    private final Map<String, String> taken = new HashMap<>();

    private final List<Integer> order = new ArrayList<>();
    private int again;
    private boolean changed;

    MllpRecipient() throws IOException {
        server = new ServerSocket(0, 64, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "recipient");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        try {
            while (true) {
                var socket = server.accept();
                start(() -> talk(socket));
            }
        } catch (IOException e) {
            // Closed at the end of the run.
            return;
        }
    }

    private void talk(Socket socket) {
        try (var line = new MllpLine(socket)) {
            while (true) {
                var message = line.receive();
                take(message);
                line.send(("MSH|^~\\&|HOSPITAL|XAA|||20261123||ACK^A08^ACK|1|P|2.5.1\rMSA|AA|"
                                + MllpLine.field(message, "MSH", 9) + "\r")
                        .getBytes(StandardCharsets.UTF_8));
            }
        } catch (IOException e) {
            // The gateway has closed, or was killed.
            return;
        }
    }

    private synchronized void take(String message) {
        var before = taken.putIfAbsent(MllpLine.field(message, "MSH", 9), message);
        if (before == null) {
            order.add(AdtMessage.number(message));
        } else {
            again++;
            changed |= !before.equals(message);
        }
    }

    /** How many different messages came. */
    synchronized int count() {
        return order.size();
    }

    /** The numbers of the messages in the order in which they came, each MSH-10 once. */
    synchronized List<Integer> order() {
        return List.copyOf(order);
    }

    /** How often a message came under an MSH-10 that had come before. */
    synchronized int again() {
        return again;
    }

    /** Whether one that came again had other bytes. */
    synchronized boolean isChanged() {
        return changed;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
