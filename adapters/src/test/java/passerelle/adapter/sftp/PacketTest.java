package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.ProtocolException;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PacketTest {
    @TempDir
    Path data;

    @Test
    void readsWhatWasWritten() throws Exception {
        var out = new ByteArrayOutputStream();
        new PacketWriter(200).number(7).text("a".repeat(3000)).offset(-1).send(out);

        var packet = read(out.toByteArray());

        assertThat(packet.type()).isEqualTo(200);
        assertThat(packet.number()).isEqualTo(7);
        assertThat(packet.text()).isEqualTo("a".repeat(3000));
        assertThat(packet.offset()).isEqualTo(-1);
        assertThat(packet.hasMore()).isFalse();
    }

    @Test
    void refusesAnImpossibleLengthBeforeItReadsOn() {
        assertThatThrownBy(() -> read(new byte[] {0x7f, 0, 0, 0, 1})).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(new byte[] {-1, -1, -1, -1, 1})).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(new byte[4])).isInstanceOf(ProtocolException.class);
        assertThatThrownBy(() -> read(new byte[] {0, 0, 0, 9, 1, 2})).isInstanceOf(EOFException.class);
    }

    @Test
    void refusesAStringThatIsLongerThanItsPacket() throws Exception {
        var tooLong = read(new byte[] {0, 0, 0, 6, 1, 0, 0, 0, 9, 'a'});
        var negative = read(new byte[] {0, 0, 0, 6, 1, -1, 0, 0, 9, 'a'});

        assertThatThrownBy(tooLong::text).isInstanceOf(BufferUnderflowException.class);
        assertThatThrownBy(negative::bytes).isInstanceOf(BufferUnderflowException.class);
    }

    @Test
    void isAnsweredWhateverItHolds() throws Exception {
        var folder = World.storage(data).of(World.MINISTRY).prepared();
        var tree = new PartnerTree(folder, new Outbox(folder), new Quota(folder, Limits.DEFAULT), () -> {});
        var random = new Random(11);
        try (var requests = new SftpRequests(World.MINISTRY, tree)) {
            for (var i = 0; i < 50_000; i++) {
                var body = new byte[random.nextInt(40)];
                random.nextBytes(body);
                var packet = ByteBuffer.allocate(5 + body.length)
                        .putInt(1 + body.length)
                        .put((byte) (i % 256))
                        .put(body);
                var out = new ByteArrayOutputStream();

                requests.answer(read(packet.array())).send(out);

                assertThat(out.size()).isPositive();
            }
        }
        assertThat(folder.of(Area.INBOX)).isEmptyDirectory();
    }

    private static Packet read(byte[] bytes) throws IOException {
        return Packet.read(new ByteArrayInputStream(bytes)).orElseThrow();
    }
}
