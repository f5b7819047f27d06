package passerelle.adapter.mllp;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.time.Duration;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/**
 * One connection that carries frames: start block (0x0B), message, end block (0x1C), carriage return. It never holds more
 * of what comes than the limit of a frame. For one thread; any may close it.
 */
final class Line implements Closeable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int RETURN = '\r';
    private static final int MOST_GARBAGE = 4 << 10;

    private final Socket tcp;
    private final Socket socket;
    private final Limits limits;
    private final Watch watch;
    private final byte[] buffer = new byte[8 << 10];
    private int at;
    private int filled;

    /** @param tcp what carries it: closing that ends every wait @param socket the same, or TLS on top of it */
    Line(Socket tcp, Socket socket, Limits limits, Watch watch) {
        this.tcp = tcp;
        this.socket = socket;
        this.limits = limits;
        this.watch = watch;
    }

    /** Waits for the first byte of what comes next. Returns false when the other side has closed. */
    boolean await(Duration most) throws IOException {
        try (var ignored = watch.closing(tcp, most)) {
            do {
                // Line ends between two frames are written by many a system.
                while (at < filled && (buffer[at] == RETURN || buffer[at] == '\n')) {
                    at++;
                }
            } while (at == filled && fill());
            return at < filled;
        }
    }

    /** Whether the other side has closed, or says something unasked. */
    boolean isOver() {
        if (at < filled) {
            return true;
        }
        try {
            socket.setSoTimeout(1);
            try {
                fill();
                return true;
            } catch (SocketTimeoutException e) {
                socket.setSoTimeout(0);
                return false;
            }
        } catch (IOException e) {
            return true;
        }
    }

    /** Reads one frame after {@link #await}, to its end or to the end of our patience, which is an {@link IOException}. */
    Frame read() throws IOException {
        try (var ignored = watch.closing(tcp, limits.frame())) {
            int first = next();
            if (first == START) {
                return message();
            }
            return first < 0 ? new Frame.End() : garbage(first);
        }
    }

    private Frame message() throws IOException {
        var message = new ByteArrayOutputStream();
        while (true) {
            if (at == filled && !fill()) {
                return new Frame.End();
            }
            int from = at;
            while (at < filled && buffer[at] != END && buffer[at] != START) {
                at++;
            }
            if (message.size() + at - from > limits.frameBytes()) {
                return new Frame.Broken(
                        message.toByteArray(),
                        new Failure(
                                FailureCode.READ_LIMIT,
                                "",
                                "more than " + limits.frameBytes() + " bytes",
                                "at most " + limits.frameBytes() + " bytes in one frame"));
            }
            message.write(buffer, from, at - from);
            if (at < filled) {
                return buffer[at++] == END
                        ? ended(message.toByteArray())
                        : broken(
                                message.toByteArray(),
                                "a start block 0x0B within the frame",
                                "the end block 0x1C first");
            }
        }
    }

    private Frame ended(byte[] message) throws IOException {
        var after = afterEnd();
        if (after.isEmpty()) {
            return broken(message, "nothing after the end block 0x1C", "a carriage return 0x0D");
        }
        if (after.get() == RETURN) {
            return new Frame.Whole(message);
        }
        return after.get() < 0
                ? new Frame.End()
                : broken(message, "the byte 0x%02X after the end block 0x1C".formatted(after.get()), "0x0D");
    }

    /** Empty when nothing comes: the sender may wait for its answer already. */
    private Optional<Integer> afterEnd() throws IOException {
        try {
            socket.setSoTimeout((int) limits.end().toMillis());
            return Optional.of(next());
        } catch (SocketTimeoutException e) {
            return Optional.empty();
        } finally {
            socket.setSoTimeout(0);
        }
    }

    /** Takes what came without a start block, up to an end block or as far as it has come. */
    private Frame garbage(int first) throws IOException {
        var found = new ByteArrayOutputStream();
        found.write(first);
        while (at < filled && found.size() < MOST_GARBAGE && buffer[at] != END) {
            found.write(buffer[at++]);
        }
        return broken(found.toByteArray(), "the byte 0x%02X".formatted(first), "a frame, which begins with 0x0B");
    }

    private static Frame broken(byte[] start, String found, String expected) {
        return new Frame.Broken(start, new Failure(FailureCode.READ_SYNTAX, "MLLP frame", found, expected));
    }

    /** Sends one frame, in one piece. */
    void write(byte[] message) throws IOException {
        var frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = RETURN;
        try (var ignored = watch.closing(tcp, limits.taking())) {
            var out = socket.getOutputStream();
            out.write(frame);
            out.flush();
        }
    }

    /** Ends the connection so that what was written last still arrives: unread input would have it thrown away. */
    void closeGently() throws IOException {
        try (var ignored = watch.closing(tcp, limits.end())) {
            socket.shutdownOutput();
            InputStream in = tcp.getInputStream();
            while (in.read(buffer) >= 0) {
                at = filled;
            }
        } finally {
            close();
        }
    }

    private int next() throws IOException {
        return at < filled || fill() ? buffer[at++] & 0xff : -1;
    }

    private boolean fill() throws IOException {
        // A read that ends by time-out must not bring back what was read before.
        at = 0;
        filled = 0;
        filled = Math.max(0, socket.getInputStream().read(buffer));
        return filled > 0;
    }

    /** At once, whatever it is doing. */
    @Override
    public void close() throws IOException {
        tcp.close();
    }
}
