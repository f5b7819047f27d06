package passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static passerelle.store.Story.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.store.MemberRun.Entry;

/** How the records of bundles are kept, and found by their ids. */
class MembersTest {
    private static final UUID OWNER = new UUID(1, 2);

    @TempDir
    Path folder;

    @Test
    void findsEachRecordOfManyBatchesAndNoOther() throws IOException {
        var members = Members.open(folder, OWNER, 0);
        var sizes = new Random(7);
        int next = 0;
        for (int batch = 0; batch < 60; batch++) {
            int size = 1 + sizes.nextInt(400);
            members.add(entries(next, next + size));
            next += size;
        }

        for (var found : List.of(members, Members.open(folder, OWNER, 60))) {
            for (int number = 0; number < next; number++) {
                assertThat(found.find(id(number))).contains(entry(number, number));
                assertThat(found.find(id(-1 - number))).isEmpty();
            }
        }
    }

    @Test
    void findsNothingWhereNothingWasAdded() throws IOException {
        var members = Members.open(folder, OWNER, 0);

        members.add(List.of());

        assertThat(members.find(id(1))).isEmpty();
        assertThat(members.last()).isZero();
        assertThat(files()).isEmpty();
    }

    @Test
    void mergesSmallFilesAndLeavesLargeOnes() throws IOException {
        var members = Members.open(folder, OWNER, 0);

        members.add(entries(0, 1_000));
        members.add(entries(1_000, 1_010));
        assertThat(files()).containsExactly("members-1-1.run", "members-2-2.run");

        members.add(entries(1_010, 1_020));
        assertThat(files()).containsExactly("members-1-1.run", "members-2-3.run");

        members.add(entries(1_020, 1_600));
        assertThat(files()).containsExactly("members-1-4.run");
        assertThat(members.last()).isEqualTo(4);
    }

    @Test
    void theLatestEntryOfAnIdCounts() throws IOException {
        var members = Members.open(folder, OWNER, 0);

        members.add(List.of(entry(1, 10), entry(2, 20), entry(2, 21)));
        assertThat(members.find(id(2))).contains(entry(2, 21));

        members.add(List.of(entry(1, 11)));
        assertThat(members.find(id(1))).contains(entry(1, 11));

        members.add(entries(100, 200));
        assertThat(files()).containsExactly("members-1-3.run");
        assertThat(members.find(id(1))).contains(entry(1, 11));
        assertThat(members.find(id(2))).contains(entry(2, 21));
    }

    @Test
    void takesAwayWhatACrashLeft() throws IOException {
        var members = Members.open(folder, OWNER, 0);
        members.add(entries(0, 10));
        var first = Files.readAllBytes(folder.resolve("members-1-1.run"));
        members.add(entries(10, 20));
        Files.write(folder.resolve("members-1-1.run"), first);
        Files.write(folder.resolve("members-3-3.run.tmp"), first);
        Files.write(folder.resolve("other.run"), first);

        assertThat(Members.open(folder, OWNER, 2).find(id(15))).isPresent();

        assertThat(files()).containsExactly("members-1-2.run", "other.run");
    }

    @Test
    void takesAwayWhatAnotherIndexLeft() throws IOException {
        Members.open(folder, OWNER, 0).add(entries(0, 10));

        var members = Members.open(folder, new UUID(3, 4), 0);

        assertThat(members.find(id(1))).isEmpty();
        assertThat(files()).isEmpty();
    }

    @Test
    void goesOnWithMoreThanTheIndexKnowsOf() throws IOException {
        Members.open(folder, OWNER, 0).add(entries(0, 10));

        var members = Members.open(folder, OWNER, 0);
        members.add(entries(0, 12));

        assertThat(members.last()).isEqualTo(2);
        assertThat(members.find(id(11))).contains(entry(11, 11));
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2})
    void isDamagedWhereABatchIsMissing(long missing) throws IOException {
        var members = Members.open(folder, OWNER, 0);
        members.add(entries(0, 100));
        members.add(entries(100, 110));
        Files.delete(folder.resolve("members-%d-%d.run".formatted(missing, missing)));

        assertThatThrownBy(() -> Members.open(folder, OWNER, 2))
                .isInstanceOf(MemberRun.Damaged.class)
                .hasMessage("Batch " + missing + " of the members is not in " + folder);
    }

    @Test
    void isDamagedByAnyByteThatChanged() throws IOException {
        Members.open(folder, OWNER, 0).add(entries(0, 3));
        var file = folder.resolve("members-1-1.run");
        var bytes = Files.readAllBytes(file);

        for (int at = 0; at < 3 * 64; at++) {
            var changed = bytes.clone();
            changed[at] ^= 1;
            Files.write(file, changed);

            assertThatThrownBy(() -> Members.open(folder, OWNER, 1)).isInstanceOf(MemberRun.Damaged.class);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 63, 64, 100, 128, 255})
    void isDamagedWhereAFileIsCut(int length) throws IOException {
        Members.open(folder, OWNER, 0).add(entries(0, 3));
        var file = folder.resolve("members-1-1.run");
        Files.write(file, Arrays.copyOf(Files.readAllBytes(file), length));

        assertThatThrownBy(() -> Members.open(folder, OWNER, 1)).isInstanceOf(MemberRun.Damaged.class);
    }

    @Test
    void leavesNothingHalfDoneWhereItCannotWrite() throws IOException {
        var members = Members.open(folder, OWNER, 0);
        members.add(entries(0, 10));
        var obstacle = Files.createDirectories(folder.resolve("members-1-2.run/in the way"));

        assertThatThrownBy(() -> members.add(entries(10, 20))).isInstanceOf(IOException.class);
        assertThat(members.find(id(5))).isPresent();
        assertThat(members.find(id(15))).isEmpty();

        Files.delete(obstacle);
        Files.delete(folder.resolve("members-1-2.run"));
        assertThat(files()).containsExactly("members-1-1.run");
        members.add(entries(10, 20));
        assertThat(members.find(id(5))).isPresent();
        assertThat(members.find(id(15))).isPresent();
    }

    private List<String> files() throws IOException {
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private static List<Entry> entries(int from, int to) {
        return IntStream.range(from, to).mapToObj(n -> entry(n, n)).toList();
    }

    private static Entry entry(int number, long bundle) {
        return new Entry(id(number), bundle, number + 1L, "%064x".formatted(number));
    }
}
