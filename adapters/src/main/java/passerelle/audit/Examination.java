package passerelle.audit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * One reading of a whole log. The records are read once, in step with the checkpoints: each record is held against its hash in
 * the tiles, which names a changed one exactly, and each checkpoint against the tree up to there. One thread, one use.
 */
final class Examination {
    private static final int SIGNATURES_AT_ONCE = 2_048;

    private final LogFiles files;
    private final MerkleTree tree = new MerkleTree();
    private final Tiles tiles;
    private final List<SignedNote> unchecked = new ArrayList<>();
    private Optional<Suspect> suspect = Optional.empty();
    private long tiled;
    private long agreed;
    private long checkpoints;
    private byte[] lastEntry = new byte[0];

    /** A hash in a tile that differs: the next checkpoint tells whether the tile or the record was changed. */
    private record Suspect(long record, String tile) {}

    /** Where the second and third copy of the newest checkpoint are, and what they say. */
    private record Copies(Optional<SignedNote> guard, Optional<SignedNote> newest, Optional<LogDamaged> unreadable) {}

    Examination(LogFiles files) {
        this.files = files;
        tiles = new Tiles(files.folder());
    }

    Verdict.Intact run() throws IOException {
        // A running gateway writes checkpoints.log first and the guard last: read the other way round, none can be
        // ahead.
        var copies = copies();
        var key = key();
        var last = Notes.last(files.checkpoints())
                .orElseThrow(() -> new LogDamaged(0, "checkpoints.log is missing or holds no checkpoint"));
        tiled = last.note().checkpoint().size();
        walk(key, last, copies);
        checkCopies(key, last.note().checkpoint(), copies);
        return new Verdict.Intact(
                tree.size(),
                HexFormat.of().formatHex(tree.root()),
                checkpoints,
                tree.size() == 0
                        ? Optional.empty()
                        : Optional.of(Entry.event(lastEntry).time()),
                copies.guard.isPresent());
    }

    private Copies copies() throws IOException {
        var guard = Optional.<SignedNote>empty();
        try {
            guard = Notes.read(files.guard());
            return new Copies(guard, Notes.read(files.checkpoint()), Optional.empty());
        } catch (LogDamaged e) {
            return new Copies(guard, Optional.empty(), Optional.of(e));
        }
    }

    private PublicKey key() throws IOException {
        if (!Files.exists(files.publicKey())) {
            throw new LogDamaged(0, "audit.pub is missing");
        }
        return PublicKey.parse(new String(Files.readAllBytes(files.publicKey()), StandardCharsets.UTF_8))
                .orElseThrow(() -> new LogDamaged(0, "audit.pub is no Ed25519 key"));
    }

    private void walk(PublicKey key, Notes.Last last, Copies copies) throws IOException {
        try (var notes = new NoteStream(files.checkpoints(), last.end());
                var records = new WalReader(files.segments(), 1)) {
            var note = agree(key, notes, notes.next(), copies);
            var found = records.next(0);
            while (found instanceof SegmentReader.Found.Whole whole) {
                for (var entry : whole.batch().entries()) {
                    lastEntry = entry;
                    tree.addEntry(entry, this::compare);
                    note = agree(key, notes, note, copies);
                }
                found = records.next(tree.size());
            }
            if (note.isPresent()) {
                throw ends(key, note.get(), found);
            }
            checkSignatures(key);
        }
    }

