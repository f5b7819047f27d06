package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Fields of any length with a delimiter between them; {@link Field#at()} is the field's number, from 0. A delimiter in a
 * text is quoted (and a quote in it doubled), or escaped, or refused where the layout has neither.
 *
 * @param isClosed a delimiter stands after the last field too
 * @param mayEndEarly fields at the end may be left out; they are blank then
 */
record DelimitedShape(
        Characters characters,
        byte delimiter,
        OptionalInt quote,
        OptionalInt escape,
        boolean isClosed,
        boolean mayEndEarly)
        implements Shape {
    private static final Pattern LINE_END = Pattern.compile("[\r\n]");

    @Override
    public boolean hasLines() {
        return true;
    }

    @Override
    public Row cut(byte[] record) {
        return DelimitedRow.cut(this, record);
    }

    boolean isQuote(byte found) {
        return quote.isPresent() && found == (byte) quote.getAsInt();
    }

    boolean isEscape(byte found) {
        return escape.isPresent() && found == (byte) escape.getAsInt();
    }

    @Override
    public Result<byte[]> write(Field field, String text) {
        return quote.isPresent() && isFree(field) && LINE_END.matcher(text).find()
                ? lines(field, text)
                : field.write(text).then(this::dress);
    }

    /** Whether a field may hold any text, a line end too. */
    static boolean isFree(Field field) {
        return !field.isNumber() && field.codes().isEmpty() && field.value().isEmpty();
    }

    /** A text with line ends in it, which a quoted field may have. */
    private Result<byte[]> lines(Field field, String text) {
        var out = new ByteArrayOutputStream();
        var lines = LINE_END.split(text, -1);
        var ends = LINE_END.matcher(text);
        for (var line : lines) {
            var written = field.type().write(line, field.length());
            if (written instanceof Result.Failed<byte[]>) {
                return written;
            }
            out.writeBytes(written.match(bytes -> bytes, failure -> new byte[0]));
            if (ends.find()) {
                out.writeBytes(ends.group().getBytes(characters.charset()));
            }
        }
        return out.size() > field.length()
                ? FieldType.tooLong(text, field.length(), characters)
                : Result.ok(quoted(out.toByteArray()));
    }

    /** A field as it stands between delimiters. */
    Result<byte[]> dress(byte[] field) {
        int special = 0;
        for (byte one : field) {
            special += one == delimiter || isQuote(one) || isEscape(one) ? 1 : 0;
        }
        if (special == 0) {
            return Result.ok(field);
        }
        if (quote.isEmpty() && escape.isEmpty()) {
            return Result.failed(new Failure(
                    FailureCode.MAP_UNWRITABLE,
                    "",
                    new String(field, characters.charset()),
                    "text without '" + (char) delimiter + "', which parts the fields"));
        }
        return Result.ok(escape.isPresent() ? escaped(field) : quoted(field));
    }

    private byte[] escaped(byte[] field) {
        var out = new ByteArrayOutputStream();
        for (byte one : field) {
            if (one == delimiter || isEscape(one)) {
                out.write(escape.orElseThrow());
            }
            out.write(one);
        }
        return out.toByteArray();
    }

    private byte[] quoted(byte[] field) {
        var out = new ByteArrayOutputStream();
        out.write(quote.orElseThrow());
        for (byte one : field) {
            if (isQuote(one)) {
                out.write(one);
            }
            out.write(one);
        }
        out.write(quote.orElseThrow());
        return out.toByteArray();
    }

    @Override
    public byte[] join(FlatRecordType type, int length, List<byte[]> fields) {
        return join(fields);
    }

    /** A record of fields as they stand between delimiters. */
    byte[] join(List<byte[]> fields) {
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < fields.size(); i++) {
            out.writeBytes(fields.get(i));
            if (isClosed || i < fields.size() - 1) {
                out.write(delimiter);
            }
        }
        return out.toByteArray();
    }

    @Override
    public boolean contradict(Key one, Key other) {
        return one.at() == other.at() && !Arrays.equals(one.bytes(), other.bytes());
    }

    @Override
    public int after(Field field) {
        return field.at() + 1;
    }

    @Override
    public String place(Field field) {
        return "as field " + (field.at() + 1);
    }

    /** Why a record with so many fields is none of such a length. */
    Optional<Failure> wrongNumber(int fields, int length) {
        if (fields == length || mayEndEarly && fields < length) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureCode.READ_RECORD, "", fields + " fields", (mayEndEarly ? "at most " : "") + length + " fields"));
    }
}
