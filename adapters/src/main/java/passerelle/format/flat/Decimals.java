package passerelle.format.flat;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Numbers whose point is left out in the file: {@code 00012345} with two decimals is {@code 123.45}.
 *
 * @param places digits after the point @param signed a number may be negative
 */
record Decimals(int places, boolean signed) {
    /** Digits before or after the point of a text that is looked at as a number at all. */
    private static final int MOST_DIGITS = 60;

    /** A number in its usual form: no plus, no zeros at its front, all decimals, no minus before zero. */
    String text(String digits, boolean minus) {
        int whole = Math.max(0, digits.length() - places);
        int from = 0;
        while (from < whole - 1 && digits.charAt(from) == '0') {
            from++;
        }
        boolean isNegative = minus && !isZero(digits);
        if (places == 0) {
            return isNegative ? "-" + digits.substring(from) : digits.substring(from);
        }
        int sign = isNegative ? 1 : 0;
        int point = sign + Math.max(1, whole - from);
        var number = new char[point + 1 + places];
        Arrays.fill(number, '0');
        if (isNegative) {
            number[0] = '-';
        }
        digits.getChars(from, whole, number, point - (whole - from));
        number[point] = '.';
        digits.getChars(whole, digits.length(), number, number.length - (digits.length() - whole));
        return new String(number);
    }

    private static boolean isZero(String digits) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) != '0') {
                return false;
            }
        }
        return true;
    }

    /** The number without its point, or MAP-UNWRITABLE: nothing is rounded and no sign is lost. */
    Result<BigInteger> unscaled(String text) {
        if (!isDecimal(text)) {
            return unwritable(text, "");
        }
        var number = new BigDecimal(text);
        if (number.signum() < 0 && !signed || number.stripTrailingZeros().scale() > places) {
            return unwritable(text, "");
        }
        return Result.ok(number.setScale(places).unscaledValue());
    }

    /** @param limit what else a number must be, after the words for its form */
    <T> Result<T> unwritable(String text, String limit) {
        return Result.failed(new Failure(FailureCode.MAP_UNWRITABLE, "", text, expected() + limit));
    }

    /** {@code a number with 2 decimals and no sign}. */
    String expected() {
        var point = places == 0 ? "a whole number" : "a number with " + places + " decimals";
        return signed ? point : point + " and no sign";
    }

    /** Digits with or without a sign and a point, which is less than BigDecimal reads. */
    private static boolean isDecimal(String text) {
        int from = !text.isEmpty() && (text.charAt(0) == '-' || text.charAt(0) == '+') ? 1 : 0;
        int point = text.indexOf('.');
        int whole = (point < 0 ? text.length() : point) - from;
        int decimals = point < 0 ? 0 : text.length() - point - 1;
        if (whole < 1 || whole > MOST_DIGITS || decimals > MOST_DIGITS) {
            return false;
        }
        for (int i = from; i < text.length(); i++) {
            if (i != point && (text.charAt(i) < '0' || text.charAt(i) > '9')) {
                return false;
            }
        }
        return true;
    }
}
