package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import passerelle.adapter.WholeFile;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.OutgoingFile;
import passerelle.model.Result;

/**
 * One partner's outbox. A marker in a hidden folder remembers each name that was read to its end or removed, with the
 * digest of what it held; the marker is durable before the file goes.
 */
final class Outbox {
    private static final String PUT = "outbox";

    private final PartnerFolder folder;
    private final Map<String, Integer> readers = new HashMap<>();

    Outbox(PartnerFolder folder) throws IOException {
        this.folder = folder;
        PartnerFolder.empty(folder.outgoing());
    }

    synchronized Result<String> put(OutgoingFile file) throws IOException {
        var name = file.name();
        var target = path(name);
        if (Entry.file(target, name).isPresent() && isThere(file)) {
            return Result.ok(PUT);
        }
        var fetched = fetchedDigest(name);
        if (fetched.isPresent()) {
            return fetched.get().equals(digest(file))
                    ? Result.ok(PUT)
                    : failed(
                            FailureCode.DELIVER_REJECTED, "a name that the partner has not fetched with other content");
        }
        if (readers.containsKey(name)) {
            return failed(FailureCode.DELIVER_BUSY, "the partner to finish reading the earlier content of this name");
        }
        WholeFile.write(folder.outgoing().resolve(name), target, to -> {
            try (var plain = folder.sent(name).sealing(to)) {
                WholeFile.copy(file, plain);
            }
        });
        return Result.ok(PUT);
    }

    /** While a reader has a name open, its content stays. Each call is paired with {@link #closed}. */
    synchronized void opened(String name) {
        readers.merge(name, 1, Integer::sum);
    }

    /** @param digest of the content, when the reader came to its end */
    synchronized void closed(String name, Optional<String> digest) throws IOException {
        readers.computeIfPresent(name, (n, open) -> open == 1 ? null : open - 1);
        if (digest.isPresent()) {
            remember(name, digest.get());
        }
    }

    /** Removes the file, and remembers that it was here. Throws {@link NoSuchFileException} when it was not. */
    synchronized void remove(String name) throws IOException {
        if (fetchedDigest(name).isEmpty()) {
            try (var content = folder.sent(name).opening(path(name))) {
                remember(name, digest(content));
            }
        }
        Files.delete(path(name));
    }

    /** The name was never fetched, as far as anybody asks from now on. */
    synchronized void forget(String name) throws IOException {
        Files.deleteIfExists(folder.fetched().resolve(name));
    }

    private void remember(String name, String digest) throws IOException {
        var text = StandardCharsets.US_ASCII.encode(digest);
        WholeFile.write(folder.outgoing().resolve(name), folder.fetched().resolve(name), to -> to.write(text));
    }

    /** How this content is known again. */
    String digest(SeekableByteChannel content) throws IOException {
        return Digest.of(Channels.newInputStream(content.position(0)), folder.vault());
    }

    private String digest(OutgoingFile file) throws IOException {
        try (var content = file.source().open()) {
            return Digest.of(content, folder.vault());
        }
    }

    private boolean isThere(OutgoingFile file) throws IOException {
        try (var content = folder.sent(file.name()).opening(path(file.name()))) {
            return WholeFile.isSame(content, file);
        }
    }

    private Optional<String> fetchedDigest(String name) throws IOException {
        try {
            return Optional.of(Files.readString(folder.fetched().resolve(name), StandardCharsets.US_ASCII));
        } catch (NoSuchFileException unfetched) {
            return Optional.empty();
        }
    }

    private Path path(String name) {
        return folder.of(Area.OUTBOX).resolve(name);
    }

    private static Result<String> failed(FailureCode code, String expected) {
        return Result.failed(new Failure(code, "outbox", "", expected));
    }
}
