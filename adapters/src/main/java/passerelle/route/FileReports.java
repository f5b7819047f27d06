package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import passerelle.format.FileFault;
import passerelle.format.flat.Layout;
import passerelle.model.Failure;
import passerelle.model.FileRules;
import passerelle.model.FileRules.Report;
import passerelle.model.FormatId;
import passerelle.model.OutgoingFile;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Format;
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
    private final Function<FormatId, Optional<Format>> formats;
    private final OwnReports laidOut;
    private final BiFunction<PartnerId, OutgoingFile, Result<String>> outboxes;

    /**
     * @param layouts of reports, by the format of the file; empty where the format has none
     * @param outboxes puts a file where the partner finds it
     */
    public FileReports(
            Path folder,
            Vault vault,
            Function<FormatId, Optional<Format>> formats,
            Function<FormatId, Optional<Layout>> layouts,
            BiFunction<PartnerId, OutgoingFile, Result<String>> outboxes) {
        this.folder = folder;
        this.vault = vault;
        this.formats = formats;
        this.laidOut = new LaidOutReports(folder, vault, formats, layouts);
        this.outboxes = outboxes;
    }

    /** The rows about the file as a whole, before those of its records. */
    FilePosition begin(ArrivedFile file, FilePosition position, List<? extends FileFault> faults, FileRules rules)
            throws IOException {
        Files.createDirectories(folder);
        var report = new FileReport();
        if (!faults.isEmpty()) {
            report.whole(faults.stream().map(FileFault::toFailure).toList());
        }
        var begun = rules.report() == Report.NATIVE ? own(file).begin(file) : Optional.<byte[]>empty();
        return add(file, position.reported(position.report(), position.reportBytes(), begun), report);
    }

    /** Adds rows; durable when this returns. */
    FilePosition add(ArrivedFile file, FilePosition position, FileReport report) throws IOException {
        var rows = report.rows();
        if (rows.length == 0) {
            return position;
        }
        try (var frames = SealedFrames.append(vault, path(file), context(file), position.report())) {
            frames.add(rows);
            var further = own(file).add(file, position.ownReport(), report.records());
            return position.reported(frames.force(), position.reportBytes() + rows.length, further);
        }
    }

    /** Reports on a file that was read to its end. */
    void read(ArrivedFile file, String state, FilePosition end, FileRules rules) throws IOException {
        if (rules.report() != Report.NONE) {
            put(file, rules, end.ownReport(), end.reportBytes() > 0, csv(file, state, end));
        }
    }

    /** The report in the partner's own format, and the CSV where that does not say all there is to say, or is none. */
    private void put(
            ArrivedFile file, FileRules rules, Optional<byte[]> sealed, boolean isAnythingRefused, OutgoingFile csv)
            throws IOException {
        var own = own(file);
        var said = own.file(file, name(file, ".report"), sealed, rules.wrongTotals());
        said.ifPresent(report -> put(file, report));
        if (said.isEmpty() || isAnythingRefused && !own.saysAll()) {
            put(file, csv);
        }
    }

    private OwnReports own(ArrivedFile file) {
        return formats.apply(file.format())
                .filter(format -> format.layout().isEmpty())
                .flatMap(format ->
                        format.bytes().map(syntax -> (OwnReports) new SyntaxAnswers(vault, syntax, format.ending())))
                .orElse(laidOut);
    }

    private OutgoingFile csv(ArrivedFile file, String state, FilePosition end) {
        return FileReport.file(
                name(file, ".report.csv"), file.name(), state, end.counts(), end.reportBytes(), () -> rows(file, end));
    }

    private InputStream rows(ArrivedFile file, FilePosition end) throws IOException {
        return end.report().equals(End.NONE)
                ? InputStream.nullInputStream()
                : SealedFrames.stream(vault, path(file), context(file), end.report());
    }

    /** Reports on a file of which nothing was sent. */
    void refused(ArrivedFile file, List<Failure> failures, FileRules rules) throws IOException {
        if (rules.report() == Report.NONE) {
            return;
        }
        Files.createDirectories(folder);
        var report = new FileReport();
        report.whole(failures);
        var begun = rules.report() == Report.NATIVE ? own(file).begin(file) : Optional.<byte[]>empty();
        var said = own(file).add(file, begun, report.records());
        put(file, rules, said, true, csv(file, report.rows()));
    }

    private static OutgoingFile csv(ArrivedFile file, byte[] rows) {
        var nothing = new FilePosition.Counts(0, 0, 0);
        return FileReport.file(
                name(file, ".report.csv"),
                file.name(),
                "refused",
                nothing,
                rows.length,
                () -> new ByteArrayInputStream(rows));
    }

    /** The report was put where the partner finds it, and the file is done with: what was kept for it goes. */
    void forget(ArrivedFile file) throws IOException {
        Files.deleteIfExists(path(file));
        own(file).forget(file);
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
    private static String name(ArrivedFile file, String ending) {
        var name = file.name();
        return name.substring(0, Math.min(name.length(), LONGEST_STEM)) + "-" + IN_NAMES.format(file.arrived())
                + ending;
    }

    private Path path(ArrivedFile file) {
        return folder.resolve(file.arrival() + ".report");
    }

    private static String context(ArrivedFile file) {
        return "report " + file.arrival();
    }
}
