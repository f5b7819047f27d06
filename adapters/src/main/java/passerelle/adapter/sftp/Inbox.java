package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import passerelle.adapter.WholeFile;
import passerelle.model.FailureCode;

/**
 * One partner's inbox, as the gateway sees it. A file is taken out of the partner's sight before it is read, so that a
 * second file of the same name cannot change it; what is taken stays until it is done with, also over a crash.
 */
final class Inbox {
    private static final Pattern TEMPORARY = Pattern.compile(".*\\.(part|partial|filepart|tmp|temp|uploading)");
    private static final String REPORT = ".report.txt";
    private static final int LONGEST_NAME = 128;

    private final PartnerFolder folder;

    Inbox(PartnerFolder folder) {
        this.folder = folder;
    }

    /** A file that the partner put down. @param since when it was complete */
    record Waiting(String name, Instant since) {
        /** Whether the sender probably renames it in a moment. */
        boolean looksTemporary() {
            return TEMPORARY.matcher(name).matches();
        }
    }

    /** A file that the gateway took. @param name as the partner called it */
    record Taken(String name, Path path) {}

    /** Oldest first. */
    List<Waiting> waiting() throws IOException {
        var found = new ArrayList<Waiting>();
        for (var path : list(folder.of(Area.INBOX))) {
            var name = String.valueOf(path.getFileName());
            if (WholeFile.isName(name)) {
                Entry.file(path, name).ifPresent(file -> found.add(new Waiting(name, file.changed())));
            }
        }
        found.sort(Comparator.comparing(Waiting::since).thenComparing(Waiting::name));
        return found;
    }

    /** Takes a file; empty when the partner renamed it in the meantime. */
    Optional<Taken> take(Waiting file) throws IOException {
        var hidden = hidden(file.since().toEpochMilli(), UUID.randomUUID(), file.name());
        var path = folder.working().resolve(hidden);
        try {
            Files.move(folder.of(Area.INBOX).resolve(file.name()), path, StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(new Taken(file.name(), path));
        } catch (NoSuchFileException renamed) {
            return Optional.empty();
        }
    }

    /** What a file is called once it is taken: '~' is in no name of a partner's; the time in front keeps the order. */
    static String hidden(long millis, UUID id, String name) {
        return "%013d~%s~%s".formatted(millis, id, name);
    }

    /** Taken and not done with: tried before, or by the process before this one. Oldest first. */
    List<Taken> taken() throws IOException {
        var found = new ArrayList<Taken>();
        for (var path : list(folder.working())) {
            var hidden = String.valueOf(path.getFileName());
            found.add(new Taken(hidden.substring(hidden.lastIndexOf('~') + 1), path));
        }
        found.sort(Comparator.comparing(Taken::path));
        return found;
    }

    /** The gateway has a sealed copy of its own; this one goes. */
    void done(Taken file) throws IOException {
        Files.deleteIfExists(file.path());
    }

    /** Gives a file back that nobody can read, with a report beside it that says why. */
    void reject(Waiting file, String pattern, Instant now) throws IOException {
        var rejected = folder.of(Area.REJECTED);
        var report = file.name().substring(0, Math.min(file.name().length(), LONGEST_NAME - REPORT.length())) + REPORT;
        var text =
                """
                %s was not taken in.

                When:      %s
                Reason:    %s: the name of the file is none that the gateway expects.
                Expected:  a name that matches %s

                The file was not read, and lies beside this report. Put it into inbox again under a name that matches.
                """
                        .formatted(
                                file.name(),
                                now.truncatedTo(ChronoUnit.SECONDS),
                                FailureCode.READ_UNEXPECTED.code(),
                                pattern);
        WholeFile.write(
                folder.spool().resolve(UUID.randomUUID().toString()),
                rejected.resolve(report),
                text.getBytes(StandardCharsets.UTF_8));
        try {
            WholeFile.appear(folder.of(Area.INBOX).resolve(file.name()), rejected.resolve(file.name()));
        } catch (NoSuchFileException renamed) {
            // The sender was quicker: there is nothing to report.
            Files.deleteIfExists(rejected.resolve(report));
        }
    }

    private static List<Path> list(Path folder) throws IOException {
        var paths = new ArrayList<Path>();
        try (var entries = Files.newDirectoryStream(folder)) {
            entries.forEach(paths::add);
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return paths;
    }
}
