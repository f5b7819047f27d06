package passerelle.adapter.sftp;

import java.nio.channels.FileChannel;
import java.nio.channels.WritableByteChannel;

/** The disk below the partners' folders. */
interface Disk {
    /** Whether so much is free that new files may come. */
    boolean hasRoom();

    /** Where the bytes of a new file go. */
    default WritableByteChannel writing(FileChannel file) {
        return file;
    }
}
