package passerelle.format.flat;

import java.math.BigInteger;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * COBOL's COMP: a binary number of 1 to 8 bytes, the highest first, in twos-complement where it has a sign. All its bytes
 * are numbers, so the field is never blank: an empty text is refused, because a zero would be invented.
 *
 * @param digits at most; {@link NumberType#MOST_DIGITS} is whatever the bytes hold
 */
record BinaryType(Decimals decimals, int digits) implements FieldType {
    static final int MOST_BYTES = 8;

    @Override
    public Result<String> read(byte[] record, int at, int length) {
        long number = decimals.signed() ? record[at] : record[at] & 0xFF;
        for (int i = at + 1; i < at + length; i++) {
            number = number << 8 | record[i] & 0xFF;
        }
        var text = decimals.signed() ? Long.toString(number) : Long.toUnsignedString(number);
        boolean minus = text.charAt(0) == '-';
        var found = minus ? text.substring(1) : text;
        return found.length() > digits
                ? Result.failed(new Failure(FailureCode.READ_RECORD, "", text, "at most " + digits + " digits"))
                : Result.ok(decimals.text(found, minus));
    }

    @Override
    public Result<byte[]> write(String given, int length) {
        var text = given.strip();
        if (text.isEmpty()) {
            return Result.failed(
                    new Failure(FailureCode.MAP_MISSING, "", "", "a number: the field is binary and cannot be blank"));
        }
        return decimals.unscaled(text)
                .then(number -> holds(number, length)
                        ? Result.ok(bytes(number, length))
                        : decimals.unwritable(text, " in " + length + " bytes and at most " + digits + " digits"));
    }

    private boolean holds(BigInteger number, int length) {
        int bits = decimals.signed() ? 8 * length - 1 : 8 * length;
        return number.bitLength() <= bits && number.abs().toString().length() <= digits;
    }

    private static byte[] bytes(BigInteger number, int length) {
        var field = new byte[length];
        long rest = number.longValue();
        for (int i = length - 1; i >= 0; i--) {
            field[i] = (byte) rest;
            rest >>= 8;
        }
        return field;
    }
}
