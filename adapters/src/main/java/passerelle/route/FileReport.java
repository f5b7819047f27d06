package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import passerelle.format.BadRecord;
import passerelle.model.Failure;
import passerelle.model.MessageId;
import passerelle.model.OutgoingFile;
import passerelle.translate.RefusedRecord;

/**
 * What came of a file, for the partner that sent it, as CSV (RFC 4180): totals, then each refused record with its line
 * and byte, place, what was found and what would be right.
 */
final class FileReport {
    private final StringBuilder rows = new StringBuilder();
    private final List<RefusedRecord> records = new ArrayList<>();

    /** A record that the road refused. */
    void refused(MessageId id, long line, long offset, Failure failure) {
        row(Long.toString(line), Long.toString(offset), failure);
        records.add(
                new RefusedRecord(Optional.of(id), OptionalLong.of(line), OptionalLong.of(offset), List.of(failure)));
    }

    /** A record that breaks its layout; everything that is wrong with it. */
    void bad(BadRecord record) {
        record.faults()
                .forEach(fault -> row(Long.toString(fault.line()), Long.toString(fault.offset()), fault.toFailure()));
        var failures = record.faults().stream()
                .map(fault -> new Failure(fault.code(), fault.path(), fault.found(), fault.expected()))
                .toList();
        records.add(new RefusedRecord(
                Optional.empty(), OptionalLong.of(record.line()), OptionalLong.of(record.offset()), failures));
    }

    /** The file as a whole, with all that is wrong with it: one thing at least. */
    void whole(List<Failure> failures) {
        failures.forEach(failure -> row("", "", failure));
        records.add(new RefusedRecord(Optional.empty(), OptionalLong.empty(), OptionalLong.empty(), failures));
    }

    /** The rows so far. */
    byte[] rows() {
        return rows.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** The records so far, for a report in the partner's own format. */
    List<RefusedRecord> records() {
        return List.copyOf(records);
    }

    private void row(String line, String offset, Failure failure) {
        rows.append(line).append(',').append(offset).append(',');
        rows.append(failure.code().code()).append(',');
        rows.append(quoted(failure.place())).append(',');
        rows.append(quoted(failure.found())).append(',');
        rows.append(quoted(failure.expected())).append("\r\n");
    }

    /** Where the rows of a report come from, which may be more than fit into memory. */
    interface Rows {
        InputStream open() throws IOException;
    }

    /**
     * The whole report.
     *
     * @param name of the report @param about name of the partner's file
     * @param state read, refused
     * @param length of the rows, in bytes
     */
    static OutgoingFile file(
            String name, String about, String state, FilePosition.Counts counts, long length, Rows rows) {
        var head = ("file,state,accepted,repeated,refused\r\n" + quoted(about) + "," + state + "," + counts.accepted()
                        + "," + counts.repeated() + "," + counts.refused()
                        + "\r\n\r\nline,byte,code,place,found,expected\r\n")
                .getBytes(StandardCharsets.UTF_8);
        return new OutgoingFile(
                name, head.length + length, () -> new SequenceInputStream(new ByteArrayInputStream(head), rows.open()));
    }

    /** RFC 4180; a leading sign is kept from becoming a formula in a spreadsheet. */
    private static String quoted(String text) {
        var safe = text.matches("(?s)[=+@\\-\\t].*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
