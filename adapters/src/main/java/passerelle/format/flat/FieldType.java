package passerelle.format.flat;

import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** How the bytes of a field stand for its text, and back. A failure has no place yet: the record adds it. */
sealed interface FieldType permits TextType, NumberType, ZonedType, PackedType, BinaryType {

    /** The text, without padding; "" when the field is blank. */
    Result<String> read(byte[] record, int at, int length);

    /** {@code length} bytes, or fewer where nothing is padded, or MAP-UNWRITABLE, or MAP-MISSING where nothing is blank. */
    Result<byte[]> write(String text, int length);

    /** Its text is a number, or "". */
    default boolean isNumber() {
        return true;
    }

    static Result<byte[]> tooLong(String text, int length, Characters characters) {
        return Result.failed(new Failure(
                FailureCode.MAP_UNWRITABLE, "", text, "at most " + length + " bytes of " + characters.charset()));
    }
}
