package passerelle.adapter.sftp;

import org.apache.sshd.sftp.common.SftpConstants;

/**
 * What a partner's server says of one entry of a folder; what it does not say is negative.
 *
 * @param size in bytes
 * @param changed seconds since 1970, by the server's clock
 * @param mode POSIX permissions with the type of the entry
 */
record RemoteAttributes(long size, long changed, int mode) {
    private static final int TYPE = 0170000;
    private static final int REGULAR = 0100000;
    private static final long LARGEST = 1L << 40;

    /** Reads the ATTRS of version 3, wherever the packet is. */
    static RemoteAttributes of(Packet packet) {
        var flags = packet.number();
        var size = (flags & SftpConstants.SSH_FILEXFER_ATTR_SIZE) == 0 ? -1 : packet.offset();
        if ((flags & SftpConstants.SSH_FILEXFER_ATTR_UIDGID) != 0) {
            packet.offset();
        }
        var mode = (flags & SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS) == 0 ? -1 : packet.number();
        var changed = -1L;
        if ((flags & SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME) != 0) {
            packet.number();
            changed = Integer.toUnsignedLong(packet.number());
        }
        if ((flags & SftpConstants.SSH_FILEXFER_ATTR_EXTENDED) != 0) {
            for (var left = packet.number(); left > 0; left--) {
                packet.bytes();
                packet.bytes();
            }
        }
        return new RemoteAttributes(size, changed, mode);
    }

    /** A plain file of known time and possible size: no link, folder or device. */
    boolean isPlainFile() {
        return mode >= 0 && (mode & TYPE) == REGULAR && size >= 0 && size <= LARGEST && changed >= 0;
    }
}
