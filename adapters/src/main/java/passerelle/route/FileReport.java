package passerelle.route;

import java.nio.charset.StandardCharsets;
import passerelle.format.flat.BadRecord;
import passerelle.model.Failure;
import passerelle.model.Outcome;

/** What came of a file, for the partner that sent it: totals, then each refused record with place and reason (CSV). */
final class FileReport {
    private final String name;
    private final StringBuilder rows = new StringBuilder();
    private long accepted;
    private long repeated;
    private long refused;
    private boolean isWhole = true;

    FileReport(String name) {
        this.name = name;
    }

    void outcome(long line, Outcome outcome) {
        outcome.match(
                good -> {
                    if (good.repeated()) {
                        repeated++;
                    } else {
                        accepted++;
                    }
                    return good;
                },
                bad -> {
                    refused++;
                    row(line, bad.failure());
                    return bad;
                });
    }

    void bad(BadRecord record) {
        refused++;
        record.faults().forEach(fault -> row(record.line(), fault.toFailure()));
    }

    /** The file as a whole is refused; nothing of it was sent. */
    void whole(Failure failure) {
        isWhole = false;
        row(0, failure);
    }

    private void row(long line, Failure failure) {
        rows.append(line == 0 ? "" : line).append(',');
        rows.append(failure.code().code()).append(',');
        rows.append(quoted(failure.place())).append(',');
        rows.append(quoted(failure.found())).append(',');
        rows.append(quoted(failure.expected())).append("\r\n");
    }

    byte[] csv() {
        var state = isWhole ? "read" : "refused";
        var head = "file,state,accepted,repeated,refused\r\n" + quoted(name) + "," + state + "," + accepted + ","
                + repeated
                + "," + refused
                + "\r\n\r\nline,code,place,found,expected\r\n";
        return (head + rows).getBytes(StandardCharsets.UTF_8);
    }

    /** RFC 4180; a leading sign is kept from becoming a formula in a spreadsheet. */
    private static String quoted(String text) {
        var safe = text.matches("[=+@\\-\\t].*") ? "'" + text : text;
        return "\"" + safe.replace("\"", "\"\"") + "\"";
    }
}
