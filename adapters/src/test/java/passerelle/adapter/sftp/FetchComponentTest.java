package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.apache.sshd.common.file.virtualfs.VirtualFileSystemFactory;
import org.apache.sshd.server.SshServer;
import org.apache.sshd.server.session.ServerSession;
import org.apache.sshd.sftp.server.FileHandle;
import org.apache.sshd.sftp.server.SftpEventListener;
import org.apache.sshd.sftp.server.SftpSubsystemFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.sftp.Collected.Marker;
import passerelle.model.Inbound.Ready;

class FetchComponentTest {
    private static final Ready WITH_DONE = new Ready.DoneFile(".done");
    private static final Optional<String> DELETE = Optional.empty();

    @TempDir
    Path data;

    @TempDir
    Path home;

    private Path out = Path.of("");
    private Fetching fetching;

    @BeforeEach
    void prepare() throws Exception {
        out = Files.createDirectory(home.resolve("out"));
        fetching = new Fetching(data);
        serve(fetching.remote, new SftpSubsystemFactory());
    }

    private void serve(SshServer server, SftpSubsystemFactory sftp) {
        server.setSubsystemFactories(List.of(sftp));
        server.setFileSystemFactory(new VirtualFileSystemFactory(home));
    }

    @AfterEach
    void stop() throws Exception {
        fetching.close();
    }

    @Test
    void fetchesAFileOnceAndDeletesItThere() throws Exception {
        put("a.txt", "for you");

        fetching.start();

        fetching.untilReceived(1);
        World.until(() -> names().isEmpty() && fetching.isEmpty(".collected"));
        assertThat(fetching.received).containsExactly("a.txt: for you");
    }

    @Test
    void fetchesOldestFirst() throws Exception {
        put("c.txt", "1", 30);
        put("a.txt", "2", 20);
        put("b.txt", "3", 10);

        fetching.start();

        fetching.untilReceived(3);
        assertThat(fetching.received).containsExactly("c.txt: 1", "a.txt: 2", "b.txt: 3");
    }

    @Test
    void fetchesALargeAndAnEmptyFileUnchanged() throws Exception {
        var bytes = new byte[9_000_001];
        new Random(5).nextBytes(bytes);
        var text = new String(bytes, StandardCharsets.ISO_8859_1);
        Files.write(out.resolve("large.txt"), bytes);
        put("empty.txt", "");

        fetching.start();

        fetching.untilReceived(2);
        assertThat(fetching.received).containsExactlyInAnyOrder("large.txt: " + text, "empty.txt: ");
    }

    @Test
    void takesTheSameNameAgainOnceItWasRemoved() throws Exception {
        put("a.txt", "1");
        fetching.start();
        World.until(() -> fetching.received.size() == 1 && fetching.isEmpty(".collected"));

        put("a.txt", "1");

        fetching.untilReceived(2);
        assertThat(fetching.received).containsExactly("a.txt: 1", "a.txt: 1");
    }

    @Test
    void movesAFetchedFileAndNeverOverAnother() throws Exception {
        var done = Files.createDirectory(home.resolve("done"));
        Files.writeString(done.resolve("a.txt"), "of yesterday");
        put("a.txt", "of today");
        put("b.txt", "too");

        fetching.start(Fetching.AT_ONCE, Optional.of("/done"));

        World.until(() -> fetching.received.size() == 2 && names().isEmpty());
        assertThat(done.resolve("a.txt")).hasContent("of yesterday");
        assertThat(done.resolve("b.txt")).hasContent("too");
        try (var files = Files.list(done)) {
            assertThat(files.filter(file -> file.getFileName().toString().matches("a\\.txt\\.\\d{8}T\\d{9}")))
                    .singleElement()
                    .satisfies(file -> assertThat(file).hasContent("of today"));
        }
    }

