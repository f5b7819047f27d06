package passerelle.adapter.sftp;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Puts one SFTP packet together, field by field, and sends it in one piece. */
final class PacketWriter {
    private ByteBuffer packet = ByteBuffer.allocate(512).putInt(0);

    PacketWriter(int type) {
        packet.put((byte) type);
    }

    PacketWriter number(int value) {
        room(Integer.BYTES).putInt(value);
        return this;
    }

    PacketWriter offset(long value) {
        room(Long.BYTES).putLong(value);
        return this;
    }

    PacketWriter bytes(ByteBuffer value) {
        room(Integer.BYTES + value.remaining()).putInt(value.remaining()).put(value);
        return this;
    }

    PacketWriter text(String value) {
        return bytes(ByteBuffer.wrap(value.getBytes(StandardCharsets.UTF_8)));
    }

    void send(OutputStream out) throws IOException {
        packet.putInt(0, packet.position() - Integer.BYTES);
        out.write(packet.array(), 0, packet.position());
        out.flush();
    }

    private ByteBuffer room(int more) {
        if (packet.remaining() < more) {
            var larger = Arrays.copyOf(packet.array(), 2 * packet.capacity() + more);
            packet = ByteBuffer.wrap(larger).position(packet.position());
        }
        return packet;
    }
}
