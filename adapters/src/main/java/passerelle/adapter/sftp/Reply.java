package passerelle.adapter.sftp;

import java.nio.ByteBuffer;
import java.util.List;
import org.apache.sshd.sftp.common.SftpConstants;

/** What the server answers to one request. */
sealed interface Reply {
    Reply OK = new Status(SftpConstants.SSH_FX_OK, "");
    Reply END = new Status(SftpConstants.SSH_FX_EOF, "");
    Reply ABSENT = new Status(SftpConstants.SSH_FX_NO_SUCH_FILE, "No such file");
    Reply UNSUPPORTED = new Status(SftpConstants.SSH_FX_OP_UNSUPPORTED, "Not offered here");
    Reply MALFORMED = new Status(SftpConstants.SSH_FX_BAD_MESSAGE, "Malformed request");

    static Reply denied(String why) {
        return new Status(SftpConstants.SSH_FX_PERMISSION_DENIED, why);
    }

    static Reply failure(String why) {
        return new Status(SftpConstants.SSH_FX_FAILURE, why);
    }

    /** The packet that answers request {@code id}. */
    PacketWriter packet(int id);

    /** How it went. @param text fixed sentences of ours only */
    record Status(int code, String text) implements Reply {
        @Override
        public PacketWriter packet(int id) {
            return new PacketWriter(SftpConstants.SSH_FXP_STATUS)
                    .number(id)
                    .number(code)
                    .text(text)
                    .text("en");
        }
    }

    /** The name of an opened file or folder. */
    record Opened(String handle) implements Reply {
        @Override
        public PacketWriter packet(int id) {
            return new PacketWriter(SftpConstants.SSH_FXP_HANDLE).number(id).text(handle);
        }
    }

    /** Content of a file. */
    record Data(ByteBuffer bytes) implements Reply {
        @Override
        public PacketWriter packet(int id) {
            return new PacketWriter(SftpConstants.SSH_FXP_DATA).number(id).bytes(bytes);
        }
    }

    /** Names in a folder, or the one name that a path stands for. */
    record Names(List<Entry> entries) implements Reply {
        @Override
        public PacketWriter packet(int id) {
            var out = new PacketWriter(SftpConstants.SSH_FXP_NAME).number(id).number(entries.size());
            for (var entry : entries) {
                out.text(entry.name()).text(entry.listed());
                entry.writeAttributes(out);
            }
            return out;
        }
    }

    /** Size and time of one file or folder. */
    record Attributes(Entry entry) implements Reply {
        @Override
        public PacketWriter packet(int id) {
            var out = new PacketWriter(SftpConstants.SSH_FXP_ATTRS).number(id);
            entry.writeAttributes(out);
            return out;
        }
    }
}
