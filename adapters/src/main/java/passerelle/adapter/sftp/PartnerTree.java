package passerelle.adapter.sftp;

import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_APPEND;
import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_CREAT;
import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_EXCL;
import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_READ;
import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_TRUNC;
import static org.apache.sshd.sftp.common.SftpConstants.SSH_FXF_WRITE;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import passerelle.adapter.WholeFile;

/**
 * What one partner sees and may do, on one connection: four flat folders, files go into {@code inbox}, and are fetched
 * and removed in the others.
 */
final class PartnerTree {
    private static final int REMEMBERED = 256;
    private static final Reply NAMES = Reply.denied(
            "A name is a letter or digit, then up to 127 letters, digits, '.', '_' and '-', in one of the four folders");
    private static final Reply INBOX_ONLY = Reply.denied("Files are put into inbox only");
    private static final Reply INBOX_KEEPS = Reply.denied("What is in inbox belongs to the gateway");
    private static final Reply EXISTS = Reply.failure("There is a file of this name");

    private final PartnerFolder folder;
    private final Outbox outbox;
    private final Quota quota;
    private final Runnable arrived;

    // Many clients look at a file again after they put it; the gateway may have taken it by then.
    private final Map<String, Entry> uploaded = new HashMap<>();

    /** @param arrived runs whenever there may be something new in the inbox */
    PartnerTree(PartnerFolder folder, Outbox outbox, Quota quota, Runnable arrived) {
        this.folder = folder;
        this.outbox = outbox;
        this.quota = quota;
        this.arrived = arrived;
    }

    /** What an attempt to open comes to: something opened, or the refusal. */
    record Opening(Optional<Handle> handle, Reply refusal) {
        static Opening of(Handle handle) {
            return new Opening(Optional.of(handle), Reply.OK);
        }

        static Opening refused(Reply why) {
            return new Opening(Optional.empty(), why);
        }
    }

    Reply attributes(VirtualPath path) {
        if (path.isRoot() || path.folder().isPresent()) {
            return new Reply.Attributes(Entry.folder(""));
        }
        return path.file().flatMap(this::find).<Reply>map(Reply.Attributes::new).orElse(Reply.ABSENT);
    }

    /** Times and permissions of one's own upload are taken without effect; clients set them of their own accord. */
    Reply ignoreAttributes(VirtualPath path) {
        var mine = path.file().filter(file -> file.area() == Area.INBOX && uploaded.containsKey(file.name()));
        return mine.isPresent() ? Reply.OK : Reply.denied("Attributes stay as they are");
    }

    Opening list(VirtualPath path) throws IOException {
        if (path.isRoot()) {
            return Opening.of(Listing.ofRoot());
        }
        var area = path.folder();
        return area.isPresent() ? Opening.of(Listing.of(folder.of(area.get()))) : Opening.refused(Reply.ABSENT);
    }

    Opening open(VirtualPath path, int flags) throws IOException {
        var file = path.file();
        var reads = (flags & ~SSH_FXF_READ) == 0;
        if (file.isEmpty()) {
            return Opening.refused(reads && !path.isRoot() && path.folder().isEmpty() ? Reply.ABSENT : NAMES);
        }
        return reads ? download(file.get()) : upload(file.get(), flags);
    }

    private Opening download(VirtualPath.Place file) throws IOException {
        if (file.area() == Area.INBOX) {
            return Opening.refused(INBOX_KEEPS);
        }
        var path = onDisk(file);
        if (Entry.file(path, file.name()).isEmpty()) {
            return Opening.refused(Reply.ABSENT);
        }
        if (file.area() != Area.OUTBOX) {
            return Opening.of(new Download(folder.seal(file).opening(path), (content, toTheEnd) -> {}));
        }
        outbox.opened(file.name());
        try {
            return Opening.of(new Download(
                    folder.seal(file).opening(path),
                    (content, toTheEnd) -> outbox.closed(
                            file.name(), toTheEnd ? Optional.of(outbox.digest(content)) : Optional.empty())));
        } catch (IOException e) {
            outbox.closed(file.name(), Optional.empty());
            throw e;
        }
    }

