package passerelle.adapter.mllp;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.adapter.mllp.Message.adt;
import static passerelle.adapter.mllp.Message.ask;
import static passerelle.adapter.mllp.Message.bytes;
import static passerelle.adapter.mllp.Message.frame;
import static passerelle.adapter.mllp.Message.msa;
import static passerelle.adapter.mllp.Message.receive;
import static passerelle.adapter.mllp.Message.send;

import java.io.IOException;
import java.net.Socket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import passerelle.model.AddressRange;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;
import passerelle.model.Terms;

/** A partner sends: what it is answered, in which order, and what a hostile one gets. */
@Timeout(20)
class MllpInTest {
    private final World world = new World();

    @AfterEach
    void stop() {
        world.close();
    }

    private static Socket connect(int port) throws IOException {
        var socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout(10_000);
        return socket;
    }

    /** Whether the listener has closed. */
    private static boolean isClosed(Socket socket) {
        try {
            return socket.getInputStream().read() < 0;
        } catch (IOException e) {
            return true;
        }
    }

    @Test
    void handsOverTheBytesOfTheMessageAndNothingElse() throws Exception {
        try (var socket = connect(world.listen())) {
            assertThat(msa(ask(socket, adt("1") + "ZZZ|\u00e9\u0080\r"))).isEqualTo("AA 1");

            var message = world.received.get(0);
            assertThat(message.raw()).isEqualTo(bytes(adt("1") + "ZZZ|\u00e9\u0080\r"));
            assertThat(message.protocol()).isEqualTo("mllp");
            assertThat(message.sender()).isEqualTo(World.CLINIC);
            assertThat(message.terms()).isEqualTo(Terms.of("health-continuity"));
            assertThat(message.parsed()).isEmpty();
        }
    }

    @Test
    void answersManyMessagesOfOneConnectionInTheirOrder() throws Exception {
        try (var socket = connect(world.listen())) {
            var answers = new ArrayList<String>();
            for (int i = 0; i < 20; i++) {
                send(socket, frame(adt("n" + i)));
            }
            for (int i = 0; i < 20; i++) {
                answers.add(msa(receive(socket)));
            }

            assertThat(answers).first().isEqualTo("AA n0");
            assertThat(answers).last().isEqualTo("AA n19");
            assertThat(world.received)
                    .extracting(one -> Header.of(one.raw()).orElseThrow().field(10))
                    .containsExactlyElementsOf(
                            answers.stream().map(answer -> answer.substring(3)).toList());
        }
    }

    @Test
    void takesAFrameThatComesByteByByteAndLineEndsBetweenFrames() throws Exception {
        try (var socket = connect(world.listen())) {
            for (byte b : frame(adt("slow"))) {
                send(socket, new byte[] {b});
            }
            assertThat(msa(receive(socket))).isEqualTo("AA slow");

            send(socket, bytes("\r\n"));
            assertThat(msa(ask(socket, adt("next")))).isEqualTo("AA next");
        }
    }

    @Test
    void saysWhatIsWrongAndGoesOn() throws Exception {
        world.road =
                message -> World.refused(new Failure(FailureCode.MAP_UNKNOWN_CODE, "PID-8", "Q", "F, M, O, U, A or N"));
        try (var socket = connect(world.listen())) {
            assertThat(ask(socket, adt("bad"))).contains("MSA|AE|bad", "MAP-UNKNOWN-CODE");

            world.road = message -> World.refused(new Failure(FailureCode.READ_SYNTAX, "", "", ""));
            assertThat(msa(ask(socket, adt("worse")))).isEqualTo("AR worse");

            world.road = message -> World.refused(new Failure(FailureCode.GATEWAY_BUSY, "", "", ""));
            assertThat(msa(ask(socket, adt("busy")))).isEqualTo("AE busy");

            world.road = World::accepted;
            assertThat(msa(ask(socket, adt("good")))).isEqualTo("AA good");
        }
    }

    @Test
    void answersAFaultOfOursAsOneThatPasses() throws Exception {
        world.road = message -> {
            throw new IllegalStateException("a fault");
        };
        try (var socket = connect(world.listen())) {
            assertThat(msa(ask(socket, adt("fault")))).isEqualTo("AE fault");
        }
    }

