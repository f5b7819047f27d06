package passerelle.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import passerelle.audit.AuditVerifier;

/** Holds what came out against what had to, line by line as it is read. */
final class BatchCheck {
    private static final int MOST_TOLD = 20;
    private static final Pattern ROW = Pattern.compile("(\\d*),(\\d*),([A-Z-]+),.*");

    private final BatchHome home;
    private final Extract extract;
    private final int good;
    private final List<String> differences = new ArrayList<>();
    private long found;

    BatchCheck(BatchHome home, Extract extract) {
        this.home = home;
        this.extract = extract;
        this.good = extract.records() - extract.countBad();
    }

    /** The first twenty, and how many more there are; none when all is well. The gateway has stopped. */
    List<String> differences() throws IOException {
        var files = home.delivered();
        if (files.size() != 1) {
            differs("the recipient has " + files.size() + " files");
        }
        for (var file : files) {
            delivered(file);
        }
        var reports = home.reports();
        if (reports.size() != 1) {
            differs("the sender has " + reports.size() + " reports");
        }
        for (var report : reports) {
            reported(report);
        }
        AuditVerifier.verify(home.data().resolve("audit"), home.data().resolve("keys/audit.guard"))
                .match(intact -> intact, damaged -> {
                    differs("the audit log is damaged at record " + damaged.record() + ": " + damaged.what());
                    return damaged;
                });
        if (found > MOST_TOLD) {
            differences.add("and " + (found - MOST_TOLD) + " more");
        }
        return List.copyOf(differences);
    }

    private void differs(String what) {
        found++;
        if (found <= MOST_TOLD) {
            differences.add(what);
        }
    }

    private void delivered(Path file) throws IOException {
        try (var reader = Files.newBufferedReader(file, Extract.CHARSET)) {
            var header = String.valueOf(reader.readLine());
            if (!header.startsWith("H")) {
                differs("the file begins with " + header);
            }
            int next = nextGood(0);
            var line = reader.readLine();
            for (; line != null && line.startsWith("P"); line = reader.readLine()) {
                int number = Crossing.number(line);
                if (number < extract.records() && extract.bad(number).isPresent()) {
                    differs("a bad record went out: line %d, %s"
                            .formatted(Extract.line(number), extract.bad(number).get()));
                    continue;
                }
                if (number < next) {
                    differs("a second time, or out of order: the record of line " + Extract.line(number));
                    continue;
                }
                next = lost(next, number);
                if (!line.equals(extract.crossing(number).registry(BatchHome.SENDER))) {
                    differs("a record went out changed: line " + Extract.line(number) + ": " + line);
                }
                next = nextGood(number + 1);
            }
            lost(next, extract.records());
            var trailer = "T%09d%09d".formatted(good, 0);
            if (line == null || !line.strip().equals(trailer)) {
                differs("the file's trailer is " + line + " and not " + trailer);
            } else if (reader.readLine() != null) {
                differs("there are lines behind the file's trailer");
            }
        }
    }

    private int nextGood(int from) {
        int number = from;
        while (number < extract.records() && extract.bad(number).isPresent()) {
            number++;
        }
        return number;
    }

    private int lost(int from, int to) {
        int next = from;
        for (; next < to; next = nextGood(next + 1)) {
            differs("lost: the record of line " + Extract.line(next));
        }
        return next;
    }

    private void reported(Path file) throws IOException {
        try (var reader = new BufferedReader(new InputStreamReader(home.report(file), StandardCharsets.UTF_8))) {
            same("report's head", "file,state,accepted,repeated,refused", reader.readLine());
            int bad = extract.records() - good;
            same("report's totals", "\"EXTRACT.TXT\",read,%d,0,%d".formatted(good, bad), reader.readLine());
            same("report's third line", "", reader.readLine());
            same("rows' head", "line,byte,code,place,found,expected", reader.readLine());
            var lines = new BitSet();
            for (var row = reader.readLine(); row != null; row = reader.readLine()) {
                var parts = ROW.matcher(row);
                int number = parts.matches() && !parts.group(1).isEmpty()
                        ? Integer.parseInt(parts.group(1)) - (int) Extract.line(0)
                        : -1;
                if (number < 0 || number >= extract.records() || extract.bad(number).isEmpty()) {
                    differs("refused, and nothing is wrong with it: " + row);
                } else if (lines.get(number)) {
                    differs("refused a second time: " + row);
                } else {
                    lines.set(number);
                }
            }
            for (int number = 0; number < extract.records(); number++) {
                if (extract.bad(number).isPresent() && !lines.get(number)) {
                    differs("not in the report: line %d, %s"
                            .formatted(Extract.line(number), extract.bad(number).get()));
                }
            }
        }
    }

    private void same(String what, String expected, @Nullable String there) {
        if (!expected.equals(there)) {
            differs("the " + what + " is " + there + " and not " + expected);
        }
    }
}
