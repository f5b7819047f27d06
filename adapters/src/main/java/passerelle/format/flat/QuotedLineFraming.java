package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Optional;

/**
 * A line a record, as {@link LineFraming} has it, but a line end between quotes belongs to the field (RFC 4180). A quote
 * that is never closed would take in the rest of the file: beyond the longest record the next line end counts again.
 *
 * @param lines what stands after each record
 */
record QuotedLineFraming(LineFraming lines, byte delimiter, byte quote) implements Framing {

    @Override
    public int longest() {
        return lines.longest();
    }

    @Override
    public Frames frames(InputStream in, Place from) {
        return new Records(in, this, from);
    }

    @Override
    public Pen pen(OutputStream out) {
        return lines.pen(out);
    }

    private static final class Records implements Frames {
        private final InputStream in;
        private final QuotedLineFraming framing;
        private final byte[] buffer = new byte[64 << 10];
        private int at;
        private int end;
        private long line;
        private long offset;
        private boolean isQuoted;
        private boolean isInside;

        Records(InputStream in, QuotedLineFraming framing, Place from) {
            this.in = in;
            this.framing = framing;
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
            long first = line + 1;
            long start = offset;
            var raw = new ByteArrayOutputStream();
            boolean isFieldStart = true;
            isQuoted = false;
            isInside = false;
            byte one = '\n';
            while (at < end || fill()) {
                one = buffer[at++];
                offset++;
                if (one == '\n') {
                    line++;
                    if (!isInside) {
                        return Optional.of(LineFraming.line(first, start, raw.toByteArray(), framing.longest()));
                    }
                }
                pass(one, isFieldStart);
                isFieldStart = one == framing.delimiter && !isInside;
                // One byte more than the limit shows that it was passed, another may be the CR of the line end.
                if (raw.size() < framing.longest() + 2) {
                    raw.write(one);
                } else {
                    isQuoted = false;
                    isInside = false;
                }
            }
            // The last line may lack its end.
            line += one == '\n' ? 0 : 1;
            return Optional.of(LineFraming.line(first, start, raw.toByteArray(), framing.longest()));
        }

        /** A quote that begins a field opens, and each one in such a field closes or, doubled, opens again. */
        private void pass(byte one, boolean isFieldStart) {
            if (one == framing.quote && (isFieldStart || isQuoted)) {
                isQuoted = true;
                isInside = !isInside;
            } else if (one == framing.delimiter && !isInside) {
                isQuoted = false;
            }
        }

        private boolean fill() throws IOException {
            at = 0;
            end = Math.max(0, in.read(buffer));
            return end > 0;
        }
    }
}
