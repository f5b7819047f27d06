package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.BufferUnderflowException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.NoSuchFileException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.sshd.sftp.common.SftpConstants;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import passerelle.model.PartnerId;

/**
 * Answers the requests of one SFTP channel (draft-ietf-secsh-filexfer-02, version 3, with the OpenSSH extensions {@code
 * posix-rename} and {@code fsync}). Only what is named here exists; everything else is {@code OP_UNSUPPORTED}.
 */
final class SftpRequests implements Closeable {
    private static final Logger log = LoggerFactory.getLogger(SftpRequests.class);
    private static final String POSIX_RENAME = "posix-rename@openssh.com";
    private static final String FSYNC = "fsync@openssh.com";
    private static final int IGNORABLE =
            SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS | SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME;

    private final PartnerId partner;
    private final PartnerTree tree;
    private final Map<String, Handle> handles = new HashMap<>();
    private int lastHandle;

    SftpRequests(PartnerId partner, PartnerTree tree) {
        this.partner = partner;
        this.tree = tree;
    }

    /** The answer to the client's first packet: version 3, whatever the client could do beyond. */
    static PacketWriter greeting() {
        return new PacketWriter(SftpConstants.SSH_FXP_VERSION)
                .number(SftpConstants.SFTP_V3)
                .text(POSIX_RENAME)
                .text("1")
                .text(FSYNC)
                .text("1");
    }

    /** Answers one request. What the partner does wrong is a status, and so is a fault of ours, which is logged. */
    PacketWriter answer(Packet request) {
        int id;
        try {
            id = request.number();
        } catch (BufferUnderflowException tooShort) {
            return Reply.MALFORMED.packet(0);
        }
        return reply(request).packet(id);
    }

    private Reply reply(Packet request) {
        try {
            return perform(request);
        } catch (BufferUnderflowException malformed) {
            return Reply.MALFORMED;
        } catch (NoSuchFileException gone) {
            return Reply.ABSENT;
        } catch (IOException | DirectoryIteratorException e) {
            log.warn(
                    "{} request {} failed: {}",
                    partner,
                    request.type(),
                    e.getClass().getSimpleName());
            return Reply.failure("The gateway's storage failed");
        }
    }

    private Reply perform(Packet request) throws IOException {
        switch (request.type()) {
            case SftpConstants.SSH_FXP_OPEN:
                return opened(tree.open(path(request), request.number()));
            case SftpConstants.SSH_FXP_OPENDIR:
                return opened(tree.list(path(request)));
            case SftpConstants.SSH_FXP_CLOSE:
                return finish(request.text());
            case SftpConstants.SSH_FXP_READ:
                return handle(request.text()).read(request.offset(), request.number());
            case SftpConstants.SSH_FXP_WRITE:
                return handle(request.text()).write(request.offset(), request.bytes());
            case SftpConstants.SSH_FXP_READDIR:
                return handle(request.text()).list();
            case SftpConstants.SSH_FXP_FSTAT:
                return handle(request.text()).attributes();
            case SftpConstants.SSH_FXP_STAT:
            case SftpConstants.SSH_FXP_LSTAT:
                return tree.attributes(path(request));
            case SftpConstants.SSH_FXP_SETSTAT:
                return setAttributes(path(request), request.number());
            case SftpConstants.SSH_FXP_FSETSTAT:
                return setAttributes(handle(request.text()), request.number());
            case SftpConstants.SSH_FXP_REALPATH:
                return new Reply.Names(List.of(Entry.folder(path(request).toString())));
            case SftpConstants.SSH_FXP_REMOVE:
                return tree.remove(path(request));
            case SftpConstants.SSH_FXP_RENAME:
                return tree.rename(path(request), path(request), false);
            case SftpConstants.SSH_FXP_MKDIR:
            case SftpConstants.SSH_FXP_RMDIR:
                return Reply.denied("The folders stay");
            case SftpConstants.SSH_FXP_EXTENDED:
                return extended(request.text(), request);
            default:
                return Reply.UNSUPPORTED;
        }
    }

    private Reply extended(String name, Packet request) throws IOException {
        switch (name) {
            case POSIX_RENAME:
                return tree.rename(path(request), path(request), true);
            case FSYNC:
                // Every upload is forced to disk when it is closed, which is the only moment at which it counts.
                return handle(request.text()) instanceof Upload ? Reply.OK : Reply.UNSUPPORTED;
            default:
                return Reply.UNSUPPORTED;
        }
    }

    private Reply opened(PartnerTree.Opening opening) throws IOException {
        if (opening.handle().isEmpty()) {
            return opening.refusal();
        }
        var handle = opening.handle().get();
        if (handles.size() >= Limits.HANDLES) {
            handle.close();
            return Reply.failure("Too many files are open");
        }
        var name = Integer.toString(++lastHandle);
        handles.put(name, handle);
        return new Reply.Opened(name);
    }

    private Reply finish(String name) throws IOException {
        try (var handle = handle(name)) {
            handles.remove(name);
            return handle.finish();
        }
    }

    private Reply setAttributes(VirtualPath path, int flags) {
        return (flags & ~IGNORABLE) == 0 ? tree.ignoreAttributes(path) : Reply.denied("Attributes stay as they are");
    }

    private static Reply setAttributes(Handle handle, int flags) {
        return handle instanceof Upload && (flags & ~IGNORABLE) == 0
                ? Reply.OK
                : Reply.denied("Attributes stay as they are");
    }

    private Handle handle(String name) {
        return handles.getOrDefault(name, Absent.HANDLE);
    }

    private static VirtualPath path(Packet request) {
        return VirtualPath.of(request.text());
    }

    /** Lets go of everything that the partner left open. */
    @Override
    public void close() {
        for (var handle : handles.values()) {
            try {
                handle.close();
            } catch (IOException e) {
                log.warn("{} open file did not close: {}", partner, e.getClass().getSimpleName());
            }
        }
        handles.clear();
    }

    /** Stands for a handle that was never given out, or is closed. */
    private enum Absent implements Handle {
        HANDLE;

        @Override
        public Reply finish() {
            return Reply.failure("No such handle");
        }

        @Override
        public void close() {}
    }
}
