package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
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
    public Result<byte[]> dress(byte[] field) {
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
    public byte[] join(FlatRecordType type, List<byte[]> fields) {
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

    /** Why a record with so many fields is none of the type. */
    Optional<Failure> wrongNumber(int fields, FlatRecordType type) {
        if (fields == type.length() || mayEndEarly && fields < type.length()) {
            return Optional.empty();
        }
        return Optional.of(new Failure(
                FailureCode.READ_RECORD,
                "",
                fields + " fields",
                (mayEndEarly ? "at most " : "") + type.length() + " fields"));
    }
}
