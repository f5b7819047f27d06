package passerelle.format.flat;

import java.util.List;
import passerelle.format.flat.Framing.Frame;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * The first record of a delimited file when it names the columns, which may then stand in any order.
 *
 * @param type the record that the file has
 * @param isRequired every file has it; otherwise the first record is one when it names any of the columns
 * @param ignoresOthers columns that no field has may be there; otherwise the file is refused
 */
record HeaderRow(DelimitedShape shape, FlatRecordType type, boolean isRequired, boolean ignoresOthers) {

    /** Whether the first record of a file is a header row. */
    boolean isOne(Frame first) {
        if (isRequired) {
            return true;
        }
        var row = DelimitedRow.cut(shape, first.raw());
        for (int i = 0; i < row.size(); i++) {
            if (row.text(i).match(text -> type.columns().contains(text.strip()), failure -> false)) {
                return true;
            }
        }
        return false;
    }

    /**
     * Whether the column of a field must be there. That of one that may be blank need not, unless other columns are
     * ignored: a misspelt one would be lost then, and nobody would be told.
     */
    boolean needs(Field field) {
        return field.required() || field.value().isPresent() || ignoresOthers;
    }

    /** What is wrong with an empty file. */
    Fault missing() {
        var expected = "a header row with " + String.join(", ", columns());
        return new Fault(FailureCode.READ_RECORD, 0, 0, type.name(), "", 0, "", expected);
    }

    /** The header row of a file that is written. */
    byte[] bytes() {
        return shape.join(type.columns().stream().map(this::written).toList());
    }

    private byte[] written(String column) {
        return write(column).match(bytes -> bytes, failure -> {
            throw new IllegalStateException("The column '" + column + "' was writable when the layout was read");
        });
    }

    /** A name as it stands in the row, or MAP-UNWRITABLE. */
    Result<byte[]> write(String column) {
        return shape.characters().encode(column).then(shape::dress);
    }

    List<String> columns() {
        return type.columns();
    }
}
