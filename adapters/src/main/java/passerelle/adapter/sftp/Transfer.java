package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.apache.sshd.sftp.common.SftpConstants;

/**
 * The download of one file. Many pieces are asked for ahead, so that a distant server does not make it slow; they are
 * written in their order. When the connection breaks, the next one goes on from where this one came to.
 */
final class Transfer implements Closeable {
    /** Bytes asked for and not written yet, which is what a server can make us keep. */
    static final int AHEAD = 2 * 1024 * 1024;

    private static final int LARGEST_PIECE = 32 * 1024;
    private static final int SMALLEST_PIECE = 1024;
    private static final int MOST_PIECES = 4096;

    private final RemoteFile file;
    private final Arriving into;
    private final Map<Integer, Piece> unanswered = new HashMap<>();
    private final TreeMap<Long, Piece> pieces = new TreeMap<>();
    private int pieceSize = LARGEST_PIECE;
    private long written;

    /** Asked for, and there when {@code data} is not empty. */
    private record Piece(long offset, int length, byte[] data) {}

    Transfer(RemoteFile file, Arriving into) {
        this.file = file;
        this.into = into;
    }

    RemoteFile file() {
        return file;
    }

    Arriving into() {
        return into;
    }

    /** Bytes that are here. */
    long written() {
        return written;
    }

    /**
     * Reads the rest of the file.
     *
     * @throws RemoteChanged when the file is longer, shorter or younger than the server said
     * @throws RemoteRefusal when the server does not give it
     * @throws StorageFailed when it cannot be written here
     */
    void run(SftpLink link, RemoteFolder folder) throws IOException {
        unanswered.clear();
        pieces.clear();
        requireUnchanged(folder);
        var handle = folder.openToRead(file);
        try {
            read(link, handle);
            requireEnd(link, handle);
        } catch (RemoteChanged | RemoteRefusal e) {
            // The other answers are still to come; they must not be taken for those to the next requests.
            while (!unanswered.isEmpty()) {
                answered(link.next());
            }
            link.closeHandle(handle);
            throw e;
        }
        link.closeHandle(handle);
        requireUnchanged(folder);
    }

    private void read(SftpLink link, ByteBuffer handle) throws IOException {
        var asked = written;
        while (written < file.size()) {
            while (asked < file.size() && asked - written < AHEAD && pieces.size() < MOST_PIECES) {
                var length = (int) Math.min(pieceSize, file.size() - asked);
                ask(link, handle, asked, length);
                asked += length;
            }
            var answer = link.next();
            var piece = answered(answer);
            if (answer.type() != SftpConstants.SSH_FXP_DATA) {
                var status = SftpLink.status(answer);
                throw status == SftpConstants.SSH_FX_EOF
                        ? new RemoteChanged("shorter than listed")
                        : new RemoteRefusal(status);
            }
            take(link, handle, piece, answer.bytes());
            write();
        }
    }

    private void ask(SftpLink link, ByteBuffer handle, long offset, int length) throws IOException {
        var piece = new Piece(offset, length, new byte[0]);
        unanswered.put(link.askRead(handle, offset, length), piece);
        pieces.put(offset, piece);
    }

    private Piece answered(Packet answer) throws IOException {
        var piece = unanswered.remove(answer.number());
        if (piece == null) {
            throw new ProtocolException("The server answers what nobody asked");
        }
        return piece;
    }

    private void take(SftpLink link, ByteBuffer handle, Piece piece, ByteBuffer bytes) throws IOException {
        var length = bytes.remaining();
        if (length == 0 || length > piece.length()) {
            throw new ProtocolException("The server gives another piece than was asked for");
        }
        // A copy, because the packet may be far longer than its data.
        var data = new byte[length];
        bytes.get(data);
        pieces.put(piece.offset(), new Piece(piece.offset(), length, data));
        if (length < piece.length()) {
            if (pieces.size() >= MOST_PIECES) {
                throw new ProtocolException("The server gives crumbs");
            }
            pieceSize = Math.max(SMALLEST_PIECE, Math.min(pieceSize, length));
            ask(link, handle, piece.offset() + length, piece.length() - length);
        }
    }

    private void write() throws StorageFailed {
        for (var first = pieces.firstEntry();
                first != null && first.getValue().data().length > 0;
                first = pieces.firstEntry()) {
            var data = first.getValue().data();
            into.write(ByteBuffer.wrap(data));
            written += data.length;
            pieces.remove(first.getKey());
        }
    }

    private void requireEnd(SftpLink link, ByteBuffer handle) throws IOException {
        unanswered.put(link.askRead(handle, file.size(), 1), new Piece(file.size(), 1, new byte[0]));
        var answer = link.next();
        answered(answer);
        if (answer.type() == SftpConstants.SSH_FXP_DATA) {
            throw new RemoteChanged("longer than listed");
        }
        var status = SftpLink.status(answer);
        if (status != SftpConstants.SSH_FX_EOF) {
            throw new RemoteRefusal(status);
        }
    }

    private void requireUnchanged(RemoteFolder folder) throws IOException {
        if (folder.file(file.name()).filter(file::equals).isEmpty()) {
            throw new RemoteChanged("changed while it was fetched");
        }
    }

    /** Leaves nothing of a file that has not arrived. */
    @Override
    public void close() throws IOException {
        into.close();
    }
}
