package passerelle.translate;

import java.util.List;
import java.util.Random;
import passerelle.format.flat.RecordGenerator;

/** What the fields of one record and its header hold: mostly what the cases of the format hold there, now and then what makes trouble. */
final class FieldTexts implements RecordGenerator.Texts {
    private static final double[] WILD = {0, 0, 0.02, 0.1, 0.5};

    /** Enough for a field that has no length of its own. */
    private static final int MOST_BYTES = 4_000;

    private final KnownValues known;
    private final Random random;
    private final double wild;
    private final double blank;

    FieldTexts(KnownValues known, Random random) {
        this.known = known;
        this.random = random;
        this.wild = WILD[random.nextInt(WILD.length)];
        this.blank = Math.max(0, random.nextInt(4) - 2) * 0.1;
    }

    @Override
    public String of(String record, String field, int bytes, List<String> codes, boolean number) {
        boolean isWild = random.nextDouble() < wild;
        if (random.nextDouble() < blank) {
            return "";
        }
        if (!codes.isEmpty() && !isWild) {
            return codes.get(random.nextInt(codes.size()));
        }
        var text = isWild
                ? LeafText.hostile(Math.min(bytes, MOST_BYTES), random)
                : known.leaf(record, field, random, leaf -> true)
                        .map(leaf -> leaf.getStringValue())
                        .orElseGet(() -> number ? Integer.toString(random.nextInt(9)) : "Abc");
        // The blanks at its ends are the padding of a flat field.
        return text.strip();
    }
}
