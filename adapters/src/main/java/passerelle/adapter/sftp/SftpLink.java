package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.apache.sshd.client.channel.ClientChannel;
import org.apache.sshd.sftp.common.SftpConstants;
import passerelle.model.OutgoingFile;

/**
 * The client's end of one SFTP channel (version 3), with the few requests that delivering and fetching
 * need. It reads answers only
 * when it waits for them, so that a server cannot fill our memory, and nothing that a server says names a file of ours.
 */
final class SftpLink implements Closeable {
    private static final String POSIX_RENAME = "posix-rename@openssh.com";
    private static final int CHUNK = 32 * 1024;
    private static final int UNANSWERED = 64;

    private final ClientChannel channel;
    private final OutputStream out;
    private final InputStream in;
    private final boolean renamesOver;
    private int lastId;

    /** Greets the server at the other end of an opened channel. */
    SftpLink(ClientChannel channel) throws IOException {
        this.channel = channel;
        this.out = channel.getInvertedIn();
        this.in = channel.getInvertedOut();
        new PacketWriter(SftpConstants.SSH_FXP_INIT)
                .number(SftpConstants.SFTP_V3)
                .send(out);
        this.renamesOver = greeted();
    }

    private boolean greeted() throws IOException {
        var version = next();
        if (version.type() != SftpConstants.SSH_FXP_VERSION || version.number() != SftpConstants.SFTP_V3) {
            throw new ProtocolException("The server does not speak SFTP version 3");
        }
        var found = false;
        while (version.hasMore()) {
            found |= version.text().equals(POSIX_RENAME);
            version.bytes();
        }
        return found;
    }

    boolean isOpen() {
        return channel.isOpen();
    }

    /**
     * Writes the whole of {@code file} to {@code path}, over what is there.
     *
     * @throws OutgoingContent.Unreadable when the fault is ours
     */
    void write(String path, OutgoingFile file) throws IOException {
        try (var content = new OutgoingContent(file)) {
            var handle =
                    open(path, SftpConstants.SSH_FXF_WRITE | SftpConstants.SSH_FXF_CREAT | SftpConstants.SSH_FXF_TRUNC);
            var unanswered = new HashSet<Integer>();
            var buffer = new byte[CHUNK];
            var at = 0L;
            for (var n = content.read(buffer); n > 0; n = content.read(buffer)) {
                if (unanswered.size() >= UNANSWERED) {
                    awaitWritten(unanswered);
                }
                var request = ask(SftpConstants.SSH_FXP_WRITE);
                unanswered.add(lastId);
                request.bytes(handle.duplicate())
                        .offset(at)
                        .bytes(ByteBuffer.wrap(buffer, 0, n))
                        .send(out);
                at += n;
            }
            while (!unanswered.isEmpty()) {
                awaitWritten(unanswered);
            }
            closeHandle(handle);
        }
    }

    void closeHandle(ByteBuffer handle) throws IOException {
        ask(SftpConstants.SSH_FXP_CLOSE).bytes(handle.duplicate()).send(out);
        requireOk(answer());
    }

    /** A handle. @param flags SSH_FXF */
    ByteBuffer open(String path, int flags) throws IOException {
        ask(SftpConstants.SSH_FXP_OPEN).text(path).number(flags).number(0).send(out);
        return expect(SftpConstants.SSH_FXP_HANDLE, answer()).bytes();
    }

    /** A handle of a folder. */
    ByteBuffer openFolder(String path) throws IOException {
        ask(SftpConstants.SSH_FXP_OPENDIR).text(path).send(out);
        return expect(SftpConstants.SSH_FXP_HANDLE, answer()).bytes();
    }

    /** The next names of a folder; empty after the last. */
    Optional<Packet> readFolder(ByteBuffer handle) throws IOException {
        ask(SftpConstants.SSH_FXP_READDIR).bytes(handle.duplicate()).send(out);
        var answer = answer();
        if (answer.type() == SftpConstants.SSH_FXP_NAME) {
            return Optional.of(answer);
        }
        var status = status(answer);
        if (status != SftpConstants.SSH_FX_EOF) {
            throw new RemoteRefusal(status);
        }
        return Optional.empty();
    }

