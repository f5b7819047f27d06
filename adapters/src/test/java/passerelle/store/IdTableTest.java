package passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How what has an id without order is kept, and found by it. */
class IdTableTest {
    private static final UUID OWNER = new UUID(1, 2);
    private static final IdTable.Kind<Long> NUMBERS =
            new IdTable.Kind<>("numbers", Long.BYTES, (number, bytes) -> bytes.putLong(number), ByteBuffer::getLong);

    @TempDir
    Path folder;

    @Test
    void findsEachRecordOfManyBatchesAndNoOther() throws IOException {
        var table = open(0);
        var sizes = new Random(7);
        int next = 0;
        for (int batch = 0; batch < 60; batch++) {
            int size = 1 + sizes.nextInt(400);
            table.add(entries(next, next + size));
            next += size;
        }

        for (var found : List.of(table, open(60))) {
            for (int number = 0; number < next; number++) {
                assertThat(found.find(key(number))).contains(member(number, number));
                assertThat(found.find(key(-1 - number))).isEmpty();
            }
        }
    }

    @Test
    void findsNothingWhereNothingWasAdded() throws IOException {
        var table = open(0);

        table.add(Map.of());

        assertThat(table.find(key(1))).isEmpty();
        assertThat(table.last()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void mergesSmallFilesAndLeavesLargeOnes() throws IOException {
        var table = open(0);

        table.add(entries(0, 1_000));
        table.add(entries(1_000, 1_010));
        assertThat(files()).containsExactly("members-1-1.run", "members-2-2.run");

        table.add(entries(1_010, 1_020));
        assertThat(files()).containsExactly("members-1-1.run", "members-2-3.run");

        table.add(entries(1_020, 1_600));
        assertThat(files()).containsExactly("members-1-4.run");
        assertThat(table.last()).isEqualTo(4);
    }

    @Test
    void theLatestEntryOfAnIdCounts() throws IOException {
        var table = open(0);

        table.add(Map.of(key(1), member(1, 10), key(2), member(2, 21)));
        assertThat(table.find(key(2))).contains(member(2, 21));

        table.add(Map.of(key(1), member(1, 11)));
        assertThat(table.find(key(1))).contains(member(1, 11));

        table.add(entries(100, 200));
        assertThat(files()).containsExactly("members-1-3.run");
        assertThat(table.find(key(1))).contains(member(1, 11));
        assertThat(table.find(key(2))).contains(member(2, 21));
    }

    @Test
    void takesAwayWhatACrashLeft() throws IOException {
        var table = open(0);
        table.add(entries(0, 10));
        var first = Files.readAllBytes(folder.resolve("members-1-1.run"));
        table.add(entries(10, 20));
        Files.write(folder.resolve("members-1-1.run"), first);
        Files.write(folder.resolve("members-3-3.run.tmp"), first);
        Files.write(folder.resolve("other.run"), first);

        assertThat(open(2).find(key(15))).isPresent();

        assertThat(files()).containsExactly("members-1-2.run", "other.run");
    }

    @Test
    void takesAwayWhatAnotherIndexLeft() throws IOException {
        open(0).add(entries(0, 10));

        var table = IdTable.open(folder, Member.KIND, new UUID(3, 4), 0);

        assertThat(table.find(key(1))).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void goesOnWithMoreThanTheIndexKnowsOf() throws IOException {
        open(0).add(entries(0, 10));

        var table = open(0);
        table.add(entries(0, 12));

        assertThat(table.last()).isEqualTo(2);
        assertThat(table.find(key(11))).contains(member(11, 11));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isDamagedWhereABatchIsMissing(long missing) throws IOException {
        var table = open(0);
        table.add(entries(0, 100));
        table.add(entries(100, 110));
        Files.delete(folder.resolve("members-%d-%d.run".formatted(missing, missing)));

        assertThatThrownBy(() -> open(2))
                .isInstanceOf(IdRun.Damaged.class)
                .hasMessage("Batch " + missing + " of the members is not in " + folder);
    }

    @Test
    void isDamagedByAnyByteThatChanged() throws IOException {
        open(0).add(entries(0, 3));
        var file = folder.resolve("members-1-1.run");
        var bytes = Files.readAllBytes(file);

        for (int at = 0; at < 3 * 64; at++) {
            var changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThatThrownBy(() -> open(1)).isInstanceOf(IdRun.Damaged.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 100, 128, 255})
    void isDamagedWhereAFileIsCut(int length) throws IOException {
        open(0).add(entries(0, 3));
        var file = folder.resolve("members-1-1.run");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> open(1)).isInstanceOf(IdRun.Damaged.class);
    }

    @Test
    void leavesNothingHalfDoneWhereItCannotWrite() throws IOException {
        var table = open(0);
        table.add(entries(0, 10));
        var obstacle = Files.createDirectories(folder.resolve("members-1-2.run/in the way"));

        assertThatThrownBy(() -> table.add(entries(10, 20))).isInstanceOf(IOException.class);
        assertThat(table.find(key(5))).isPresent();
        assertThat(table.find(key(15))).isEmpty();

        Files.delete(obstacle);
        Files.delete(folder.resolve("members-1-2.run"));
        assertThat(files()).containsExactly("members-1-1.run");
        table.add(entries(10, 20));
        assertThat(table.find(key(5))).isPresent();
        assertThat(table.find(key(15))).isPresent();
    }

    @Test
    void aCrashTakesWhatIsHeldAndNothingElse() throws IOException {
        var table = open(0);
        table.hold(key(1), member(1, 10));
        table.hold(key(2), member(2, 20));
        table.addHeld();
        table.hold(key(2), member(2, 21));
        table.hold(key(3), member(3, 30));

        assertThat(table.find(key(1))).contains(member(1, 10));
        assertThat(table.find(key(2))).contains(member(2, 21));
        assertThat(table.find(key(3))).contains(member(3, 30));

        var crashed = open(1);
        assertThat(crashed.find(key(2))).contains(member(2, 20));
        assertThat(crashed.find(key(3))).isEmpty();
    }

    @Test
    void holdsManyOnlyUntilTheyAreAdded() throws IOException {
        var table = open(0);
        IntStream.range(0, 8_191).forEach(n -> table.hold(key(n), member(n, n)));
        assertThat(table.holdsMany()).isFalse();

        table.hold(key(8_191), member(8_191, 0));
        assertThat(table.holdsMany()).isTrue();

        table.addHeld();
        assertThat(table.holdsMany()).isFalse();
        assertThat(open(1).find(key(8_191))).contains(member(8_191, 0));
    }

    @Test
    void tablesInOneFolderDoNotMeet() throws IOException {
        var table = open(0);
        table.add(entries(0, 10));
        var numbers = IdTable.open(folder, NUMBERS, OWNER, 0);
        numbers.add(Map.of(key(1), 7L, key(2), Long.MIN_VALUE, key(3), -1L));
        numbers.add(Map.of(key(1), 8L));

        var again = IdTable.open(folder, NUMBERS, OWNER, 2);

        assertThat(files()).containsExactly("members-1-1.run", "numbers-1-1.run", "numbers-2-2.run");
        assertThat(again.find(key(1))).contains(8L);
        assertThat(again.find(key(2))).contains(Long.MIN_VALUE);
        assertThat(again.find(key(3))).contains(-1L);
        assertThat(again.find(key(4))).isEmpty();
        assertThat(open(1).find(key(4))).contains(member(4, 4));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 24, 31, 32, 33, 56, 79, 80, 103})
    void isDamagedWhereAFileOfSmallEntriesIsCut(int length) throws IOException {
        IdTable.open(folder, NUMBERS, OWNER, 0).add(Map.of(key(1), 1L, key(2), 2L, key(3), 3L));
        var file = folder.resolve("numbers-1-1.run");
        assertThat(file).hasSize(3 * 24 + 32);
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> IdTable.open(folder, NUMBERS, OWNER, 1)).isInstanceOf(IdRun.Damaged.class);
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private IdTable<Member> open(long last) throws IOException {
        return IdTable.open(folder, Member.KIND, OWNER, last);
    }

    private static Map<UUID, Member> entries(int from, int to) {
        return IntStream.range(from, to).boxed().collect(Collectors.toMap(n -> key(n), n -> member(n, n)));
    }

    private static UUID key(int number) {
        return Story.id(number).value();
    }

    private static Member member(int number, long bundle) {
        return new Member(bundle, number + 1L, "%064x".formatted(number));
    }
}