    @Test
    void waitsForTheDoneFileAndRemovesBoth() throws Exception {
        put("a.txt", "for you");
        put("b.txt", "not yet");
        put("a.txt.done", "");

        fetching.start(WITH_DONE, DELETE);

        World.until(() -> fetching.received.size() == 1 && names().equals(List.of("b.txt")));
        LockSupport.parkNanos(4 * Fetching.EVERY.toNanos());
        assertThat(fetching.received).containsExactly("a.txt: for you");
    }

    @Test
    void removesAFileThatIsOursThoughItsDoneFileIsGone() throws Exception {
        var removals = new AtomicInteger();
        serve(fetching.remote, beforeRemoving(name -> {
            if (name.equals("a.txt") && removals.incrementAndGet() < 3) {
                throw new AccessDeniedException("not now");
            }
        }));
        put("a.txt", "for you");
        put("a.txt.done", "");

        fetching.start(WITH_DONE, DELETE);

        World.until(() -> names().isEmpty());
        assertThat(fetching.received).containsExactly("a.txt: for you");
        assertThat(removals).hasValue(3);
    }

    @Test
    void waitsWhileAFileGrows() throws Exception {
        put("a.txt", "");
        fetching.start(new Ready.Stable(Duration.ofMillis(400)), DELETE);

        for (var piece = 0; piece < 20; piece++) {
            Files.writeString(out.resolve("a.txt"), "x", StandardOpenOption.APPEND);
            LockSupport.parkNanos(50_000_000);
            assertThat(fetching.received).isEmpty();
        }

        fetching.untilReceived(1);
        assertThat(fetching.received).containsExactly("a.txt: " + "x".repeat(20));
    }

    @Test
    void takesOnlyPlainFilesOfThePattern() throws Exception {
        Files.createDirectory(out.resolve("folder.txt"));
        Files.writeString(home.resolve("secret"), "of the server");
        Files.createSymbolicLink(out.resolve("link.txt"), home.resolve("secret"));
        put(".hidden.txt", "1");
        put("-rf.txt", "2");
        put("other.csv", "3");
        put("good.txt", "4");

        fetching.start();

        World.until(() -> !Files.exists(out.resolve("good.txt")));
        LockSupport.parkNanos(4 * Fetching.EVERY.toNanos());
        assertThat(fetching.received).containsExactly("good.txt: 4");
        assertThat(names()).containsExactlyInAnyOrder("-rf.txt", ".hidden.txt", "folder.txt", "link.txt", "other.csv");
    }

    @Test
    void goesOnWhereABrokenTransferStopped() throws Exception {
        var offsets = new CopyOnWriteArrayList<Long>();
        var breaks = new AtomicBoolean(true);
        serve(fetching.remote, beforeReading((session, offset) -> {
            offsets.add(offset);
            if (offset > 4_000_000 && breaks.getAndSet(false)) {
                session.close(true);
                offsets.clear();
            }
        }));
        var bytes = new byte[8_000_000];
        new Random(6).nextBytes(bytes);
        Files.write(out.resolve("a.txt"), bytes);

        fetching.start();

        fetching.untilReceived(1);
        assertThat(fetching.received).containsExactly("a.txt: " + new String(bytes, StandardCharsets.ISO_8859_1));
        assertThat(breaks).isFalse();
        assertThat(offsets).isNotEmpty().allMatch(offset -> offset > 1_000_000);
    }

    @Test
    void doesNotTakeInAFileTwiceAfterACrashBeforeItWasRemoved() throws Exception {
        var mayRemove = new AtomicBoolean();
        serve(fetching.remote, beforeRemoving(name -> {
            if (!mayRemove.get()) {
                throw new AccessDeniedException("not now");
            }
        }));
        put("a.txt", "for you");
        fetching.start();
        fetching.untilReceived(1);
        fetching.stopGateway();

        mayRemove.set(true);
        fetching.startGateway(1);

        World.until(() -> names().isEmpty() && fetching.isEmpty(".collected"));
        fetching.untilReceived(1);
        assertThat(fetching.received).containsExactly("a.txt: for you");
    }