    private Opening upload(VirtualPath.Place file, int flags) throws IOException {
        if (file.area() != Area.INBOX) {
            return Opening.refused(INBOX_ONLY);
        }
        if ((flags & SSH_FXF_APPEND) != 0) {
            return Opening.refused(Reply.UNSUPPORTED);
        }
        if ((flags & SSH_FXF_WRITE) == 0) {
            return Opening.refused(Reply.MALFORMED);
        }
        var exists = Files.exists(onDisk(file), LinkOption.NOFOLLOW_LINKS);
        if ((flags & SSH_FXF_CREAT) == 0) {
            return Opening.refused(exists ? INBOX_KEEPS : Reply.ABSENT);
        }
        // A whole file may take the place of one that waits; a piece may not be added to it.
        if (exists && ((flags & SSH_FXF_EXCL) != 0 || (flags & SSH_FXF_TRUNC) == 0)) {
            return Opening.refused(EXISTS);
        }
        if (!folder.disk().hasRoom()) {
            return Opening.refused(Upload.NO_ROOM);
        }
        if (!quota.takeFile()) {
            return Opening.refused(Reply.failure("Quota exceeded: too many files lie here"));
        }
        return Opening.of(new Upload(folder, file.name(), quota, this::arrived));
    }

    private void arrived(Entry file) {
        if (uploaded.size() >= REMEMBERED) {
            uploaded.clear();
        }
        uploaded.put(file.name(), file);
        arrived.run();
    }

    Reply remove(VirtualPath path) throws IOException {
        var file = path.file();
        if (file.isEmpty()) {
            return path.isRoot() || path.folder().isPresent() ? Reply.denied("The folders stay") : Reply.ABSENT;
        }
        if (file.get().area() == Area.INBOX) {
            return INBOX_KEEPS;
        }
        if (find(file.get()).isEmpty()) {
            return Reply.ABSENT;
        }
        if (file.get().area() == Area.OUTBOX) {
            outbox.remove(file.get().name());
        } else {
            Files.delete(onDisk(file.get()));
        }
        return Reply.OK;
    }

    /** Inside inbox only: clients upload under one name and rename when they are done. */
    Reply rename(VirtualPath from, VirtualPath to, boolean replacing) throws IOException {
        var source = from.file().filter(file -> file.area() == Area.INBOX);
        var target = to.file().filter(file -> file.area() == Area.INBOX);
        if (source.isEmpty() || target.isEmpty()) {
            return Reply.denied("Files are renamed inside inbox only");
        }
        try {
            move(source.get(), target.get(), replacing);
        } catch (NoSuchFileException taken) {
            return Reply.ABSENT;
        } catch (FileAlreadyExistsException other) {
            return EXISTS;
        }
        var known = uploaded.remove(source.get().name());
        if (known != null) {
            uploaded.put(target.get().name(), known.as(target.get().name()));
        }
        arrived.run();
        return Reply.OK;
    }

    private void move(VirtualPath.Place source, VirtualPath.Place target, boolean replacing) throws IOException {
        if (replacing) {
            WholeFile.appear(onDisk(source), onDisk(target));
        } else {
            Files.move(onDisk(source), onDisk(target));
            WholeFile.force(folder.of(Area.INBOX));
        }
    }

    private Optional<Entry> find(VirtualPath.Place file) {
        var onDisk = Entry.file(onDisk(file), file.name());
        return onDisk.isPresent() || file.area() != Area.INBOX
                ? onDisk
                : Optional.ofNullable(uploaded.get(file.name()));
    }

    private Path onDisk(VirtualPath.Place file) {
        return folder.of(file.area()).resolve(file.name());
    }
}
