package passerelle.format.flat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Every field has its own bytes.
 *
 * @param blank what stands where no field is
 * @param mayEndEarly a record may be cut short when it is read: what is missing is blank, also in a field
 * @param trims blanks at the end of a record are not written
 */
record FixedShape(byte blank, boolean hasLines, boolean mayEndEarly, boolean trims) implements Shape {

    @Override
    public Row cut(byte[] record) {
        return new Line(this, record);
    }

    @Override
    public Result<byte[]> write(Field field, String text) {
        return field.write(text);
    }

    @Override
    public byte[] join(FlatRecordType type, int length, List<byte[]> fields) {
        var record = new byte[length];
        Arrays.fill(record, blank);
        for (int i = 0; i < fields.size(); i++) {
            var field = type.fields().get(i);
            System.arraycopy(fields.get(i), 0, record, field.at(), field.length());
        }
        int end = record.length;
        while (trims && end > 0 && record[end - 1] == blank) {
            end--;
        }
        return end == record.length ? record : Arrays.copyOf(record, end);
    }

    @Override
    public boolean contradict(Key one, Key other) {
        int end = Math.min(one.at() + one.bytes().length, other.at() + other.bytes().length);
        for (int i = Math.max(one.at(), other.at()); i < end; i++) {
            if (one.bytes()[i - one.at()] != other.bytes()[i - other.at()]) {
                return true;
            }
        }
        return false;
    }

    @Override
    public int after(Field field) {
        return field.end();
    }

    @Override
    public String place(Field field) {
        return "at byte " + (field.at() + 1);
    }

    private record Line(FixedShape shape, byte[] record) implements Row {
        @Override
        public boolean has(Key key) {
            int end = key.at() + key.bytes().length;
            return end <= record.length
                    ? Arrays.equals(key.bytes(), 0, key.bytes().length, record, key.at(), end)
                    : shape.mayEndEarly && hasBeginning(key);
        }

        /** Blanks at the end of a key may have been cut off. */
        private boolean hasBeginning(Key key) {
            for (int i = 0; i < key.bytes().length; i++) {
                int at = key.at() + i;
                if (key.bytes()[i] != (at < record.length ? record[at] : shape.blank)) {
                    return false;
                }
            }
            return true;
        }

        @Override
        public Optional<Misfit> misfit(int length) {
            if (record.length == length || shape.mayEndEarly && record.length < length) {
                return Optional.empty();
            }
            var expected = (shape.mayEndEarly ? "at most " : "") + length + " bytes";
            return Optional.of(new Misfit(
                    Math.min(record.length, length),
                    new Failure(FailureCode.READ_RECORD, "", record.length + " bytes", expected)));
        }

        @Override
        public boolean reaches(Field field) {
            return shape.mayEndEarly ? record.length > field.at() : record.length >= field.end();
        }

        @Override
        public Result<String> text(Field field) {
            int there = record.length - field.at();
            if (there >= field.length()) {
                return field.read(record, field.at(), field.length());
            }
            if (there <= 0) {
                return field.read(record, 0, 0);
            }
            return field.isNumber() ? cutNumber(field, there) : field.read(padded(field, there), 0, field.length());
        }

        /** What a text would be if the record had not been cut short. */
        private byte[] padded(Field field, int there) {
            var cell = new byte[field.length()];
            Arrays.fill(cell, shape.blank);
            System.arraycopy(record, field.at(), cell, 0, there);
            return cell;
        }

        /** Nobody knows whether the digits that are missing were blanks. */
        private static Result<String> cutNumber(Field field, int there) {
            return Result.failed(new Failure(
                    FailureCode.READ_RECORD, "", there + " bytes", field.length() + " bytes, or none of the number"));
        }

        @Override
        public int at(Field field) {
            return field.at();
        }
    }
}
