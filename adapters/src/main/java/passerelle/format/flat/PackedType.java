package passerelle.format.flat;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.OptionalInt;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * COBOL's COMP-3: two digits a byte, the sign in the last half byte. C is plus, D is minus, F is no sign and read as plus;
 * other signs are refused, since nobody can say that they were meant as such. No packed number has only blanks or only
 * zero bytes, so either can stand for a field without a number; where the layout names neither, both are refused and an
 * empty text is too, because a zero would be invented.
 *
 * @param digits at most; the others are zeros
 * @param blank the byte of a field without a number
 */
record PackedType(Decimals decimals, int digits, OptionalInt blank) implements FieldType {
    /** As many as have {@link NumberType#MOST_DIGITS}. */
    static final int MOST_BYTES = NumberType.MOST_DIGITS / 2;

    private static final int PLUS = 0xC;
    private static final int MINUS = 0xD;
    private static final int NO_SIGN = 0xF;

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        if (blank.isPresent() && isBlank(record, at, length)) {
            return Result.ok("");
        }
        int sign = record[at + length - 1] & 0xF;
        var text = new char[2 * length - 1];
        boolean isNumber = sign == NO_SIGN || decimals.signed() && (sign == PLUS || sign == MINUS);
        for (int i = 0; i < text.length; i++) {
            int half = i % 2 == 0 ? record[at + i / 2] >> 4 & 0xF : record[at + i / 2] & 0xF;
            isNumber &= half < (i < text.length - digits ? 1 : 10);
            text[i] = (char) ('0' + half);
        }
        return isNumber
                ? Result.ok(decimals.text(new String(text), sign == MINUS))
                : Result.failed(new Failure(
                        FailureCode.READ_RECORD, "", "bytes " + Characters.hex(record, at, length), expected()));
    }

    private boolean isBlank(byte[] record, int at, int length) {
        for (int i = at; i < at + length; i++) {
            if (record[i] != (byte) blank.orElseThrow()) {
                return false;
            }
        }
        return true;
    }

    @Override
    public Result<byte[]> write(String given, int length) {
        var text = given.strip();
        if (text.isEmpty()) {
            return blank.isPresent() ? Result.ok(blank(length)) : missing();
        }
        return decimals.unscaled(text)
                .then(number -> number.abs().toString().length() > digits
                        ? decimals.unwritable(text, " in at most " + digits + " digits")
                        : Result.ok(packed(number, length)));
    }

    private byte[] blank(int length) {
        var field = new byte[length];
        Arrays.fill(field, (byte) blank.orElseThrow());
        return field;
    }

    private static Result<byte[]> missing() {
        return Result.failed(
                new Failure(FailureCode.MAP_MISSING, "", "", "a number: the layout has no blank for the field"));
    }

    private byte[] packed(BigInteger number, int length) {
        var field = new byte[length];
        field[length - 1] = (byte) (!decimals.signed() ? NO_SIGN : number.signum() < 0 ? MINUS : PLUS);
        var text = number.abs().toString();
        for (int i = 0; i < text.length(); i++) {
            int half = 2 * length - 1 - text.length() + i;
            field[half / 2] |= (byte) (text.charAt(i) - '0' << (half % 2 == 0 ? 4 : 0));
        }
        return field;
    }

    private String expected() {
        return decimals.expected() + ", packed in " + digits + " digits and " + (decimals.signed() ? "C, D or F" : "F");
    }
}
