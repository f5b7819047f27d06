package passerelle.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import passerelle.model.AuditEvent;

/**
 * One event with all that somebody without the log needs to see that it is in there: a C2SP tlog-proof whose {@code extra}
 * line is the entry itself. It tells the event to its reader; other events stay hidden behind their hashes.
 */
public final class EventProof {
    private static final String HEAD = "c2sp.org/tlog-proof@v1";
    private static final String EXTRA = "extra ";
    private static final String INDEX = "index ";

    private EventProof() {}

    /**
     * The proof of the record at {@code index}, also from a log that is being written; empty when no checkpoint covers it yet.
     *
     * @param folder the log's, {@code data/audit}
     */
    public static Optional<String> of(Path folder, long index) throws IOException {
        var files = new LogFiles(folder, folder.resolve("checkpoint"));
        var note = Notes.read(files.checkpoint());
        if (note.isEmpty() || index < 0 || index >= note.get().checkpoint().size()) {
            return Optional.empty();
        }
        var path = Proofs.inclusion(index, note.get().checkpoint().size(), new Tiles(folder));
        return Optional.of(text(entry(files.segments(), index), index, path, note.get()));
    }

    private static String text(byte[] entry, long index, List<byte[]> path, SignedNote note) {
        var base64 = Base64.getEncoder();
        var lines = new ArrayList<>(List.of(HEAD, EXTRA + base64.encodeToString(entry), INDEX + index));
        path.forEach(hash -> lines.add(base64.encodeToString(hash)));
        return String.join("\n", lines) + "\n\n" + note.text();
    }

    private static byte[] entry(Segments segments, long index) throws IOException {
        var number = segments.holding(index);
        long first = SegmentReader.first(segments.file(number)).orElse(0L);
        try (var reader = new WalReader(segments, number)) {
            while (reader.next(first) instanceof SegmentReader.Found.Whole whole) {
                var entries = whole.batch().entries();
                if (index < first + entries.size()) {
                    return entries.get((int) (index - first));
                }
                first += entries.size();
            }
        }
        throw new LogDamaged(first, "it cannot be read back");
    }

    /**
     * The event that a proof proves; empty when it proves nothing.
     *
     * @param vkey the log's public key, as in {@code audit.pub}
     */
    public static Optional<AuditEvent> check(String proof, String vkey) {
        var parts = proof.split("\n\n", 2);
        var lines = List.of(parts[0].split("\n", -1));
        if (parts.length < 2
                || lines.size() < 3
                || !lines.get(0).equals(HEAD)
                || !lines.get(1).startsWith(EXTRA)
                || !lines.get(2).startsWith(INDEX)) {
            return Optional.empty();
        }
        try {
            var base64 = Base64.getDecoder();
            var entry = base64.decode(lines.get(1).substring(EXTRA.length()));
            var index = Long.parseLong(lines.get(2).substring(INDEX.length()));
            var path =
                    lines.subList(3, lines.size()).stream().map(base64::decode).toList();
            var leaf = MerkleTree.leafHash(entry);
            // Base64 and numbers can be written in more ways than one; a proof has one form.
            var proven = SignedNote.parse(parts[1])
                    .filter(note -> text(entry, index, path, note).equals(proof))
                    .filter(note -> PublicKey.parse(vkey)
                            .filter(key -> key.signed(note))
                            .isPresent())
                    .map(SignedNote::checkpoint)
                    .filter(signed -> Proofs.includes(leaf, index, signed.size(), path, signed.root()));
            return proven.isPresent() ? Optional.of(Entry.event(entry)) : Optional.empty();
        } catch (IllegalArgumentException | IOException e) {
            return Optional.empty();
        }
    }
}
