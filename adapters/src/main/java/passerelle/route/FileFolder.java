package passerelle.route;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import passerelle.adapter.WholeFile;
import passerelle.adapter.jms.Delivery;
import passerelle.adapter.jms.Gathering.Views;
import passerelle.model.OutgoingFile;
import passerelle.vault.SealedFrames;
import passerelle.vault.SealedFrames.End;
import passerelle.vault.SealedFrames.Pieces;
import passerelle.vault.Unsealable;
import passerelle.vault.Vault;

/**
 * Where one recipient's files lie, sealed, from their first record on: {@code <id>.<stage>} the records, {@code
 * <id>.deliveries} what they were made of, and {@code <id>.file} once a file is fixed.
 */
final class FileFolder {
    private static final String FIXED = ".file";

    private final Path folder;
    private final Vault vault;

    FileFolder(Path folder, Vault vault) {
        this.folder = folder;
        this.vault = vault;
    }

    SealedFrames records(String id, int stage, End end) throws IOException {
        Files.createDirectories(folder);
        return SealedFrames.append(vault, records(id, stage), context(id, "records " + stage), end);
    }

    SealedFrames deliveries(String id, End end) throws IOException {
        Files.createDirectories(folder);
        return SealedFrames.append(vault, deliveries(id), context(id, "deliveries"), end);
    }

    void fix(String id, PutTogether file) throws IOException {
        var temporary = folder.resolve(id + ".new");
        var sealed = ByteBuffer.wrap(vault.seal(file.encode(), context(id, "file")));
        WholeFile.write(temporary, fixed(id), channel -> {
            while (sealed.hasRemaining()) {
                channel.write(sealed);
            }
        });
    }

    PutTogether fixedFile(String id) throws IOException {
        try {
            return PutTogether.decode(vault.open(Files.readAllBytes(fixed(id)), context(id, "file")));
        } catch (Unsealable e) {
            throw new IOException("A file that was put together does not open with the gateway's keys", e);
        }
    }

    /** The bytes of a file, as often as they are asked for. */
    OutgoingFile outgoing(String id, PutTogether file) {
        return new OutgoingFile(file.name(), file.size(), () -> stream(id, file.between(), file.stages()));
    }

    InputStream stream(String id, List<byte[]> between, List<End> stages) throws IOException {
        var parts = new ArrayList<InputStream>();
        for (int stage = 0; stage < between.size(); stage++) {
            parts.add(new ByteArrayInputStream(between.get(stage)));
            if (stage < stages.size() && stages.get(stage).frames() > 0) {
                parts.add(SealedFrames.stream(
                        vault, records(id, stage), context(id, "records " + stage), stages.get(stage)));
            }
        }
        return new SequenceInputStream(Collections.enumeration(parts));
    }

    Views views(String id, End end) throws IOException {
        return new Kept(SealedFrames.pieces(vault, deliveries(id), context(id, "deliveries"), end));
    }

    /** Deliveries as they were kept. */
    private record Kept(Pieces pieces) implements Views {
        @Override
        public Optional<Delivery> next() throws IOException {
            return pieces.next().map(Delivery::decode);
        }

        @Override
        public void close() throws IOException {
            pieces.close();
        }
    }

    /** Ids of the files that are fixed. */
    List<String> fixedFiles() throws IOException {
        var ids = new ArrayList<String>();
        if (Files.isDirectory(folder)) {
            try (var entries = Files.newDirectoryStream(folder, "*" + FIXED)) {
                for (var entry : entries) {
                    var name = String.valueOf(entry.getFileName());
                    ids.add(name.substring(0, name.length() - FIXED.length()));
                }
            }
        }
        return ids;
    }

    /** Removes the records of a file. */
    void remove(String id, int stages) throws IOException {
        for (int stage = 0; stage < stages; stage++) {
            Files.deleteIfExists(records(id, stage));
        }
    }

    /** Removes what was last written before a moment. */
    void purge(Instant before) throws IOException {
        try (var entries = Files.newDirectoryStream(folder)) {
            for (var entry : entries) {
                if (Files.getLastModifiedTime(entry).toInstant().isBefore(before)) {
                    Files.deleteIfExists(entry);
                }
            }
        }
    }

    private Path records(String id, int stage) {
        return folder.resolve(id + "." + stage);
    }

    private Path deliveries(String id) {
        return folder.resolve(id + ".deliveries");
    }

    private Path fixed(String id) {
        return folder.resolve(id + FIXED);
    }

    private static String context(String id, String part) {
        return "outgoing " + id + " " + part;
    }
}
