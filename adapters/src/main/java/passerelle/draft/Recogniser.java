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

    /** Whether a file is EBCDIC without line ends: records of one length. */
    static boolean isOfBlocks(byte[] bytes, CharsetGuess charset) {
        var text = Charsets.text(bytes, charset.charset());
        return charset.charset().startsWith("IBM0") && text.indexOf('\n') < 0 && text.indexOf('\u0085') < 0;
    }

    /** The delimiters that cut a text, the best first; none where its rows are rather fixed fields, or nothing. */
    static List<Delimited.Cut> cuts(String text, CharsetGuess charset) {
        var cuts = Delimited.cuts(text);
        boolean isClear =
                !cuts.isEmpty() && (cuts.get(0).alike() > 0.9 || cuts.get(0).fields() > 3);
        return isClear
                        && (cuts.get(0).fields() > 2
                                || FixedShapes.ofLines(charset, List.of(text)).isEmpty())
                ? cuts
                : List.of();
    }

    /** The shape of records of one length, the same in all samples. */
    static FlatSamples.Read blocks(List<Sample> samples, CharsetGuess charset) {
        var first = samples.get(0);
        int length = length(first.bytes());
        var files = new ArrayList<List<String>>();
        for (var sample : samples) {
            int own = length(sample.bytes());
            if (own != length) {
                return FlatSamples.Read.not("records of " + first.name() + " are " + length
                        + " bytes long and those of " + sample.name() + " " + own);
            }
            if (length > 0) {
                files.add(records(sample.bytes(), length, Charset.forName(charset.charset())));
            }
        }
        return FlatSamples.Read.of(files.isEmpty() ? Optional.empty() : FixedShapes.ofBlocks(charset, files));
    }

    /** The length at which the columns of the records differ least; 0 when there is none. */
    private static int length(byte[] bytes) {
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
        return best;
    }

    private static List<String> records(byte[] bytes, int length, Charset charset) {
        var records = new ArrayList<String>();
        for (int at = 0; at < bytes.length; at += length) {
            records.add(new String(bytes, at, length, charset));
        }
        return List.copyOf(records);
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