    /** What is at {@code path} itself, not what a link there points to. */
    RemoteAttributes attributes(String path) throws IOException {
        ask(SftpConstants.SSH_FXP_LSTAT).text(path).send(out);
        return RemoteAttributes.of(expect(SftpConstants.SSH_FXP_ATTRS, answer()));
    }

    /** Asks for a piece of a file and does not wait. Returns the number that the answer will carry. */
    int askRead(ByteBuffer handle, long offset, int length) throws IOException {
        ask(SftpConstants.SSH_FXP_READ)
                .bytes(handle.duplicate())
                .offset(offset)
                .number(length)
                .send(out);
        return lastId;
    }

    private void awaitWritten(Set<Integer> unanswered) throws IOException {
        var written = next();
        if (!unanswered.remove(written.number())) {
            throw new ProtocolException("The server answers what nobody asked");
        }
        requireOk(written);
    }

    long size(String path) throws IOException {
        ask(SftpConstants.SSH_FXP_STAT).text(path).send(out);
        var attributes = expect(SftpConstants.SSH_FXP_ATTRS, answer());
        return (attributes.number() & SftpConstants.SSH_FILEXFER_ATTR_SIZE) == 0 ? -1 : attributes.offset();
    }

    void remove(String path) throws IOException {
        ask(SftpConstants.SSH_FXP_REMOVE).text(path).send(out);
        requireOk(answer());
    }

    /** Renames over what is there: at once if the server can, else after removing it. */
    void rename(String from, String to) throws IOException {
        if (renamesOver) {
            ask(SftpConstants.SSH_FXP_EXTENDED)
                    .text(POSIX_RENAME)
                    .text(from)
                    .text(to)
                    .send(out);
            if (status(answer()) == SftpConstants.SSH_FX_OK) {
                return;
            }
        }
        var plain = renamePlainly(from, to);
        if (plain == SftpConstants.SSH_FX_FAILURE || plain == SftpConstants.SSH_FX_FILE_ALREADY_EXISTS) {
            ask(SftpConstants.SSH_FXP_REMOVE).text(to).send(out);
            status(answer());
            plain = renamePlainly(from, to);
        }
        if (plain != SftpConstants.SSH_FX_OK) {
            throw new RemoteRefusal(plain);
        }
    }

    /** Renames to a name that is free. Returns the SSH_FX status. */
    int renamePlainly(String from, String to) throws IOException {
        ask(SftpConstants.SSH_FXP_RENAME).text(from).text(to).send(out);
        return status(answer());
    }

    private PacketWriter ask(int type) {
        return new PacketWriter(type).number(++lastId);
    }

    /** The answer to the one request that is open. */
    private Packet answer() throws IOException {
        var answer = next();
        if (answer.number() != lastId) {
            throw new ProtocolException("The server answers what nobody asked");
        }
        return answer;
    }

    /** The next answer, whichever request it is to. */
    Packet next() throws IOException {
        // A field that is cut off surfaces as BufferUnderflowException, and counts as a server that cannot be used.
        return Packet.read(in).orElseThrow(() -> new EOFException("The server closed the channel"));
    }

    private static Packet expect(int type, Packet answer) throws IOException {
        if (answer.type() != type) {
            throw new RemoteRefusal(status(answer));
        }
        return answer;
    }

    private static void requireOk(Packet answer) throws IOException {
        var status = status(answer);
        if (status != SftpConstants.SSH_FX_OK) {
            throw new RemoteRefusal(status);
        }
    }

    static int status(Packet answer) throws IOException {
        if (answer.type() != SftpConstants.SSH_FXP_STATUS) {
            throw new ProtocolException("The server gives an answer of another kind");
        }
        return answer.number();
    }

    @Override
    public void close() {
        channel.close(true);
    }
}
