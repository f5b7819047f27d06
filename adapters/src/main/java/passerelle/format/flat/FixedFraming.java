package passerelle.format.flat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;

/**
 * Records of one length with nothing between them. What is left at the end of a file and is no whole record is handed on
 * as a short one, which fits no type.
 */
record FixedFraming(int length) implements Framing {
    private static final int BUFFER = 64 << 10;

    @Override
    public int longest() {
        return length;
    }

    @Override
    public Frames frames(InputStream in, Place from) {
        return new Records(new BufferedInputStream(in, BUFFER), length, from);
    }

    @Override
    public Pen pen(OutputStream out) {
        return new Pen() {
            @Override
            public void write(byte[] record) throws IOException {
                if (record.length != length) {
                    throw new IllegalArgumentException(
                            "A record of " + record.length + " bytes cannot stand among those of " + length);
                }
                out.write(record);
            }

            @Override
            public void end() {
                // Nothing is held back.
            }
        };
    }

    private static final class Records implements Frames {
        private final InputStream in;
        private final int length;
        private long line;
        private long offset;

        Records(InputStream in, int length, Place from) {
            this.in = in;
            this.length = length;
            this.line = from.line();
            this.offset = from.offset();
        }

        @Override
        public Optional<Frame> next() throws IOException {
            var raw = new byte[length];
            int read = in.readNBytes(raw, 0, length);
            if (read == 0) {
                return Optional.empty();
            }
            line++;
            offset += read;
            return Optional.of(new Frame(line, offset - read, read == length ? raw : Arrays.copyOf(raw, read), false));
        }

        @Override
        public Place place() {
            return new Place(offset, line, 0);
        }

        @Override
        public Optional<Fault> damage() {
            return Optional.empty();
        }
    }
}