    @Test
    void saysNothingToASenderThatAsksForNoAnswer() throws Exception {
        try (var socket = connect(world.listen())) {
            send(socket, frame(adt("quiet", "|||NE|NE")));

            assertThat(msa(ask(socket, adt("asks")))).isEqualTo("AA asks");
            assertThat(world.received).hasSize(2);
        }
    }

    @Test
    void refusesAnotherApplicationThanThePartnersFileSays() throws Exception {
        world.road = World::answered;
        int port = world.listen(
                World.channel(World.HERE, Optional.empty(), Optional.of("CLINIC"), Duration.ofMinutes(5), 4));
        try (var socket = connect(port)) {
            assertThat(msa(ask(socket, adt("1")))).isEqualTo("AA 1");
            assertThat(msa(ask(socket, adt("2").replace("CLINIC", "CLINIC^1.2^ISO"))))
                    .isEqualTo("AA 2");
            var answer = ask(socket, adt("3").replace("CLINIC", "CLINICS"));

            assertThat(msa(answer)).isEqualTo("AR 3");
            assertThat(world.received.get(2).parsed())
                    .hasValue(Result.failed(new Failure(FailureCode.READ_UNEXPECTED, "MSH-3", "CLINICS", "'CLINIC'")));
        }
    }

    @Test
    void letsNobodyInFromAnAddressThatIsNotNamed() throws Exception {
        int port = world.listen(World.from(List.of(AddressRange.parse("192.0.2.0/24")), Optional.empty()));
        try (var socket = connect(port)) {
            assertThat(isClosed(socket)).isTrue();
        }
        assertThat(world.received).isEmpty();
    }

    @Test
    void takesOnlySoManyConnectionsAtOnce() throws Exception {
        int port =
                world.listen(World.channel(World.HERE, Optional.empty(), Optional.empty(), Duration.ofMinutes(5), 2));
        try (var one = connect(port);
                var two = connect(port)) {
            assertThat(msa(ask(one, adt("1")))).isEqualTo("AA 1");
            assertThat(msa(ask(two, adt("2")))).isEqualTo("AA 2");
            try (var three = connect(port)) {
                assertThat(isClosed(three)).isTrue();
            }
            assertThat(msa(ask(one, adt("3")))).isEqualTo("AA 3");
        }
    }

    @Test
    void closesAConnectionThatSaysNothing() throws Exception {
        int port =
                world.listen(World.channel(World.HERE, Optional.empty(), Optional.empty(), Duration.ofMillis(300), 4));
        try (var socket = connect(port)) {
            assertThat(msa(ask(socket, adt("1")))).isEqualTo("AA 1");
            assertThat(isClosed(socket)).isTrue();
        }
    }

    @Test
    void refusesAFrameBeyondTheLimitWithoutReadingItToItsEnd() throws Exception {
        world.road = World::answered;
        try (var socket = connect(world.listen())) {
            send(socket, bytes("\u000b" + adt("huge")));
            var sender = new Thread(() -> flood(socket));
            sender.start();

            assertThat(msa(receive(socket))).isEqualTo("AR huge");
            assertThat(isClosed(socket)).isTrue();
            sender.join();
            assertThat(world.received).hasSize(1);
            assertThat(world.received.get(0).raw()).hasSizeLessThanOrEqualTo(World.SHORT.frameBytes());
        }
    }

    private static void flood(Socket socket) {
        try {
            while (true) {
                send(socket, new byte[8 << 10]);
            }
        } catch (IOException e) {
            // The listener had enough.
            return;
        }
    }

    @Test
    void closesASlowOneWithoutAnAnswerSoThatItSendsAgain() throws Exception {
        int port = world.listen();
        try (var half = connect(port);
                var drip = connect(port)) {
            send(half, bytes("\u000b" + adt("half")));
            var dripping = new Thread(() -> drip(drip));
            dripping.start();

            assertThat(isClosed(half)).isTrue();
            assertThat(isClosed(drip)).isTrue();
            dripping.join();
        }
        assertThat(world.received).isEmpty();
    }

