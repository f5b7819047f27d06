package passerelle.adapter.sftp;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.SeekableByteChannel;
import java.nio.channels.WritableByteChannel;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import passerelle.vault.Vault;

/** Seals files of one kind, and opens no other. @param context as in {@link Vault#seal} */
record Seal(Vault vault, String context) {

    /** Plain bytes in, sealed bytes to {@code file}, which stays open. */
    WritableByteChannel sealing(WritableByteChannel file) throws IOException {
        return vault.sealing(file, context);
    }

    /** The plain bytes of a sealed file; a link is not followed. */
    SeekableByteChannel opening(Path file) throws IOException {
        return vault.opening(FileChannel.open(file, StandardOpenOption.READ, LinkOption.NOFOLLOW_LINKS), context);
    }
}
