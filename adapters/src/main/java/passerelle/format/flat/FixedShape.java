package passerelle.format.flat;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Every field has its own bytes. @param blank what stands where no field is */
record FixedShape(byte blank, boolean hasLines) implements Shape {

    @Override
    public Row cut(byte[] record) {
        return new Line(record);
    }

    @Override
    public Result<byte[]> dress(byte[] field) {
        return Result.ok(field);
    }

    @Override
    public byte[] join(FlatRecordType type, List<byte[]> fields) {
        var record = new byte[type.length()];
        Arrays.fill(record, blank);
        for (int i = 0; i < fields.size(); i++) {
            var field = type.fields().get(i);
            System.arraycopy(fields.get(i), 0, record, field.at(), field.length());
        }
        return record;
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

    private record Line(byte[] record) implements Row {
        @Override
        public boolean has(Key key) {
            int end = key.at() + key.bytes().length;
            return end <= record.length && Arrays.equals(key.bytes(), 0, key.bytes().length, record, key.at(), end);
        }

        @Override
        public Optional<Misfit> misfit(FlatRecordType type) {
            if (record.length == type.length()) {
                return Optional.empty();
            }
            return Optional.of(new Misfit(
                    Math.min(record.length, type.length()),
                    new Failure(FailureCode.READ_RECORD, "", record.length + " bytes", type.length() + " bytes")));
        }

        @Override
        public Result<String> text(Field field) {
            return field.read(record, field.at(), field.length());
        }

        @Override
        public int at(Field field) {
            return field.at();
        }
    }
}