    @Test
    void takesAnotherFileOfTheSameNameSizeAndTimeAfterACrash() throws Exception {
        var mayRemove = new AtomicBoolean();
        serve(fetching.remote, beforeRemoving(name -> {
            if (!mayRemove.get()) {
                throw new AccessDeniedException("not now");
            }
        }));
        put("a.txt", "the first");
        var time = Files.getLastModifiedTime(out.resolve("a.txt"));
        fetching.start();
        fetching.untilReceived(1);
        fetching.stopGateway();

        put("a.txt", "and other");
        Files.setLastModifiedTime(out.resolve("a.txt"), time);
        mayRemove.set(true);
        fetching.startGateway(1);

        World.until(() -> names().isEmpty());
        fetching.untilReceived(2);
        assertThat(fetching.received).containsExactly("a.txt: the first", "a.txt: and other");
    }

    @Test
    void worksOffWhatWasOursWhenItCrashedAndDropsWhatWasHalfRead() throws Exception {
        var folder = fetching.world.server.folderOf(World.MINISTRY);
        new Collected(folder);
        Arriving.settle(folder, Set.of());
        var whole = Arriving.begin(folder, "whole.txt", Instant.ofEpochMilli(1));
        whole.write(StandardCharsets.UTF_8.encode("all of it"));
        new Collected(folder).put(new Marker(new RemoteFile("whole.txt", 9, 7), whole.complete(), whole.id()));
        var half = Arriving.begin(folder, "half.txt", Instant.ofEpochMilli(2));
        half.write(StandardCharsets.UTF_8.encode("half of"));

        fetching.start();

        fetching.untilReceived(1);
        World.until(() -> fetching.isEmpty(".collected"));
        assertThat(fetching.received).containsExactly("whole.txt: all of it");
    }

