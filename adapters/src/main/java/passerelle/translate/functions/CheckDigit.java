package passerelle.translate.functions;

import java.util.OptionalInt;

/** The check digit of ICAO Doc 9303 part 3 section 4.9: weights 7, 3, 1 from the left, A is 10 to Z 35, a filler is 0. */
final class CheckDigit {
    private static final int[] WEIGHTS = {7, 3, 1};

    private CheckDigit() {}

    /** The digit of {@code text}; empty when it has a character that no machine readable zone has. */
    static OptionalInt of(String text) {
        int sum = 0;
        for (int i = 0; i < text.length(); i++) {
            int value = value(text.charAt(i));
            if (value < 0) {
                return OptionalInt.empty();
            }
            sum = (sum + value * WEIGHTS[i % WEIGHTS.length]) % 10;
        }
        return OptionalInt.of(sum);
    }

    private static int value(char sign) {
        if (sign >= '0' && sign <= '9') {
            return sign - '0';
        }
        if (sign >= 'A' && sign <= 'Z') {
            return sign - 'A' + 10;
        }
        return sign == '<' ? 0 : -1;
    }
}
