package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;

/**
 * A line a record. LF and CRLF are both read, whatever is written; the last line may lack its end.
 *
 * @param longest bytes of a record at most
 */
record LineFraming(LineEnd lineEnd, int longest) implements Framing {

    /** What stands after each record that we write. */
    enum LineEnd {
        LF("\n"),
        CRLF("\r\n");

        private final byte[] bytes;

        LineEnd(String text) {
            bytes = text.getBytes(StandardCharsets.US_ASCII);
        }
    }

    @Override
    public Frames frames(InputStream in, Place from) {
        return new Lines(in, longest, from);
    }

    @Override
    public Pen pen(OutputStream out) {
        return new Pen() {
            @Override
            public void write(byte[] record) throws IOException {
                out.write(record);
                out.write(lineEnd.bytes);
            }

            @Override
            public void end() {
                // Nothing is held back.
            }
        };
    }

    /** A line that was read up to its LF, as the record that it is. */
    static Frame line(long line, long start, byte[] raw, int longest) {
        int length = raw.length > 0 && raw[raw.length - 1] == '\r' ? raw.length - 1 : raw.length;
        int kept = Math.min(length, longest);
        return new Frame(line, start, kept == raw.length ? raw : Arrays.copyOf(raw, kept), length > longest);
    }

    private static final class Lines implements Frames {
        private final InputStream in;
        private final int longest;
        private final byte[] buffer = new byte[64 << 10];
        private int at;
        private int end;
        private long line;
        private long offset;

        Lines(InputStream in, int longest, Place from) {
            this.in = in;
            this.longest = longest;
            this.line = from.line();
            this.offset = from.offset();
        }

        @Override
        public Place place() {
            return new Place(offset, line, 0);
        }

        @Override
        public Optional<Fault> damage() {
            return Optional.empty();
        }

        @Override
        public Optional<Frame> next() throws IOException {
            if (at == end && !fill()) {
                return Optional.empty();
            }
            line++;
            long start = offset;
            int stop = lineEnd();
            if (stop < end) {
                var raw = Arrays.copyOfRange(buffer, at, stop);
                skipTo(stop + 1);
                return Optional.of(frame(start, raw));
            }
            return Optional.of(frame(start, gather()));
        }

        /** A record that goes beyond the buffer; what is more than a record can be is skipped and not kept. */
        private byte[] gather() throws IOException {
            var gathered = new ByteArrayOutputStream();
            do {
                int stop = lineEnd();
                // One byte more than the limit shows that it was passed, another may be the CR of the line end.
                int room = Math.min(stop - at, longest + 2 - gathered.size());
                gathered.write(buffer, at, room);
                if (stop < end) {
                    skipTo(stop + 1);
                    return gathered.toByteArray();
                }
                skipTo(stop);
            } while (fill());
            return gathered.toByteArray();
        }

        private Frame frame(long start, byte[] raw) {
            return line(line, start, raw, longest);
        }

        private int lineEnd() {
            int i = at;
            while (i < end && buffer[i] != '\n') {
                i++;
            }
            return i;
        }

        private void skipTo(int next) {
            offset += next - at;
            at = next;
        }

        private boolean fill() throws IOException {
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        }
    }
}
