package passerelle.route;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.function.BiFunction;
import passerelle.format.flat.Fault;
import passerelle.model.Failure;
import passerelle.model.FileRules;
import passerelle.model.FileRules.Report;
import passerelle.model.OutgoingFile;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.ArrivedFile;
import passerelle.vault.SealedFrames;
import passerelle.vault.SealedFrames.End;
import passerelle.vault.Vault;

/** Keeps what is reported on a file while it is read, sealed on disk, and puts the report where the partner finds it. */
public final class FileReports {
    private static final int LONGEST_STEM = 90;
    private static final DateTimeFormatter IN_NAMES =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmssSSS").withZone(ZoneOffset.UTC);

    private final Path folder;
    private final Vault vault;
    private final BiFunction<PartnerId, OutgoingFile, Result<String>> outboxes;

    /** @param outboxes puts a file where the partner finds it */
    public FileReports(Path folder, Vault vault, BiFunction<PartnerId, OutgoingFile, Result<String>> outboxes) {
        this.folder = folder;
        this.vault = vault;
        this.outboxes = outboxes;
    }

    /** The rows about the file as a whole, before those of its records. */
    FilePosition begin(ArrivedFile file, FilePosition position, List<Fault> faults) throws IOException {
        Files.createDirectories(folder);
        var report = new FileReport();
        faults.forEach(fault -> report.whole(fault.toFailure()));
        return add(file, position, report);
    }

    /** Adds rows; durable when this returns. */
    FilePosition add(ArrivedFile file, FilePosition position, FileReport report) throws IOException {
        var rows = report.rows();
        if (rows.length == 0) {
            return position;
        }
        try (var frames = SealedFrames.append(vault, path(file), context(file), position.report())) {
            frames.add(rows);
            return new FilePosition(
                    position.phase(),
                    position.digest(),
                    position.records(),
                    position.reading(),
                    position.counts(),
                    frames.force(),
                    position.reportBytes() + rows.length);
        }
    }

    /** Reports on a file that was read to its end. */
    void read(ArrivedFile file, String state, FilePosition end, FileRules rules) throws IOException {
        if (rules.report() != Report.NONE) {
            put(
                    file,
                    FileReport.file(
                            name(file), file.name(), state, end.counts(), end.reportBytes(), () -> rows(file, end)));
        }
        Files.deleteIfExists(path(file));
    }

    private InputStream rows(ArrivedFile file, FilePosition end) throws IOException {
        return end.report().equals(End.NONE)
                ? InputStream.nullInputStream()
                : SealedFrames.stream(vault, path(file), context(file), end.report());
    }

    /** Reports on a file of which nothing was sent. */
    void refused(ArrivedFile file, List<Failure> failures, FileRules rules) throws IOException {
        if (rules.report() != Report.NONE) {
            var report = new FileReport();
            failures.forEach(report::whole);
            var rows = report.rows();
            var nothing = new FilePosition.Counts(0, 0, 0);
            put(
                    file,
                    FileReport.file(
                            name(file),
                            file.name(),
                            "refused",
                            nothing,
                            rows.length,
                            () -> new java.io.ByteArrayInputStream(rows)));
        }
        Files.deleteIfExists(path(file));
    }

    private void put(ArrivedFile file, OutgoingFile report) {
        outboxes.apply(file.sender(), report).match(ok -> ok, failure -> {
            if (failure.code().isTransient()) {
                throw new IllegalStateException("cannot report on the file now: " + failure);
            }
            // The partner fetched the report of this very file already, before a crash of ours.
            return failure.code().code();
        });
    }

    /** The same for every reading of one arrival; another for a later file of the same name. */
    private static String name(ArrivedFile file) {
        var name = file.name();
        return name.substring(0, Math.min(name.length(), LONGEST_STEM)) + "-" + IN_NAMES.format(file.arrived())
                + ".report.csv";
    }

    private Path path(ArrivedFile file) {
        return folder.resolve(file.arrival() + ".report");
    }

    private static String context(ArrivedFile file) {
        return "report " + file.arrival();
    }
}
