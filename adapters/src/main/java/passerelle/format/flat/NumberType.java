package passerelle.format.flat;

import java.math.BigDecimal;
import java.util.regex.Pattern;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Digits with the point left out and, where the layout allows it, a leading sign: {@code 00012345} with two decimals is
 * {@code 123.45}. A field of blanks has no number; zeros are the number zero.
 *
 * @param padding zeros, or a character that is part of no number
 * @param signed a minus may stand before the digits
 */
record NumberType(Characters characters, Padding padding, int decimals, boolean signed) implements FieldType {
    /** More digits than any register counts, and few enough to add up quickly. */
    static final int MOST_DIGITS = 38;

    private static final Pattern DECIMAL = Pattern.compile("[+-]?[0-9]{1,60}(\\.[0-9]{0,60})?");

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        return characters.decode(record, at, length).then(this::canonical);
    }

    private Result<String> canonical(String field) {
        var text = (padding.pad() == '0' ? field : padding.strip(field)).strip();
        if (text.isEmpty()) {
            return Result.ok("");
        }
        boolean sign = text.charAt(0) == '-' || text.charAt(0) == '+';
        var digits = sign ? text.substring(1) : text;
        if (sign && !signed || !isDigits(digits)) {
            return Result.failed(new Failure(FailureCode.READ_RECORD, "", text, expected()));
        }
        return Result.ok(pointed(digits, text.charAt(0) == '-'));
    }

    private String pointed(String digits, boolean minus) {
        var whole = Math.max(0, digits.length() - decimals);
        int from = 0;
        while (from < whole - 1 && digits.charAt(from) == '0') {
            from++;
        }
        var number = new StringBuilder(digits.length() + 3);
        number.append(whole == 0 ? "0" : digits.substring(from, whole));
        if (decimals > 0) {
            number.append('.').append("0".repeat(Math.max(0, decimals - digits.length())));
            number.append(digits, whole, digits.length());
        }
        boolean zero = number.chars().allMatch(c -> c == '0' || c == '.');
        return minus && !zero ? number.insert(0, '-').toString() : number.toString();
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
        if (!DECIMAL.matcher(text).matches()) {
            return unwritable(text);
        }
        var number = new BigDecimal(text);
        if (number.stripTrailingZeros().scale() > decimals || number.signum() < 0 && !signed) {
            return unwritable(text);
        }
        var digits = number.abs().setScale(decimals).unscaledValue().toString();
        var sign = number.signum() < 0 ? "-" : "";
        if (sign.length() + digits.length() > length) {
            return FieldType.tooLong(text, length, characters);
        }
        var zeros = padding.pad() == '0' ? "0".repeat(length - sign.length() - digits.length()) : "";
        return characters.encode(sign + zeros + digits).then(bytes -> Result.ok(padding.fill(bytes, length)));
    }

    private Result<byte[]> unwritable(String text) {
        return Result.failed(new Failure(FailureCode.MAP_UNWRITABLE, "", text, expected()));
    }

    private String expected() {
        var point = decimals == 0 ? "a whole number" : "a number with " + decimals + " decimals";
        return signed ? point : point + " and no sign";
    }
}
