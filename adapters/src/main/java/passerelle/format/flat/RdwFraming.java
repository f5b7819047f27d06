package passerelle.format.flat;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Optional;
import passerelle.model.FailureCode;

/**
 * Records of any length, each behind a descriptor word of four bytes, as z/OS keeps them: its first two bytes are the
 * length with the word itself, the others are zero. With blocks, records stand in blocks behind a word of the same form. A
 * word that cannot be one ends the reading, because nothing behind it can be told from anything else.
 *
 * @param longest bytes of a record at most, without its word
 * @param block bytes of a block at most, with its word; 0 without blocks
 */
record RdwFraming(int longest, int block) implements Framing {
    /** What a descriptor word takes. */
    static final int WORD = 4;

    /** The longest record that a descriptor word can describe. */
    static final int MOST_BYTES = 0xFFFF - WORD;

    /** The longest block of z/OS. */
    static final int MOST_BLOCK = 32_760;

    private static final int LARGE_BLOCK = 0x8000;
    private static final int BUFFER = 64 << 10;

    @Override
    public Frames frames(InputStream in, Place from) {
        return new Records(new BufferedInputStream(in, BUFFER), this, from);
    }

    @Override
    public Pen pen(OutputStream out) {
        return block == 0 ? new RdwPen(out, MOST_BYTES + WORD, false) : new RdwPen(out, block - WORD, true);
    }

    private static final class Records implements Frames {
        private final InputStream in;
        private final RdwFraming framing;
        private final byte[] word = new byte[WORD];
        private final byte[] buffer;
        private long line;
        private long offset;
        private long left;
        private Optional<Fault> damage = Optional.empty();

        Records(InputStream in, RdwFraming framing, Place from) {
            this.in = in;
            this.framing = framing;
            this.buffer = new byte[Math.min(framing.longest, MOST_BYTES)];
            this.line = from.line();
            this.offset = from.offset();
            this.left = from.left();
        }

        @Override
        public Optional<Frame> next() throws IOException {
            if (damage.isPresent() || framing.block > 0 && left == 0 && !block()) {
                return Optional.empty();
            }
            int read = in.readNBytes(word, 0, WORD);
            if (read == 0 && framing.block == 0) {
                return Optional.empty();
            }
            if (read < WORD || !isDescriptor()) {
                damaged(FailureCode.READ_RECORD, found(read), "a record descriptor word: a length from 4, then 00 00");
                return Optional.empty();
            }
            return record(length() - WORD);
        }

        private Optional<Frame> record(int length) throws IOException {
            if (framing.block > 0 && length + WORD > left) {
                damaged(
                        FailureCode.READ_RECORD,
                        found(WORD),
                        "a record that ends with its block, " + left + " bytes on");
            } else if (length > buffer.length) {
                damaged(FailureCode.READ_LIMIT, found(WORD), "at most " + buffer.length + " bytes");
            } else {
                int read = in.readNBytes(buffer, 0, length);
                if (read == length) {
                    line++;
                    offset += WORD + length;
                    left -= framing.block > 0 ? WORD + length : 0;
                    return Optional.of(new Frame(line, offset - length, Arrays.copyOf(buffer, length), false));
                }
                damaged(FailureCode.READ_RECORD, read + " bytes and the end", "a record of " + length + " bytes");
            }
            return Optional.empty();
        }

        /** Goes into the next block, if there is one. */
        private boolean block() throws IOException {
            int read = in.readNBytes(word, 0, WORD);
            if (read == WORD && isDescriptor() && length() >= 2 * WORD && length() < LARGE_BLOCK) {
                offset += WORD;
                left = length() - WORD;
                return true;
            }
            if (read > 0) {
                damaged(
                        FailureCode.READ_RECORD,
                        found(read),
                        "a block descriptor word: a length from 8 to 32767, then 00 00");
            }
            return false;
        }

        private int length() {
            return (word[0] & 0xFF) << 8 | word[1] & 0xFF;
        }

        private boolean isDescriptor() {
            return length() >= WORD && word[2] == 0 && word[3] == 0;
        }

        private String found(int read) {
            return read == 0 ? "the end" : Characters.hex(word, 0, read);
        }

        private void damaged(FailureCode code, String found, String expected) {
            damage = Optional.of(new Fault(code, line + 1, offset, "", "", 1, found, expected));
        }

        @Override
        public Place place() {
            return new Place(offset, line, left);
        }

        @Override
        public Optional<Fault> damage() {
            return damage;
        }
    }
}
