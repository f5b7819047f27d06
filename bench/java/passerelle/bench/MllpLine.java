package passerelle.bench;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** One connection with frames of MLLP, as plain as it can be: no time is spent here that is not the gateway's. */
final class MllpLine implements AutoCloseable {
    private static final int START = 0x0B;
    private static final int END = 0x1C;
    private static final int LONGEST_WAIT_MILLIS = 60_000;

    private final Socket socket;
    private final InputStream in;

    MllpLine(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(LONGEST_WAIT_MILLIS);
        in = new BufferedInputStream(socket.getInputStream());
    }

    void send(byte[] message) throws IOException {
        var frame = new byte[message.length + 3];
        frame[0] = START;
        System.arraycopy(message, 0, frame, 1, message.length);
        frame[frame.length - 2] = END;
        frame[frame.length - 1] = '\r';
        socket.getOutputStream().write(frame);
    }

    /** The next message; an {@link EOFException} at the end. */
    String receive() throws IOException {
        var message = new ByteArrayOutputStream(1 << 10);
        for (int c = next(); c != END; c = next()) {
            if (c != START) {
                message.write(c);
            }
        }
        next();
        return message.toString(StandardCharsets.UTF_8);
    }

    private int next() throws IOException {
        int c = in.read();
        if (c < 0) {
            throw new EOFException("The other side has closed");
        }
        return c;
    }

    /** A field of the first segment with this name; "" when there is none. */
    static String field(String message, String segment, int number) {
        return Stream.of(message.split("\r"))
                .filter(line -> line.startsWith(segment + "|"))
                .map(line -> line.split("\\|", -1))
                .filter(fields -> number < fields.length)
                .map(fields -> fields[number])
                .findFirst()
                .orElse("");
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