    private void compare(int level, long index, byte[] hash) {
        if (suspect.isPresent() || index + 1 > tiled >> 8 * level) {
            return;
        }
        var tile = Tiles.path(level, index / Tiles.WIDTH);
        try {
            if (!Arrays.equals(hash, tiles.hash(level, index))) {
                suspect = Optional.of(new Suspect(index << 8 * level, tile + " has another hash"));
            }
        } catch (NoSuchFileException e) {
            suspect = Optional.of(new Suspect(index << 8 * level, tile + " is missing or cut short"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Holds the tree against every note for its present size; returns the next note for a larger one. */
    private Optional<SignedNote> agree(PublicKey key, NoteStream notes, Optional<SignedNote> next, Copies copies)
            throws IOException {
        var note = next;
        while (note.isPresent() && note.get().checkpoint().size() == tree.size()) {
            var signed = note.get();
            if (!Arrays.equals(signed.checkpoint().root(), tree.root())) {
                throw differs(key, signed);
            }
            if (suspect.isPresent()) {
                throw new LogDamaged(
                        suspect.get().record,
                        "%s; the records are as signed, and the tile can be made anew".formatted(suspect.get().tile));
            }
            unchecked.add(signed);
            if (unchecked.size() == SIGNATURES_AT_ONCE) {
                checkSignatures(key);
            }
            agreed = tree.size();
            note = notes.next();
        }
        for (var copy : List.of(copies.guard, copies.newest)) {
            if (copy.isPresent()
                    && copy.get().checkpoint().size() == tree.size()
                    && !Arrays.equals(copy.get().checkpoint().root(), tree.root())) {
                throw differs(key, copy.get());
            }
        }
        return note;
    }

    private LogDamaged differs(PublicKey key, SignedNote note) {
        var size = note.checkpoint().size();
        if (!key.signed(note)) {
            return new LogDamaged(
                    agreed, "the checkpoint for %d records is not signed by this log's key".formatted(size));
        }
        return suspect.map(found -> changed(found))
                .orElseGet(() -> new LogDamaged(
                        agreed,
                        "a record between %d and %d is not the one that was signed".formatted(agreed, size - 1)));
    }

    private static LogDamaged changed(Suspect found) {
        return new LogDamaged(found.record, "the record is not the one that was signed: " + found.tile);
    }

    /** The records end, or cannot be read on, before the checkpoint {@code note}. */
    private LogDamaged ends(PublicKey key, SignedNote note, SegmentReader.Found found) {
        if (suspect.isEmpty() && !key.signed(note)) {
            return differs(key, note);
        }
        var why = "the records end there, but %d were signed"
                .formatted(note.checkpoint().size());
        var missing = tree.size();
        if (found instanceof SegmentReader.Found.Broken broken) {
            why = broken.why();
            missing = broken.missing();
            broken.readable().entries().forEach(entry -> tree.addEntry(entry, this::compare));
        }
        if (suspect.isPresent()) {
            return changed(suspect.get());
        }
        return new LogDamaged(missing, why);
    }

    private void checkSignatures(PublicKey key) throws LogDamaged {
        var bad = unchecked.parallelStream().filter(note -> !key.signed(note)).findFirst();
        if (bad.isPresent()) {
            var size = bad.get().checkpoint().size();
            throw new LogDamaged(size, "the checkpoint for %d records is not signed by this log's key".formatted(size));
        }
        checkpoints += unchecked.size();
        unchecked.clear();
    }

    private void checkCopies(PublicKey key, Checkpoint last, Copies copies) throws LogDamaged {
        if (copies.unreadable.isPresent()) {
            throw copies.unreadable.get();
        }
        if (copies.newest.isEmpty()) {
            throw new LogDamaged(last.size(), "checkpoint is missing");
        }
        var newest = copies.newest.get();
        for (var copy : List.of(Optional.of(newest), copies.guard)) {
            if (copy.isPresent() && !key.signed(copy.get())) {
                throw new LogDamaged(
                        0,
                        "%s is not signed by this log's key"
                                .formatted(copy.get() == newest ? "checkpoint" : "the guard"));
            }
            if (copy.isPresent() && copy.get().checkpoint().size() > last.size()) {
                throw new LogDamaged(
                        last.size(),
                        "the log is an older copy: %d records were signed"
                                .formatted(copy.get().checkpoint().size()));
            }
        }
        if (copies.guard.isPresent()
                && copies.guard.get().checkpoint().size() > newest.checkpoint().size()) {
            throw new LogDamaged(newest.checkpoint().size(), "checkpoint is older than the guard");
        }
    }
}
