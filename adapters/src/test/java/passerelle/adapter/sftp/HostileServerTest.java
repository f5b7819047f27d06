package passerelle.adapter.sftp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.sshd.sftp.common.SftpConstants;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What a partner's server may say when we fetch from it: whatever it is, nothing is touched outside of the partner's
 * folder, nothing waits for ever, and the file that is good still comes.
 */
class HostileServerTest {
    private static final String GOOD = "good.txt: all is well";

    @TempDir
    Path data;

    /** Names that a server may list, each of which would do harm somewhere. */
    private static final List<String> NAMES = Stream.concat(
                    Stream.of(
                            "../../etc/x.txt",
                            "../x.txt",
                            "..\\x.txt",
                            "..",
                            ".",
                            "/etc/x.txt",
                            "/x.txt",
                            "//x.txt",
                            "./x.txt",
                            "a/x.txt",
                            "a\\x.txt",
                            "C:\\x.txt",
                            "C:x.txt",
                            "\\\\host\\share\\x.txt",
                            "x.txt/",
                            "x.txt/..",
                            "x.txt\0",
                            "\0x.txt",
                            "x\0.txt",
                            "x\n.txt",
                            "x\r\n.txt",
                            "x\t.txt",
                            "x\u001b[2J.txt",
                            "-rf.txt",
                            "--help.txt",
                            ".x.txt",
                            ".working.txt",
                            ".ssh",
                            "~x.txt",
                            "~root/x.txt",
                            " x.txt",
                            "x.txt ",
                            "x .txt",
                            "%2e%2e%2fx.txt",
                            "x%00.txt",
                            "$HOME.txt",
                            "`id`.txt",
                            "$(id).txt",
                            "x;id.txt",
                            "x|id.txt",
                            "*.txt",
                            "x\u202etxt.exe",
                            "x\u200b.txt",
                            "\uff0e\uff0e\uff0fx.txt",
                            "\u2025/x.txt",
                            "x\u0301.txt",
                            "\u0445.txt",
                            "\u00e9.txt",
                            "e\u0301.txt",
                            "\ufeffx.txt",
                            "x\u2028.txt",
                            "\ud83d\ude00.txt",
                            "",
                            "a".repeat(300) + ".txt",
                            "a".repeat(125) + ".txt",
                            "a".repeat(60_000) + ".txt",
                            "\u00e4".repeat(150) + ".txt",
                            "NUL.txt/x",
                            "x.txt:stream",
                            "../".repeat(1000) + "x.txt"),
                    IntStream.rangeClosed(0, 31).mapToObj(control -> "x" + (char) control + ".txt"))
            .toList();

    @Test
    void takesNoNameThatIsNone() throws Exception {
        var server = new FalseServer() {
            @Override
            List<Name> listing(int packet) {
                var names = new ArrayList<>(super.listing(packet));
                if (packet < NAMES.size()) {
                    names.add(new Name(NAMES.get(packet), 5, PLAIN));
                }
                return names;
            }

            @Override
            Answer stat(String name) {
                asked.add(name);
                return super.stat(name);
            }
        };

        fetchesOnlyTheGoodFile(server);

        assertThat(asked).containsOnly("good.txt");
        assertThat(server.removed).containsExactly("good.txt");
    }

    private final List<String> asked = new CopyOnWriteArrayList<>();

    @Test
    void takesNothingButPlainFiles() throws Exception {
        var kinds = List.of(0040755, 0120777, 0020666, 0060666, 0010644, 0140755, 0000644, -1);
        var server = new FalseServer() {
            @Override
            List<Name> listing(int packet) {
                var names = new ArrayList<>(super.listing(packet));
                if (packet == 0) {
                    kinds.forEach(mode -> names.add(new Name("kind" + mode + ".txt", 5, mode)));
                }
                return names;
            }
        };

        fetchesOnlyTheGoodFile(server);

        assertThat(server.removed).containsExactly("good.txt");
    }

    @Test
    void takesNoFileOfImpossibleSize() throws Exception {
        var server = new FalseServer() {
            @Override
            List<Name> listing(int packet) {
                var names = new ArrayList<>(super.listing(packet));
                if (packet == 0) {
                    names.add(new Name("huge.txt", Long.MAX_VALUE, PLAIN));
                    names.add(new Name("negative.txt", -1, PLAIN));
                    names.add(new Name("large.txt", 1L << 40, PLAIN));
                }
                return names;
            }
        };

        fetchesOnlyTheGoodFile(server);
    }

    @Test
    void cutsOffAListWithoutEnd() throws Exception {
        var packets = new AtomicInteger();
        var server = new FalseServer() {
            @Override
            List<Name> listing(int packet) {
                packets.incrementAndGet();
                var names = new ArrayList<>(super.listing(packet));
                for (var n = 0; n < 100; n++) {
                    names.add(new Name("other-" + packet + "-" + n + ".csv", 5, PLAIN));
                }
                return names;
            }
        };

        fetchesOnlyTheGoodFile(server);

        assertThat(packets).hasValueGreaterThan(900);
    }

    @Test
    void cutsOffAListOfTheSameNameAgainAndAgain() throws Exception {
        var server = new FalseServer() {
            @Override
            List<Name> listing(int packet) {
                return List.of(new Name("good.txt", size("good.txt") < 0 ? 5 : size("good.txt"), PLAIN));
            }
        };

        fetchesOnlyTheGoodFile(server);
    }

    /** Lies about one file; the good one comes all the same. */
    private record Lie(String name, FalseServer server) {
        @Override
        public String toString() {
            return name;
        }
    }

