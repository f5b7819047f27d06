package passerelle.audit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

/** Opens the key and the notes of a log, and holds them against each other. */
final class Signing {
    private final LogFiles files;
    private final LogKey key;
    private final Disk disk;

    private Signing(LogFiles files, LogKey key, Disk disk) {
        this.files = files;
        this.key = key;
        this.disk = disk;
    }

    /** What a log was opened with: its last signed note, and where the next ones go. */
    record Opened(SignedNote signed, Notes notes) {}

    /** Reads the key, or makes one for a log that is new. */
    static Signing of(LogFiles files, Path keyFile, String origin, Disk disk) throws IOException {
        PublicKey.checkOrigin(origin);
        var known = Files.exists(files.publicKey());
        if (!Files.exists(keyFile)) {
            if (known || Files.exists(files.checkpoints())) {
                throw new LogDamaged(0, "the log is signed, but its key %s is missing".formatted(keyFile));
            }
            LogKey.create(keyFile);
        }
        var key = LogKey.read(keyFile, origin);
        var vkey = key.publicKey().vkey();
        if (known && !Files.readString(files.publicKey()).equals(vkey)) {
            throw new LogDamaged(
                    0,
                    "%s belongs to another key than %s, or to another origin than %s"
                            .formatted(files.publicKey().getFileName(), keyFile, origin));
        }
        disk.replace(files.publicKey(), vkey.getBytes(StandardCharsets.UTF_8));
        Disk.sync(files.folder());
        return new Signing(files, key, disk);
    }

    LogKey key() {
        return key;
    }

    /** The last note that was signed; empty in a log that is new. */
    Optional<Notes.Last> last() throws IOException {
        var newest = Notes.read(files.checkpoint());
        var guard = Notes.read(files.guard());
        var last = Notes.last(files.checkpoints());
        if (last.isEmpty()) {
            if (newest.isPresent()
                    || guard.isPresent()
                    || !files.segments().numbers().isEmpty()) {
                throw new LogDamaged(0, "checkpoints.log is missing or holds no checkpoint");
            }
            return last;
        }
        var signed = last.get().note();
        if (!key.publicKey().signed(signed)) {
            throw new LogDamaged(0, "the last note in checkpoints.log is not signed by this log's key");
        }
        compare("checkpoint", newest, signed, "restore it from checkpoints.log");
        compare(
                files.guard().getFileName().toString(),
                guard,
                signed,
                "if the log was moved on purpose, copy its checkpoint there");
        return last;
    }

    private void compare(String name, Optional<SignedNote> found, SignedNote signed, String remedy) throws LogDamaged {
        var size = signed.checkpoint().size();
        if (found.isEmpty()) {
            // A crash while the log was being made leaves a note for no records, and nothing else.
            if (size > 0) {
                throw new LogDamaged(size, "%s is missing; %s".formatted(name, remedy));
            }
            return;
        }
        var seen = found.get();
        if (!key.publicKey().signed(seen)) {
            throw new LogDamaged(0, name + " is not signed by this log's key");
        }
        if (seen.checkpoint().size() > size) {
            throw new LogDamaged(
                    size,
                    "the log is an older copy: %s has seen %d records"
                            .formatted(name, seen.checkpoint().size()));
        }
        if (seen.checkpoint().size() == size
                && !Arrays.equals(seen.checkpoint().root(), signed.checkpoint().root())) {
            throw new LogDamaged(0, "%s and checkpoints.log were signed for different records".formatted(name));
        }
    }

    /** Starts writing notes; a new log begins with a signed checkpoint of no records, so that its absence says something. */
    Opened open(Optional<Notes.Last> last) throws IOException {
        if (last.isPresent()) {
            var notes = Notes.after(files, last.get(), disk);
            notes.publishLast(last.get().note());
            return new Opened(last.get().note(), notes);
        }
        var notes = Notes.create(files, disk);
        var first = key.sign(0, new TreeHash().empty());
        notes.publish(first);
        return new Opened(first, notes);
    }
}
