package passerelle.adapter.sftp;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.sshd.server.Environment;
import org.apache.sshd.server.ExitCallback;
import org.apache.sshd.server.channel.ChannelSession;
import org.apache.sshd.server.command.Command;
import org.apache.sshd.server.subsystem.SubsystemFactory;
import org.apache.sshd.sftp.common.SftpConstants;

/** A subsystem named sftp with a few files in memory that speaks the protocol itself, so that a test can make it lie. */
class FalseServer implements SubsystemFactory {
    static final int PLAIN = 0100644;

    /** What the folder lists, beside the good file. */
    final Map<String, byte[]> files = new LinkedHashMap<>();

    final List<String> removed = new CopyOnWriteArrayList<>();
    final AtomicInteger sessions = new AtomicInteger();

    /** An answer to the client. */
    interface Answer {
        PacketWriter to(int id) throws IOException;
    }

    /** Names that are listed. The first packet has the number 0; an empty list is the end. */
    List<Name> listing(int packet) {
        var names = new ArrayList<Name>();
        if (packet == 0) {
            synchronized (files) {
                files.forEach((name, bytes) -> names.add(new Name(name, bytes.length, PLAIN)));
            }
        }
        return names;
    }

    record Name(String name, long size, int mode) {
        void write(PacketWriter out) {
            write(out, name.getBytes(StandardCharsets.UTF_8));
        }

        void write(PacketWriter out, byte[] bytes) {
            out.bytes(ByteBuffer.wrap(bytes)).text("-");
            attributes(out);
        }

        void attributes(PacketWriter out) {
            out.number(SftpConstants.SSH_FILEXFER_ATTR_SIZE
                            | SftpConstants.SSH_FILEXFER_ATTR_PERMISSIONS
                            | SftpConstants.SSH_FILEXFER_ATTR_ACMODTIME)
                    .offset(size)
                    .number(mode)
                    .number(7)
                    .number(7);
        }
    }

    /** What LSTAT says. */
    Answer stat(String name) {
        var size = size(name);
        return size < 0
                ? status(SftpConstants.SSH_FX_NO_SUCH_FILE)
                : id -> {
                    var out = new PacketWriter(SftpConstants.SSH_FXP_ATTRS).number(id);
                    new Name(name, size, PLAIN).attributes(out);
                    return out;
                };
    }

    long size(String name) {
        synchronized (files) {
            return files.containsKey(name) ? files.get(name).length : -1;
        }
    }

    /** What READ gives. */
    Answer read(String name, long offset, int length) {
        byte[] bytes;
        synchronized (files) {
            bytes = files.getOrDefault(name, new byte[0]);
        }
        return offset >= bytes.length
                ? status(SftpConstants.SSH_FX_EOF)
                : data(ByteBuffer.wrap(bytes, (int) offset, (int) Math.min(length, bytes.length - offset)));
    }

    /** What REMOVE does. */
    Answer remove(String name) {
        synchronized (files) {
            files.remove(name);
        }
        removed.add(name);
        return status(SftpConstants.SSH_FX_OK);
    }

    static Answer status(int code) {
        return id -> new Reply.Status(code, "").packet(id);
    }

    static Answer data(ByteBuffer bytes) {
        return id -> new Reply.Data(bytes).packet(id);
    }

    @Override
    public String getName() {
        return "sftp";
    }

    @Override
    public Command createSubsystem(ChannelSession channel) {
        sessions.incrementAndGet();
        return new Talk();
    }

    private final class Talk implements Command {
        private InputStream in = InputStream.nullInputStream();
        private OutputStream out = OutputStream.nullOutputStream();
        private int listed;

        @Override
        public void start(ChannelSession channel, Environment env) {
            var thread = new Thread(this::talk);
            thread.setDaemon(true);
            thread.start();
        }

        private void talk() {
            try {
                Packet.read(in);
                new PacketWriter(SftpConstants.SSH_FXP_VERSION)
                        .number(SftpConstants.SFTP_V3)
                        .send(out);
                for (var request = Packet.read(in); request.isPresent(); request = Packet.read(in)) {
                    var id = request.get().number();
                    answer(request.get()).to(id).send(out);
                }
            } catch (IOException theClientLeft) {
                Thread.currentThread().interrupt();
            }
        }

        private Answer answer(Packet request) {
            return switch (request.type()) {
                case SftpConstants.SSH_FXP_OPENDIR -> {
                    listed = 0;
                    yield id -> new Reply.Opened("folder").packet(id);
                }
                case SftpConstants.SSH_FXP_READDIR -> names(listing(listed++));
                case SftpConstants.SSH_FXP_OPEN -> {
                    var name = name(request);
                    yield id -> new Reply.Opened(name).packet(id);
                }
                case SftpConstants.SSH_FXP_READ -> read(request.text(), request.offset(), request.number());
                case SftpConstants.SSH_FXP_LSTAT -> stat(name(request));
                case SftpConstants.SSH_FXP_REMOVE -> remove(name(request));
                case SftpConstants.SSH_FXP_CLOSE -> status(SftpConstants.SSH_FX_OK);
                default -> status(SftpConstants.SSH_FX_OP_UNSUPPORTED);
            };
        }

        private static String name(Packet request) {
            var path = request.text();
            return path.startsWith("out/") ? path.substring("out/".length()) : "<outside> " + path;
        }

        @Override
        public void setInputStream(InputStream in) {
            this.in = in;
        }

        @Override
        public void setOutputStream(OutputStream out) {
            this.out = out;
        }

        @Override
        public void setErrorStream(OutputStream err) {}

        @Override
        public void setExitCallback(ExitCallback callback) {}

        @Override
        public void destroy(ChannelSession channel) throws IOException {
            in.close();
        }
    }

    private static Answer names(List<Name> names) {
        return names.isEmpty()
                ? status(SftpConstants.SSH_FX_EOF)
                : id -> {
                    var out = new PacketWriter(SftpConstants.SSH_FXP_NAME)
                            .number(id)
                            .number(names.size());
                    names.forEach(name -> name.write(out));
                    return out;
                };
    }
}
