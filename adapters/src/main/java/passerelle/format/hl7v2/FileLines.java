package passerelle.format.hl7v2;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Set;

/** The lines of a file, of any length and in constant memory; CR, LF and CRLF end a line. For one thread. */
final class FileLines {
    private static final Set<String> FRAMES = Set.of("FHS", "BHS", "BTS", "FTS");
    private static final int HEAD = 4;

    private final InputStream in;
    private final byte[] buffer = new byte[64 << 10];
    private int position;
    private int limit;
    private long offset;
    private long line;
    private boolean isAtEnd;

    /** Takes a line piece by piece. */
    interface Sink {
        void bytes(byte[] buffer, int from, int length);
    }

    /** @param offset of the stream's first byte in the file @param line lines before it */
    FileLines(InputStream in, long offset, long line) {
        this.in = in;
        this.offset = offset;
        this.line = line;
    }

    /** Of the next byte, from 0. */
    long offset() {
        return offset;
    }

    /** Lines that were read. */
    long line() {
        return line;
    }

    /** Drops the mark that some editors put before UTF-8. */
    void skipMark() throws IOException {
        require(HEAD);
        if (limit - position >= 3
                && buffer[position] == (byte) 0xEF
                && buffer[position + 1] == (byte) 0xBB
                && buffer[position + 2] == (byte) 0xBF) {
            advance(3);
        }
    }

    /** MSH, FHS, BHS, BTS or FTS when the next line is such a segment; "" for any other line, "end" after the last. */
    String next() throws IOException {
        require(HEAD);
        if (position == limit) {
            return "end";
        }
        var head = new String(buffer, position, Math.min(HEAD, limit - position), StandardCharsets.ISO_8859_1);
        if (head.length() < 3 || head.length() == HEAD && Character.isLetterOrDigit(head.charAt(3))) {
            return "";
        }
        var id = head.substring(0, 3);
        return id.equals("MSH") || FRAMES.contains(id) ? id : "";
    }

    /** Reads a line and its end, which is handed on too. */
    void read(Sink sink) throws IOException {
        boolean isEnded = false;
        while (!isEnded && require(1)) {
            int end = position;
            while (end < limit && buffer[end] != '\r' && buffer[end] != '\n') {
                end++;
            }
            take(sink, end - position);
            isEnded = position < limit;
        }
        if (isEnded) {
            boolean isReturn = buffer[position] == '\r';
            take(sink, 1);
            if (isReturn && require(1) && buffer[position] == '\n') {
                take(sink, 1);
            }
        }
        line++;
    }

    private void take(Sink sink, int length) {
        sink.bytes(buffer, position, length);
        advance(length);
    }

    private void advance(int length) {
        position += length;
        offset += length;
    }

    /** Whether there is at least one byte; as many as asked for, when the file has them. */
    private boolean require(int most) throws IOException {
        while (limit - position < most && !isAtEnd) {
            System.arraycopy(buffer, position, buffer, 0, limit - position);
            limit -= position;
            position = 0;
            int read = in.read(buffer, limit, buffer.length - limit);
            if (read < 0) {
                isAtEnd = true;
            } else {
                limit += read;
            }
        }
        return position < limit;
    }
}
