package passerelle.adapter.sftp;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Something that the partner has open: it answers what fits it and refuses the rest. */
interface Handle extends Closeable {

    default Reply read(long offset, int length) throws IOException {
        return Reply.UNSUPPORTED;
    }

    default Reply write(long offset, ByteBuffer bytes) throws IOException {
        return Reply.UNSUPPORTED;
    }

    default Reply list() throws IOException {
        return Reply.UNSUPPORTED;
    }

    default Reply attributes() throws IOException {
        return Reply.UNSUPPORTED;
    }

    /** The partner closes it properly. */
    Reply finish() throws IOException;

    /** Lets go of it in any case, also when the connection dropped: after {@link #finish} without effect. */
    @Override
    void close() throws IOException;
}
