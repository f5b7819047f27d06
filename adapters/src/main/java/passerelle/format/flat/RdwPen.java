package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Writes records behind their descriptor words; where they stand in blocks, as many to a block as fit. */
final class RdwPen implements Framing.Pen {
    private final OutputStream out;
    private final int most;
    private final boolean isBlocked;
    private final ByteArrayOutputStream block = new ByteArrayOutputStream();

    /** @param most bytes of a block without its word, or of a record with its word */
    RdwPen(OutputStream out, int most, boolean isBlocked) {
        this.out = out;
        this.most = most;
        this.isBlocked = isBlocked;
    }

    @Override
    public void write(byte[] record) throws IOException {
        int length = record.length + RdwFraming.WORD;
        if (length > most) {
            throw new IllegalArgumentException(
                    "A record of " + record.length + " bytes and its descriptor word are more than " + most);
        }
        if (!isBlocked) {
            word(out, length);
            out.write(record);
            return;
        }
        if (block.size() + length > most) {
            end();
        }
        word(block, length);
        block.write(record);
    }

    @Override
    public void end() throws IOException {
        if (block.size() > 0) {
            word(out, block.size() + RdwFraming.WORD);
            block.writeTo(out);
            block.reset();
        }
    }

    private static void word(OutputStream out, int length) throws IOException {
        out.write(new byte[] {(byte) (length >> 8), (byte) length, 0, 0});
    }
}
