package passerelle.draft;

import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Recognises flat files: between delimiters, of fixed fields in lines, or of fixed records without line ends. */
final class Recogniser {
    private static final int SHORTEST = 16;
    private static final int LONGEST = 4096;

    private Recogniser() {}

    /** The shape of a flat file; empty when nothing repeats in it. */
    static Optional<FlatShape> flat(byte[] bytes, CharsetGuess charset, HeaderWords words) {
        if (!Charsets.isForFlat(charset.charset())) {
            return Optional.empty();
        }
        var text = Charsets.text(bytes, charset.charset());
        if (charset.charset().startsWith("IBM0") && text.indexOf('\n') < 0 && text.indexOf('\u0085') < 0) {
            return blocks(bytes, charset);
        }
        var cuts = Delimited.cuts(text);
        var fixed = FixedShapes.ofLines(charset, text);
        boolean isClear =
                !cuts.isEmpty() && (cuts.get(0).alike() > 0.9 || cuts.get(0).fields() > 3);
        if (isClear && (fixed.isEmpty() || cuts.get(0).fields() > 2)) {
            return Optional.of(DelimitedShapes.of(charset, text, cuts, words));
        }
        return fixed;
    }

    /** Records of one length: the one at which the columns of the records differ least. */
    private static Optional<FlatShape> blocks(byte[] bytes, CharsetGuess charset) {
        int best = 0;
        double least = Double.MAX_VALUE;
        for (int length = SHORTEST; length <= Math.min(LONGEST, bytes.length / 3); length++) {
            if (bytes.length % length == 0) {
                double variety = variety(bytes, length);
                if (variety < least * 0.9) {
                    least = variety;
                    best = length;
                }
            }
        }
        if (best == 0) {
            return Optional.empty();
        }
        var records = new ArrayList<String>();
        for (int at = 0; at < bytes.length; at += best) {
            records.add(new String(bytes, at, best, Charset.forName(charset.charset())));
        }
        return FixedShapes.ofBlocks(charset, List.copyOf(records));
    }

    /** How often a byte differs in kind (blank, digit, other) from the one a record before. */
    private static double variety(byte[] bytes, int length) {
        int different = 0;
        for (int i = length; i < bytes.length; i++) {
            different += kind(bytes[i]) == kind(bytes[i - length]) ? 0 : 1;
        }
        return (double) different / (bytes.length - length);
    }

    private static int kind(byte b) {
        int value = b & 0xFF;
        return value == 0x40 ? 0 : value >= 0xF0 && value <= 0xF9 ? 1 : 2;
    }
}
