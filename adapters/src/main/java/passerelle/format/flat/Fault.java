package passerelle.format.flat;

import passerelle.format.FileFault;
import passerelle.model.FailureCode;

/**
 * One thing that is wrong with a record, or with the file as a whole.
 *
 * @param code READ-RECORD, READ-CHARSET, READ-LIMIT or READ-TOTAL
 * @param line from 1; 0 when something is missing from the file
 * @param offset of the first byte of the field or record in the file, from 0
 * @param record the record's type; "" when it is none of the layout
 * @param field "" when the record as a whole is meant
 * @param column from 1, in characters of the line; 0 when something is missing from the file
 * @param found may be a value of the message: for its sender only
 */
public record Fault(
        FailureCode code,
        long line,
        long offset,
        String record,
        String field,
        int column,
        String found,
        String expected)
        implements FileFault {

    @Override
    public String place() {
        var place = new StringBuilder();
        append(place, "line ", line == 0 ? "" : Long.toString(line));
        append(place, "record ", record);
        append(place, "field ", field);
        append(place, "column ", column == 0 ? "" : Integer.toString(column));
        return place.toString();
    }

    @Override
    public String path() {
        return record.isEmpty() ? "" : "/" + record + (field.isEmpty() ? "" : "/" + field);
    }

    private static void append(StringBuilder place, String word, String value) {
        if (!value.isEmpty()) {
            place.append(place.isEmpty() ? "" : ", ").append(word).append(value);
        }
    }

    /** Without what was found, which may be personal data. */
    @Override
    public String toString() {
        return toFailure().toString();
    }
}
