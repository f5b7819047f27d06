package passerelle.format.flat;

import java.math.BigInteger;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Digits and, where the layout allows it, a sign of its own before or behind them. A field of blanks has no number; zeros
 * are the number zero. A plus is read wherever a sign may stand.
 *
 * @param padding zeros, or a character that is part of no number
 * @param trailing the sign stands behind the digits
 * @param plus what is written where a minus would stand: nothing, a plus or a blank
 */
record NumberType(Characters characters, Padding padding, Decimals decimals, boolean trailing, String plus)
        implements FieldType {
    /** More digits than any register counts, and few enough to add up quickly. */
    static final int MOST_DIGITS = 38;

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        return characters
                .decode(record, at, length, padding.pad() == '0' ? Padding.NONE : padding)
                .then(this::canonical);
    }

    private Result<String> canonical(String field) {
        var text = field.strip();
        if (text.isEmpty()) {
            return Result.ok("");
        }
        char end = text.charAt(trailing ? text.length() - 1 : 0);
        boolean sign = end == '-' || end == '+';
        var digits = sign ? text.substring(trailing ? 0 : 1, trailing ? text.length() - 1 : text.length()) : text;
        if (sign && !decimals.signed() || !isDigits(digits)) {
            return Result.failed(new Failure(FailureCode.READ_RECORD, "", text, expected()));
        }
        return Result.ok(decimals.text(digits, end == '-'));
    }

    private static boolean isDigits(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return !text.isEmpty();
    }

    @Override
    public Result<byte[]> write(String given, int length) {
        var text = given.strip();
        if (text.isEmpty()) {
            return characters.encode(padding.fills() ? " ".repeat(length) : "");
        }
        return decimals.unscaled(text).then(number -> write(text, number, length));
    }

    private Result<byte[]> write(String text, BigInteger number, int length) {
        var digits = number.abs().toString();
        var sign = number.signum() < 0 ? "-" : plus;
        if (sign.length() + digits.length() > length) {
            return FieldType.tooLong(text, length, characters);
        }
        if (padding.pad() == '0') {
            digits = "0".repeat(length - sign.length() - digits.length()) + digits;
        }
        return characters
                .encode(trailing ? digits + sign : sign + digits)
                .then(bytes -> Result.ok(padding.fill(bytes, length)));
    }

    private String expected() {
        return decimals.expected() + (trailing ? ", its sign behind it" : "");
    }
}
