package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
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
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import passerelle.adapter.WholeFile;
import passerelle.model.FailureCode;
import passerelle.translate.ArrivedFile;
import passerelle.vault.Vault;

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

    /**
     * A file that the gateway took.
     *
     * @param name as the partner called it
     * @param arrival this one and no other, also after a restart
     */
    record Taken(String name, String arrival, Instant arrived, Path path) {
        // '~' is in no name of a partner's; the time in front keeps the order of arrival.
        private static final Pattern HIDDEN = Pattern.compile("(\\d{13})~([0-9a-f-]{36})~(.*)");

        static Taken of(Path working, String name, Instant arrived) {
            var hidden = "%013d~%s~%s".formatted(arrived.toEpochMilli(), UUID.randomUUID(), name);
            return at(working.resolve(hidden)).orElseThrow();
        }

        private static Optional<Taken> at(Path path) {
            return Optional.of(HIDDEN.matcher(String.valueOf(path.getFileName())))
                    .filter(Matcher::matches)
                    .map(hidden -> new Taken(
                            hidden.group(3),
                            hidden.group(2),
                            Instant.ofEpochMilli(Long.parseLong(hidden.group(1))),
                            path));
        }
    }

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
        var taken = Taken.of(folder.working(), file.name(), file.since());
        try {
            Files.move(folder.of(Area.INBOX).resolve(file.name()), taken.path(), StandardCopyOption.ATOMIC_MOVE);
            return Optional.of(taken);
        } catch (NoSuchFileException renamed) {
            return Optional.empty();
        }
    }

    /**
     * Takes a file that the gateway fetched itself: sealed while it is written, then whole and durable among the {@link
     * #taken}, behind those that are there. After an {@link IOException} there is nothing of it.
     *
     * @param name that {@link WholeFile#isName} allows
     * @param filling is given where the plain bytes go, in order
     */
    Taken admit(String name, Instant now, WholeFile.Filling filling) throws IOException {
        var taken = Taken.of(folder.working(), WholeFile.requireName(name), now);
        if (!folder.disk().hasRoom()) {
            throw new IOException("The disk has no room for new files");
        }
        try (var spooled = SpoolFile.create(folder)) {
            filling.fill(spooled.plain());
            spooled.appear(taken.path(), now);
        }
        return taken;
    }

    /** Taken and not done with: tried before, or by the process before this one. Oldest first. */
    List<Taken> taken() throws IOException {
        var found = new ArrayList<Taken>();
        for (var path : list(folder.working())) {
            Taken.at(path).ifPresent(found::add);
        }
        found.sort(Comparator.comparing(Taken::path));
        return found;
    }

    /** What the partner sent, opened as it is read. */
    ArrivedFile.Content content(Taken file) throws IOException {
        return new Content(file.path(), Vault.plainSize(Files.size(file.path())), folder.received());
    }

    private record Content(Path path, long size, Seal seal) implements ArrivedFile.Content {
        @Override
        public SeekableByteChannel open() throws IOException {
            return seal.opening(path);
        }
    }

    /** The gateway has what it needs; the file goes. */
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
        try (var spooled = SpoolFile.create(folder)) {
            spooled.plain().write(StandardCharsets.UTF_8.encode(text));
            spooled.appear(rejected.resolve(report), now);
        }
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