    @ParameterizedTest
    @MethodSource
    void fetchesTheGoodFileBesideAFalseOne(Lie lie) throws Exception {
        lie.server().files.put("bad.txt", new byte[100_000]);

        fetchesOnlyTheGoodFile(lie.server());

        assertThat(lie.server().removed).containsExactly("good.txt");
    }

    static Stream<Lie> fetchesTheGoodFileBesideAFalseOne() {
        return Stream.of(
                new Lie("it is shorter than said", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) && offset >= 50_000
                                ? status(SftpConstants.SSH_FX_EOF)
                                : super.read(name, offset, length);
                    }
                }),
                new Lie("it is longer than said", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) ? data(ByteBuffer.allocate(length)) : super.read(name, offset, length);
                    }
                }),
                new Lie("it grows while it is read", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        if (isBad(name)) {
                            synchronized (files) {
                                files.computeIfPresent(name, (same, bytes) -> new byte[bytes.length + 1]);
                            }
                        }
                        return super.read(name, offset, length);
                    }
                }),
                new Lie("the answer is to another request", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        var right = super.read(name, offset, length);
                        return isBad(name) ? id -> right.to(id + 1_000) : right;
                    }
                }),
                new Lie("the answer to a question comes twice", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        var right = super.read(name, offset, length);
                        return isBad(name) ? id -> right.to(id - id % 2) : right;
                    }
                }),
                new Lie("there is more data than was asked for", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) ? data(ByteBuffer.allocate(length + 1)) : super.read(name, offset, length);
                    }
                }),
                new Lie("there is no data in the data", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) ? data(ByteBuffer.allocate(0)) : super.read(name, offset, length);
                    }
                }),
                new Lie("the data comes in crumbs", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) && offset > 0
                                ? data(ByteBuffer.allocate(1))
                                : super.read(name, offset, length);
                    }
                }),
                new Lie("the answer is of another kind", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) ? id -> new Reply.Opened("x").packet(id) : super.read(name, offset, length);
                    }
                }),
                new Lie("the answer says that all is well", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name) ? status(SftpConstants.SSH_FX_OK) : super.read(name, offset, length);
                    }
                }),
                new Lie("the answer is cut off", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name)
                                ? id -> new PacketWriter(SftpConstants.SSH_FXP_DATA)
                                        .number(id)
                                        .number(30_000)
                                : super.read(name, offset, length);
                    }
                }),
                new Lie("there is no answer", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name)
                                ? id -> {
                                    LockSupport.parkNanos(30_000_000_000L);
                                    return super.read(name, offset, length).to(id);
                                }
                                : super.read(name, offset, length);
                    }
                }),
                new Lie("the connection breaks at it", new FalseServer() {
                    @Override
                    Answer read(String name, long offset, int length) {
                        return isBad(name)
                                ? id -> {
                                    throw new IOException("gone");
                                }
                                : super.read(name, offset, length);
                    }
                }),
                new Lie("it is a link when one looks closer", new FalseServer() {
                    @Override
                    Answer stat(String name) {
                        return isBad(name)
                                ? id -> {
                                    var out = new PacketWriter(SftpConstants.SSH_FXP_ATTRS).number(id);
                                    new Name(name, 100_000, 0120777).attributes(out);
                                    return out;
                                }
                                : super.stat(name);
                    }
                }));
    }

    private static boolean isBad(String name) {
        return name.equals("bad.txt");
    }

    @Test
    void takesAFileOnceThoughItIsStillThereAfterItWasRemoved() throws Exception {
        var removals = new AtomicInteger();
        var server = new FalseServer() {
            @Override
            Answer remove(String name) {
                removals.incrementAndGet();
                return status(SftpConstants.SSH_FX_OK);
            }
        };

        fetchesOnlyTheGoodFile(server);

        World.until(() -> removals.get() > 2);
        assertThat(server.sessions).hasValue(1);
    }

    @Test
    void readsManyPiecesAheadAndPutsThemInOrder() throws Exception {
        var bytes = new byte[1_000_000];
        for (var at = 0; at < bytes.length; at++) {
            bytes[at] = (byte) (at * 31 >> 3);
        }
        var server = new FalseServer() {
            @Override
            Answer read(String name, long offset, int length) {
                return super.read(name, offset, Math.min(length, 4096));
            }
        };
        server.files.put("small-pieces.txt", bytes);

        try (var fetching = fetching(server)) {
            fetching.start();

            fetching.untilReceived(1);
            assertThat(fetching.received)
                    .containsExactly("small-pieces.txt: " + new String(bytes, StandardCharsets.ISO_8859_1));
        }
    }

    private Fetching fetching(FalseServer server) throws IOException {
        var fetching = new Fetching(data);
        fetching.remote.setSubsystemFactories(List.of(server));
        return fetching;
    }

    /** Nothing but the good file arrives, and nothing else is touched. */
    private void fetchesOnlyTheGoodFile(FalseServer server) throws Exception {
        try (var fetching = fetching(server)) {
            fetching.world.server.folderOf(World.MINISTRY);
            fetching.hidden(".arriving");
            fetching.hidden(".collected");
            var before = names();
            server.files.put("good.txt", "all is well".getBytes(StandardCharsets.UTF_8));

            fetching.start(Fetching.AT_ONCE, Optional.empty());

            fetching.untilReceived(1);
            LockSupport.parkNanos(6 * Fetching.EVERY.toNanos());
            fetching.stopGateway();
            assertThat(fetching.received).containsExactly(GOOD);
            var after = names();
            after.removeIf(name -> name.contains("/.collected/good.txt"));
            assertThat(after).isEqualTo(before);
        }
    }

    /** Everything below the parent of the data folder. */
    private TreeSet<String> names() throws IOException {
        var names = new TreeSet<String>();
        try (var files = Files.walk(data)) {
            files.forEach(file -> names.add(file.toString()));
        }
        return names;
    }
}
