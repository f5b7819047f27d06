package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.camel.Exchange;
import org.apache.camel.Processor;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.Terms;
import passerelle.translate.ArrivedFile;

class InboxComponentTest {
    private static final Pace QUICK =
            new Pace(Duration.ofSeconds(30), Duration.ofMillis(300), Duration.ofMillis(20), Duration.ofMillis(50), 3);

    /** It never looks by itself: only an arrival makes it look. */
    private static final Pace BY_BELL =
            new Pace(Duration.ofHours(1), Duration.ofHours(1), Duration.ofMillis(20), Duration.ofMillis(50), 3);

    @TempDir
    Path data;

    private final List<String> received = new CopyOnWriteArrayList<>();

    @Test
    void handsOverAFileAtOnceAndDeletesIt() throws Exception {
        var seen = new CopyOnWriteArrayList<Exchange>();
        try (var world = new World(data);
                var camel = camel(world, BY_BELL, exchange -> {
                    seen.add(exchange.copy());
                    receive(exchange);
                });
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/notice-1.txt", "from me");

            World.until(() -> received.size() == 1 && isEmpty(working()));

            assertThat(received).containsExactly("notice-1.txt: from me");
            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
            var file = seen.get(0).getMessage().getMandatoryBody(ArrivedFile.class);
            assertThat(file)
                    .isEqualTo(new ArrivedFile(
                            World.MINISTRY,
                            World.NOTICE,
                            Terms.of("protection"),
                            "notice-1.txt",
                            file.arrival(),
                            file.arrived(),
                            file.content()));
            assertThat(file.content().size()).isEqualTo(7);
            assertThat(file.arrived()).isCloseTo(Instant.now(), within(1, ChronoUnit.MINUTES));
            assertThat(seen.get(0).getMessage().getHeaders()).isEmpty();
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void takesWhatWasThereBeforeTheStartOldestFirst() throws Exception {
        try (var world = new World(data)) {
            world.server.folderOf(World.MINISTRY);
            lay(world, "c.txt", 30);
            lay(world, "a.txt", 20);
            lay(world, "b.txt", 10);

            try (var camel = camel(world, BY_BELL, this::receive)) {
                World.until(() -> received.size() == 3);

                assertThat(received).containsExactly("c.txt: x", "a.txt: x", "b.txt: x");
                assertThat(camel.getStatus().isStarted()).isTrue();
            }
        }
    }

    @Test
    void triesAgainAfterAFaultAndKeepsTheOrder() throws Exception {
        var tries = new AtomicInteger();
        try (var world = new World(data);
                var camel = camel(world, QUICK, exchange -> {
                    if (tries.incrementAndGet() < 3) {
                        throw new IOException("the broker is down");
                    }
                    receive(exchange);
                });
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/first.txt", "1");
            World.put(sftp, "/inbox/second.txt", "2");

            World.until(() -> received.size() == 2);

            assertThat(received).containsExactly("first.txt: 1", "second.txt: 2");
            assertThat(tries).hasValue(4);
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void letsAFileThatAlwaysFailsStepAside() throws Exception {
        try (var world = new World(data);
                var camel = camel(world, QUICK, exchange -> {
                    receive(exchange);
                    if (exchange.getMessage()
                            .getMandatoryBody(ArrivedFile.class)
                            .name()
                            .equals("poison.txt")) {
                        throw new IllegalStateException("a fault of ours");
                    }
                });
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/poison.txt", "1");
            World.put(sftp, "/inbox/good.txt", "2");

            World.until(() -> received.contains("good.txt: 2"));
            var before = received.size();
            World.until(() -> received.size() > before + 1);

            assertThat(received.subList(0, 4))
                    .containsExactly("poison.txt: 1", "poison.txt: 1", "poison.txt: 1", "good.txt: 2");
            assertThat(working()).isNotEmptyDirectory();
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void resumesWithAFileThatACrashInterrupted() throws Exception {
        try (var earlier = new World(data)) {
            earlier.lay(Area.INBOX, "a.txt", "x");
            var inbox = new Inbox(earlier.files());
            inbox.take(inbox.waiting().get(0));
        }

        try (var world = new World(data);
                var camel = camel(world, BY_BELL, this::receive)) {
            World.until(() -> received.size() == 1);

            assertThat(received).containsExactly("a.txt: x");
            assertThat(camel.getStatus().isStarted()).isTrue();
            assertThat(world.folder(Area.INBOX)).isEmptyDirectory();
        }
    }

    @Test
    void givesBackAFileWithAnUnexpectedNameAndSaysWhy() throws Exception {
        try (var world = new World(data);
                var camel = camel(world, QUICK, this::receive);
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/Photo.jpg", "from me");
            World.until(() -> Files.exists(world.folder(Area.REJECTED).resolve("Photo.jpg")) || ring(world));

            var report = World.get(sftp, "/rejected/Photo.jpg.report.txt");

            assertThat(report)
                    .startsWith("Photo.jpg was not taken in.\n")
                    .contains("READ-UNEXPECTED", "matches [a-z0-9-]+\\.txt");
            assertThat(World.get(sftp, "/rejected/Photo.jpg")).isEqualTo("from me");
            assertThat(received).isEmpty();
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"[a-z0-9-]+\\.txt", ".*"})
    void waitsForTheSenderToRenameItsUpload(String pattern) throws Exception {
        try (var world = new World(data);
                var camel = camel(world, BY_BELL, this::receive);
                var sftp = world.sftp()) {
            world.partners.set(0, World.partner(pattern, World.MINISTRY, Optional.empty()));
            World.put(sftp, "/inbox/a.txt.filepart", "1");
            World.put(sftp, "/inbox/marker.txt", "2");
            World.until(() -> received.size() == 1);
            sftp.rename("/inbox/a.txt.filepart", "/inbox/a.txt");

            World.until(() -> received.size() == 2);

            assertThat(received).containsExactly("marker.txt: 2", "a.txt: 1");
            assertThat(world.folder(Area.REJECTED)).isEmptyDirectory();
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void takesASecondFileOfTheSameNameWhileTheFirstIsBeingRead() throws Exception {
        var reading = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var world = new World(data);
                var camel = camel(world, BY_BELL, exchange -> {
                    reading.countDown();
                    go.await();
                    receive(exchange);
                });
                var sftp = world.sftp()) {
            World.put(sftp, "/inbox/a.txt", "1");
            reading.await();
            World.put(sftp, "/inbox/a.txt", "2");
            go.countDown();

            World.until(() -> received.size() == 2);

            assertThat(received).containsExactly("a.txt: 1", "a.txt: 2");
            assertThat(camel.getStatus().isStarted()).isTrue();
        }
    }

    @Test
    void leavesFilesAloneWhileThePartnerHasNoInbox() throws Exception {
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var partner = world.partners.remove(0);
            try (var camel = camel(world, QUICK, this::receive)) {
                World.put(sftp, "/inbox/a.txt", "1");
                assertThat(world.folder(Area.INBOX).resolve("a.txt")).exists();
                world.partners.add(partner);
                ring(world);

                World.until(() -> received.size() == 1);

                assertThat(camel.getStatus().isStarted()).isTrue();
            }
        }
    }

    @Test
    void waitsForTheRunningFileWhenItStops() throws Exception {
        var reading = new CountDownLatch(1);
        var go = new CountDownLatch(1);
        try (var world = new World(data);
                var sftp = world.sftp()) {
            var camel = camel(world, BY_BELL, exchange -> {
                reading.countDown();
                go.await();
                receive(exchange);
            });
            World.put(sftp, "/inbox/a.txt", "1");
            World.put(sftp, "/inbox/b.txt", "2");
            reading.await();

            var stopping = new Thread(camel::stop);
            stopping.start();
            World.until(() -> camel.isStopping()
                    || !camel.getRouteController().getRouteStatus("inbox").isStarted());
            go.countDown();
            stopping.join();

            assertThat(received).contains("a.txt: 1");
            assertThat(isEmpty(working())).isTrue();
        }
    }

    private DefaultCamelContext camel(World world, Pace pace, Processor processor) throws Exception {
        var camel = new DefaultCamelContext();
        camel.addComponent("inbox", new InboxComponent(world.server, world::find, pace));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                errorHandler(noErrorHandler());
                from("inbox:ministry").routeId("inbox").process(processor);
            }
        });
        camel.start();
        return camel;
    }

    private void receive(Exchange exchange) throws Exception {
        var file = exchange.getMessage().getMandatoryBody(ArrivedFile.class);
        try (var content = Channels.newInputStream(file.content().open())) {
            received.add(file.name() + ": " + new String(content.readAllBytes(), StandardCharsets.UTF_8));
        }
    }

    private static boolean ring(World world) {
        world.server.arrivals().arrived(World.MINISTRY);
        return false;
    }

    private static void lay(World world, String name, int secondsAgo) throws IOException {
        var file = world.lay(Area.INBOX, name, "x");
        Files.setLastModifiedTime(file, FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    private Path working() throws IOException {
        return World.storage(data).of(World.MINISTRY).working();
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.findAny().isEmpty();
        }
    }
}
