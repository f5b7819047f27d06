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

    int size() {
        return cells.size();
    }

    /** First byte of a field, by its number. */
    int at(int number) {
        return cells.get(number).at();
    }

    /** The text of a field, by its number, whatever it means. */
    Result<String> text(int number) {
        var bytes = cells.get(number).bytes();
        return shape.characters().decode(bytes, 0, bytes.length);
    }

    /** The fields in the order of the layout, where a file has its columns in one of its own. */
    DelimitedRow arranged(Columns columns) {
        if (damage.isPresent()) {
            return this;
        }
        var wrong = shape.wrongNumber(cells.size(), columns.number());
        if (wrong.isPresent()) {
            int at = cells.size() > columns.number()
                    ? cells.get(columns.number()).at()
                    : length;
            return new DelimitedRow(shape, length, cells, Optional.of(new Shape.Misfit(at, wrong.get())));
        }
        var arranged = new ArrayList<Cell>(columns.places().size());
        for (int place : columns.places()) {
            arranged.add(place < cells.size() ? cells.get(place) : new Cell(length, new byte[0]));
        }
        return new DelimitedRow(shape, length, arranged, damage);
    }

    @Override
    public boolean has(Key key) {
        return key.at() < cells.size()
                && Arrays.equals(key.bytes(), cells.get(key.at()).bytes());
    }

    @Override
    public Optional<Shape.Misfit> misfit(int fields) {
        if (damage.isPresent()) {
            return damage;
        }
        if (cells.size() == fields) {
            return Optional.empty();
        }
        int at = cells.size() > fields ? cells.get(fields).at() : length;
        return shape.wrongNumber(cells.size(), fields).map(failure -> new Shape.Misfit(at, failure));
    }

    @Override
    public boolean reaches(Field field) {
        return cells.size() > field.at();
    }

    @Override
    public Result<String> text(Field field) {
        var bytes = field.at() < cells.size() ? cells.get(field.at()).bytes() : new byte[0];
        if (bytes.length > field.length()) {
            return Result.failed(new Failure(
                    FailureCode.READ_RECORD, "", bytes.length + " bytes", "at most " + field.length() + " bytes"));
        }
        return hasLineEnd(bytes) && DelimitedShape.isFree(field)
                ? lines(field, bytes)
                : field.read(bytes, 0, bytes.length);
    }

    private static boolean hasLineEnd(byte[] bytes) {
        for (byte one : bytes) {
            if (one == '\n' || one == '\r') {
                return true;
            }
        }
        return false;
    }

    /** A text with line ends in it: what stands between them is read, and they are kept. */
    private static Result<String> lines(Field field, byte[] bytes) {
        var text = new StringBuilder();
        int from = 0;
        for (int i = 0; i <= bytes.length; i++) {
            boolean isEnd = i == bytes.length || bytes[i] == '\n' || bytes[i] == '\r';
            if (isEnd) {
                var line = field.type().read(bytes, from, i - from);
                if (line instanceof Result.Failed<String>) {
                    return line;
                }
                text.append(line.<String>match(read -> read, failure -> ""));
                if (i < bytes.length) {
                    text.append((char) bytes[i]);
                }
                from = i + 1;
            }
        }
        return Result.ok(text.toString());
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
