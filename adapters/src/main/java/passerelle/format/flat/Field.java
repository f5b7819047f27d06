package passerelle.format.flat;

import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * A field of a record: where it stands, what its bytes mean and what may stand there.
 *
 * @param at first byte, from 0; between delimiters, the number of the field, from 0
 * @param length in bytes of the file's character set; between delimiters, at most so many
 * @param value the one text that this field has, which also tells the record's type
 * @param codes the texts that may stand there, any when empty; a blank field has no code
 * @param fact what the gateway writes here in a header or trailer
 */
record Field(
        String name,
        int at,
        int length,
        FieldType type,
        boolean required,
        Optional<String> value,
        Set<String> codes,
        Optional<String> fact) {

    Field {
        codes = Collections.unmodifiableSet(new LinkedHashSet<>(codes));
    }

    int end() {
        return at + length;
    }

    Field named(String other) {
        return new Field(other, at, length, type, required, value, codes, fact);
    }

    /** The same field further on in the record. */
    Field moved(int by) {
        return new Field(name, at + by, length, type, required, value, codes, fact);
    }

    boolean isNumber() {
        return type.isNumber();
    }

    /** The text of some bytes, or READ-RECORD or READ-CHARSET without a place. */
    Result<String> read(byte[] bytes, int from, int count) {
        var read = type.read(bytes, from, count);
        return required || value.isPresent() || !codes.isEmpty() ? read.then(this::accept) : read;
    }

    private Result<String> accept(String text) {
        if (value.isPresent() && !value.get().equals(text)) {
            return Result.failed(new Failure(FailureCode.READ_RECORD, "", text, "'" + value.get() + "'"));
        }
        if (text.isEmpty()) {
            return required
                    ? Result.failed(new Failure(FailureCode.READ_RECORD, "", "", "a value: the field is required"))
                    : Result.ok(text);
        }
        if (!codes.isEmpty() && !codes.contains(text)) {
            return Result.failed(new Failure(FailureCode.READ_RECORD, "", text, oneOfTheCodes()));
        }
        return Result.ok(text);
    }

    /** The bytes of a text, or why the field cannot hold it, without a place. */
    Result<byte[]> write(String text) {
        if (value.isPresent()) {
            return text.isEmpty() || text.equals(value.get())
                    ? type.write(value.get(), length)
                    : Result.failed(new Failure(FailureCode.MAP_BAD_VALUE, "", text, "'" + value.get() + "'"));
        }
        if (text.isBlank() && required) {
            return Result.failed(new Failure(FailureCode.MAP_MISSING, "", "", "a value: the field is required"));
        }
        if (!text.isEmpty() && !codes.isEmpty() && !codes.contains(text)) {
            return Result.failed(new Failure(FailureCode.MAP_UNKNOWN_CODE, "", text, oneOfTheCodes()));
        }
        return type.write(text, length);
    }

    private String oneOfTheCodes() {
        return "one of " + String.join(" ", codes);
    }
}
