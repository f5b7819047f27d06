package passerelle.format.flat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Digits of which one carries the sign, as COBOL keeps them without SIGN SEPARATE. In EBCDIC it is the zone of that byte:
 * C plus, D minus; elsewhere it is the characters that EBCDIC has for these bytes: {@code {ABCDEFGHI} and
 * {@code }JKLMNOPQR}. A digit without sign is read as plus. A field of blanks has no number.
 *
 * @param leading the first digit has the sign, else the last
 * @param isFilled zeros fill the field, blanks when it is blank
 */
record ZonedType(Characters characters, Digits bytes, Decimals decimals, boolean leading, boolean isFilled)
        implements FieldType {

    /** The bytes of the ten digits: without a sign, with a plus, with a minus. The blank is the byte of no digit. */
    record Digits(byte[] plain, byte[] plus, byte[] minus, byte blank) {
        private static final int EBCDIC_ZERO = 0xF0;
        private static final int EBCDIC_PLUS = 0xC0;
        private static final int EBCDIC_MINUS = 0xD0;

        /** @param characters must have single bytes for digits, letters and braces */
        static Digits of(Characters characters) {
            byte blank = (byte) characters.oneByte(' ').orElse(' ');
            if (characters.oneByte('0').orElse(0) == (byte) EBCDIC_ZERO) {
                return new Digits(from(EBCDIC_ZERO), from(EBCDIC_PLUS), from(EBCDIC_MINUS), blank);
            }
            return new Digits(ascii("0123456789"), ascii("{ABCDEFGHI"), ascii("}JKLMNOPQR"), blank);
        }

        private static byte[] from(int first) {
            var digits = new byte[10];
            for (int i = 0; i < digits.length; i++) {
                digits[i] = (byte) (first + i);
            }
            return digits;
        }

        private static byte[] ascii(String text) {
            return text.getBytes(StandardCharsets.US_ASCII);
        }

        static int indexOf(byte[] digits, byte found) {
            for (int i = 0; i < digits.length; i++) {
                if (digits[i] == found) {
                    return i;
                }
            }
            return -1;
        }
    }

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        if (isBlank(record, at, length)) {
            return Result.ok("");
        }
        int signed = leading ? at : at + length - 1;
        boolean minus = Digits.indexOf(bytes.minus(), record[signed]) >= 0;
        var digits = new char[length];
        for (int i = 0; i < length; i++) {
            int digit = Digits.indexOf(bytes.plain(), record[at + i]);
            if (digit < 0 && at + i == signed) {
                digit = Digits.indexOf(minus ? bytes.minus() : bytes.plus(), record[signed]);
            }
            if (digit < 0) {
                return characters
                        .decode(record, at, length)
                        .then(text -> Result.failed(new Failure(FailureCode.READ_RECORD, "", text, expected())));
            }
            digits[i] = (char) ('0' + digit);
        }
        return Result.ok(decimals.text(new String(digits), minus));
    }

    private boolean isBlank(byte[] record, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (record[i] != bytes.blank()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Result<byte[]> write(String given, int length) {
        var text = given.strip();
        if (text.isEmpty()) {
            var blank = new byte[isFilled ? length : 0];
            Arrays.fill(blank, bytes.blank());
            return Result.ok(blank);
        }
        return decimals.unscaled(text).then(number -> {
            var digits = number.abs().toString();
            return digits.length() > length
                    ? FieldType.tooLong(text, length, characters)
                    : Result.ok(zoned(digits, number.signum() < 0, isFilled ? length : digits.length()));
        });
    }

    private byte[] zoned(String digits, boolean minus, int length) {
        var field = new byte[length];
        int zeros = length - digits.length();
        int signed = leading ? 0 : length - 1;
        for (int i = 0; i < length; i++) {
            int digit = i < zeros ? 0 : digits.charAt(i - zeros) - '0';
            field[i] = (i != signed ? bytes.plain() : minus ? bytes.minus() : bytes.plus())[digit];
        }
        return field;
    }

    private String expected() {
        return decimals.expected() + ", its sign in the " + (leading ? "first" : "last") + " digit";
    }
}
