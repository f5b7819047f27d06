package passerelle.format.flat;

import java.math.BigDecimal;

/** Adds up numbers of a field exactly; a {@code long} does nearly always. */
final class Sum {
    private static final int MOST_CHARS = 18;

    private int scale;
    private long units;
    private BigDecimal rest = BigDecimal.ZERO;

    /** Adds a number as fields have it: {@code -123.45}. */
    void add(String number) {
        int point = number.indexOf('.');
        int decimals = point < 0 ? 0 : number.length() - point - 1;
        if (units == 0) {
            scale = decimals;
        }
        if (number.length() > MOST_CHARS || decimals != scale || !addUnits(number)) {
            rest = rest.add(new BigDecimal(number));
        }
    }

    private boolean addUnits(String number) {
        boolean minus = number.charAt(0) == '-';
        long amount = 0;
        for (int i = minus || number.charAt(0) == '+' ? 1 : 0; i < number.length(); i++) {
            char c = number.charAt(i);
            if (c != '.') {
                amount = 10 * amount + (c - '0');
            }
        }
        long sum = units + (minus ? -amount : amount);
        // Neither is near the limit of a long: no number here has more than 18 digits.
        if (Math.abs(sum) > Long.MAX_VALUE / 2) {
            return false;
        }
        units = sum;
        return true;
    }

    BigDecimal total() {
        return rest.add(BigDecimal.valueOf(units, scale));
    }
}