    private static void drip(Socket socket) {
        try {
            send(socket, bytes("\u000bMSH|"));
            while (true) {
                send(socket, bytes("x"));
                Thread.sleep(50);
            }
        } catch (IOException | InterruptedException e) {
            // The listener had enough.
            return;
        }
    }

    @Test
    void refusesWhatIsNoFrameAndClosesBecauseTheNextOneIsNotToBeFound() throws Exception {
        world.road = World::answered;
        int port = world.listen();
        for (var broken : List.of(
                adt("naked") + "\u001c\r",
                "\u000b" + adt("naked") + "\u001c" + "X",
                "\u000b" + adt("naked") + "\u001c",
                "\u000b" + adt("naked") + "\u000b" + adt("second") + "\u001c\r")) {
            try (var socket = connect(port)) {
                send(socket, bytes(broken));
                assertThat(msa(receive(socket))).isEqualTo("AR naked");
                assertThat(isClosed(socket)).isTrue();
            }
        }
    }

    @Test
    void refusesWhatHasNoHeaderAndCloses() throws Exception {
        world.road = message -> World.refused(new Failure(FailureCode.READ_SYNTAX, "", "", ""));
        int port = world.listen();
        for (var broken : List.of("GET / HTTP/1.1\r\n\r\n", "\u000b\u001c\r", "\u000bPID|1\u001c\r", "\u0000")) {
            try (var socket = connect(port)) {
                send(socket, bytes(broken));
                assertThat(msa(receive(socket))).isEqualTo("AR ");
                assertThat(isClosed(socket)).isTrue();
            }
        }
    }

    @Test
    void survivesSendersThatVanish() throws Exception {
        int port = world.listen();
        for (int i = 0; i < 40; i++) {
            try (var socket = connect(port)) {
                socket.setSoLinger(true, 0);
                send(socket, i % 2 == 0 ? frame(adt("gone")) : bytes("\u000b" + adt("gone")));
            }
        }
        try (var socket = until(port)) {
            assertThat(msa(ask(socket, adt("here")))).isEqualTo("AA here");
        }
    }

    /** A connection that is taken: those that vanished may still be counted for a moment. */
    private static Socket until(int port) throws Exception {
        while (true) {
            var socket = connect(port);
            socket.setSoTimeout(100);
            try {
                if (socket.getInputStream().read() >= 0) {
                    throw new AssertionError("It says something unasked");
                }
            } catch (java.net.SocketTimeoutException e) {
                socket.setSoTimeout(10_000);
                return socket;
            } catch (java.net.SocketException e) {
                socket.close();
            }
            socket.close();
        }
    }

    @Test
    void closesOneThatDoesNotTakeItsAnswers() throws Exception {
        var socket = new Socket();
        socket.setReceiveBufferSize(1 << 10);
        socket.connect(new java.net.InetSocketAddress("127.0.0.1", world.listen()));
        try (socket) {
            var gone = new CountDownLatch(1);
            var sender = new Thread(() -> {
                try {
                    while (true) {
                        send(socket, frame(adt("greedy")));
                    }
                } catch (IOException e) {
                    gone.countDown();
                }
            });
            sender.start();

            gone.await();
            sender.join();
        }
    }

    @Test
    void answersWhatIsUnderWayBeforeItCloses() throws Exception {
        var isThere = new CountDownLatch(1);
        var mayGo = new CountDownLatch(1);
        world.road = message -> {
            isThere.countDown();
            await(mayGo);
            return World.accepted(message);
        };
        int port = world.listen();
        try (var socket = connect(port);
                var quiet = connect(port)) {
            send(socket, frame(adt("last")));
            isThere.await();
            var stopping = new Thread(() -> {
                try {
                    world.stopListening();
                } catch (Exception e) {
                    throw new IllegalStateException(e);
                }
            });
            stopping.start();
            assertThat(isClosed(quiet)).isTrue();
            mayGo.countDown();

            assertThat(msa(receive(socket))).isEqualTo("AA last");
            assertThat(isClosed(socket)).isTrue();
            stopping.join();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
