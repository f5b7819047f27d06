package passerelle.bench;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * One HTTP/1.1 connection that stays open: a request leaves in one write, its answer is read to the end and thrown away.
 * It costs a tenth of a general client, which on a machine of two cores would measure itself.
 */
final class Connection implements Closeable {
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 60_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final byte[] buffer = new byte[16 << 10];
    private int at;
    private int end;

    Connection(InetSocketAddress address) throws IOException {
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(ANSWER_MILLIS);
            socket.connect(address, CONNECT_MILLIS);
            in = socket.getInputStream();
            out = socket.getOutputStream();
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /** Sends a request and reads its answer; the status. @param head all of the head but Content-Length */
    int post(String head, byte[] body) throws IOException {
        var start = (head + "Content-Length: " + body.length + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII);
        var request = new byte[start.length + body.length];
        System.arraycopy(start, 0, request, 0, start.length);
        System.arraycopy(body, 0, request, start.length, body.length);
        out.write(request);
        var status = line();
        long length = 0;
        var isChunked = false;
        for (var header = line(); !header.isEmpty(); header = line()) {
            var field = header.toLowerCase(Locale.ROOT);
            if (field.startsWith("content-length:")) {
                length = Long.parseLong(field.substring("content-length:".length()).strip());
            }
            isChunked |= field.startsWith("transfer-encoding:") && field.endsWith("chunked");
        }
        if (isChunked) {
            skipChunks();
        } else {
            skip(length);
        }
        return Integer.parseInt(status.substring("HTTP/1.1 ".length(), "HTTP/1.1 ".length() + 3));
    }

    private void skipChunks() throws IOException {
        for (long size = chunk(); size > 0; size = chunk()) {
            skip(size);
            line();
        }
        line();
    }

    private long chunk() throws IOException {
        return Long.parseLong(line().strip(), 16);
    }

    private String line() throws IOException {
        var text = new StringBuilder(64);
        for (int c = read(); c != '\n'; c = read()) {
            if (c != '\r') {
                text.append((char) c);
            }
        }
        return text.toString();
    }

    private void skip(long count) throws IOException {
        for (long left = count; left > 0; ) {
            if (at == end) {
                fill();
            }
            int taken = (int) Math.min(left, end - at);
            at += taken;
            left -= taken;
        }
    }

    private int read() throws IOException {
        if (at == end) {
            fill();
        }
        return buffer[at++] & 0xff;
    }

    private void fill() throws IOException {
        int count = in.read(buffer);
        if (count < 0) {
            throw new EOFException("The server closed the connection within an answer");
        }
        at = 0;
        end = count;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