    @Test
    void doesNotTakeAFileTwiceWhenTheFolderToMoveToIsMissing() throws Exception {
        put("a.txt", "for you");

        fetching.start(Fetching.AT_ONCE, Optional.of("/nowhere"));

        fetching.untilReceived(1);
        LockSupport.parkNanos(10 * Fetching.EVERY.toNanos());
        assertThat(fetching.received).containsExactly("a.txt: for you");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void leavesAFileThatWasReplacedAfterItWasFetched() throws Exception {
        put("a.txt", "the first");
        fetching.start(new Ready.Stable(Duration.ofMillis(1)), Optional.of("/nowhere"));
        fetching.untilReceived(1);

        put("a.txt", "the second one");

        fetching.untilReceived(2);
        assertThat(fetching.received).containsExactly("a.txt: the first", "a.txt: the second one");
        assertThat(names()).containsExactly("a.txt");
    }

    @Test
    void letsAFileWithoutRoomWaitAndTakesTheOthers() throws Exception {
        fetching.close();
        fetching = new Fetching(
                data.resolve("small"), new Limits(8, 200, Duration.ofSeconds(60), Duration.ofSeconds(15), 1000, 10));
        serve(fetching.remote, new SftpSubsystemFactory());
        put("large.txt", "x".repeat(1001), 60);
        put("small.txt", "y", 10);

        fetching.start();

        fetching.untilReceived(1);
        World.until(() -> names().equals(List.of("large.txt")));
        assertThat(fetching.received).containsExactly("small.txt: y");
    }

    @Test
    void fetchesNothingFromAServerWithAnotherKey() throws Exception {
        put("a.txt", "1");
        fetching.remote.start();
        fetching.fetches(Fetching.AT_ONCE, DELETE, World.newKey());

        fetching.startGateway(1);
        LockSupport.parkNanos(10 * Fetching.EVERY.toNanos());
        assertThat(fetching.received).isEmpty();

        fetching.fetches(Fetching.AT_ONCE, DELETE, fetching.theirs);
        fetching.untilReceived(1);
    }

    @Test
    void neverLogsInByPassword() throws Exception {
        var asked = new AtomicInteger();
        var sessions = new AtomicInteger();
        fetching.remote.setPublickeyAuthenticator((user, key, session) -> {
            sessions.incrementAndGet();
            return false;
        });
        fetching.remote.setPasswordAuthenticator((user, password, session) -> asked.incrementAndGet() > 0);
        put("a.txt", "1");

        fetching.start();

        World.until(() -> sessions.get() > 1);
        assertThat(asked).hasValue(0);
        assertThat(fetching.received).isEmpty();
    }

    @Test
    void fetchesAgainWhenTheServerIsBack() throws Exception {
        put("a.txt", "1");
        fetching.start();
        fetching.untilReceived(1);
        var port = fetching.remote.getPort();
        fetching.remote.stop(true);
        put("b.txt", "2");
        LockSupport.parkNanos(4 * Fetching.EVERY.toNanos());

        var back = SshServer.setUpDefaultServer();
        back.setHost("127.0.0.1");
        back.setPort(port);
        back.setKeyPairProvider(fetching.remote.getKeyPairProvider());
        back.setPublickeyAuthenticator(fetching.remote.getPublickeyAuthenticator());
        serve(back, new SftpSubsystemFactory());
        back.start();

        fetching.untilReceived(2);
        assertThat(fetching.received).containsExactly("a.txt: 1", "b.txt: 2");
        back.stop(true);
    }

    @Test
    void twoRoutesMayNotFetchForOnePartner() {
        assertThatThrownBy(() -> fetching.start(Fetching.AT_ONCE, DELETE, 2))
                .hasMessageContaining("Multiple consumers for the same endpoint is not allowed");
    }

    @Test
    void endsSoonInTheMiddleOfAFile() throws Exception {
        var reads = new AtomicInteger();
        serve(fetching.remote, beforeReading((session, offset) -> {
            reads.incrementAndGet();
            LockSupport.parkNanos(100_000_000);
        }));
        Files.write(out.resolve("a.txt"), new byte[20_000_000]);
        fetching.start();
        World.until(() -> reads.get() > 3);

        var begun = System.nanoTime();
        fetching.stopGateway();

        assertThat(Duration.ofNanos(System.nanoTime() - begun)).isLessThan(Duration.ofSeconds(5));
        assertThat(fetching.isEmpty(".arriving")).isTrue();
        assertThat(fetching.received).isEmpty();
        assertThat(names()).containsExactly("a.txt");
    }

    private interface Reading {
        void at(ServerSession session, long offset);
    }

    private static SftpSubsystemFactory beforeReading(Reading reading) {
        var sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void reading(
                    ServerSession session,
                    String remoteHandle,
                    FileHandle localHandle,
                    long offset,
                    byte[] data,
                    int dataOffset,
                    int dataLen) {
                reading.at(session, offset);
            }
        });
        return sftp;
    }

    private interface Removing {
        void of(String name) throws IOException;
    }

    private static SftpSubsystemFactory beforeRemoving(Removing removing) {
        var sftp = new SftpSubsystemFactory();
        sftp.addSftpEventListener(new SftpEventListener() {
            @Override
            public void removing(ServerSession session, Path path, boolean isDirectory) throws IOException {
                removing.of(String.valueOf(path.getFileName()));
            }
        });
        return sftp;
    }

    private void put(String name, String text) throws IOException {
        Files.writeString(out.resolve(name), text);
    }

    private void put(String name, String text, int secondsAgo) throws IOException {
        put(name, text);
        Files.setLastModifiedTime(out.resolve(name), FileTime.from(Instant.now().minusSeconds(secondsAgo)));
    }

    private List<String> names() throws IOException {
        var names = new ArrayList<String>();
        try (var files = Files.list(out)) {
            files.forEach(file -> names.add(String.valueOf(file.getFileName())));
        }
        return names;
    }
}
