package passerelle.format.flat;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** A record cut at its delimiters; or as far as its quotes, escapes and last delimiter are in order. */
record DelimitedRow(DelimitedShape shape, int length, List<Cell> cells, Optional<Shape.Misfit> damage)
        implements Shape.Row {

    /** @param at first byte in the record @param bytes without quotes and escapes; treat as immutable */
    private record Cell(int at, byte[] bytes) {}

    static DelimitedRow cut(DelimitedShape shape, byte[] record) {
        return new Cutting(shape, record).row();
    }

    @Override
    public boolean has(Key key) {
        return key.at() < cells.size()
                && Arrays.equals(key.bytes(), cells.get(key.at()).bytes());
    }

    @Override
    public Optional<Shape.Misfit> misfit(FlatRecordType type) {
        if (damage.isPresent()) {
            return damage;
        }
        int at = cells.size() > type.length() ? cells.get(type.length()).at() : length;
        return shape.wrongNumber(cells.size(), type).map(failure -> new Shape.Misfit(at, failure));
    }

    @Override
    public Result<String> text(Field field) {
        var bytes = field.at() < cells.size() ? cells.get(field.at()).bytes() : new byte[0];
        if (bytes.length > field.length()) {
            return Result.failed(new Failure(
                    FailureCode.READ_RECORD, "", bytes.length + " bytes", "at most " + field.length() + " bytes"));
        }
        return field.read(bytes, 0, bytes.length);
    }

    @Override
    public int at(Field field) {
        return field.at() < cells.size() ? cells.get(field.at()).at() : length;
    }

    /** Goes through a record once. */
    private static final class Cutting {
        private final DelimitedShape shape;
        private final byte[] record;
        private final List<Cell> cells = new ArrayList<>();
        private Optional<Shape.Misfit> damage = Optional.empty();
        private int at;

        Cutting(DelimitedShape shape, byte[] record) {
            this.shape = shape;
            this.record = record;
        }

        DelimitedRow row() {
            cell();
            while (damage.isEmpty() && at < record.length) {
                at++;
                cell();
            }
            if (damage.isEmpty() && shape.isClosed()) {
                close();
            }
            return new DelimitedRow(shape, record.length, List.copyOf(cells), damage);
        }

        /** Takes what follows up to the next delimiter, or to the end. */
        private void cell() {
            int start = at;
            if (at < record.length && shape.isQuote(record[at])) {
                cells.add(new Cell(start, quoted()));
                return;
            }
            var bytes = new ByteArrayOutputStream();
            while (at < record.length && record[at] != shape.delimiter()) {
                if (shape.isEscape(record[at])) {
                    at++;
                    if (at == record.length) {
                        damaged(at - 1, "a character after the escape");
                        return;
                    }
                }
                bytes.write(record[at]);
                at++;
            }
            cells.add(new Cell(start, bytes.toByteArray()));
        }

        private byte[] quoted() {
            int start = at;
            var bytes = new ByteArrayOutputStream();
            at++;
            while (at < record.length) {
                boolean isQuote = shape.isQuote(record[at]);
                if (isQuote && !(at + 1 < record.length && shape.isQuote(record[at + 1]))) {
                    at++;
                    if (at < record.length && record[at] != shape.delimiter()) {
                        damaged(at, "a delimiter after the closing quote");
                    }
                    return bytes.toByteArray();
                }
                at += isQuote ? 1 : 0;
                bytes.write(record[at]);
                at++;
            }
            damaged(start, "a closing quote");
            return bytes.toByteArray();
        }

        private void close() {
            var last = cells.remove(cells.size() - 1);
            if (last.bytes().length > 0 || cells.isEmpty()) {
                damaged(record.length, "a delimiter after the last field");
            }
        }

        private void damaged(int where, String expected) {
            damage = Optional.of(new Shape.Misfit(where, new Failure(FailureCode.READ_RECORD, "", "", expected)));
        }
    }
}
