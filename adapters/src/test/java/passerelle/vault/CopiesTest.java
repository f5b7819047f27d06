package passerelle.vault;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies.Copy;
import passerelle.vault.Copies.Place;

class CopiesTest {
    private static final long ROLL = 64L << 20;

    @TempDir
    Path folder;

    @Test
    void readsWhatWasAppendedAlsoAfterARestart() throws IOException {
        var copies = List.of(copy(1, "received", 3_000), copy(1, "view.registry", 0), copy(2, "received", 2_500_000));
        List<Place> places;

        try (var store = Copies.open(folder)) {
            places = store.append(copies);
            assertThat(read(store, places)).containsExactlyElementsOf(sealed(copies));
        }

        try (var store = Copies.open(folder)) {
            assertThat(read(store, places)).containsExactlyElementsOf(sealed(copies));
            assertThat(scan(store, 1)).isEqualTo(places);
        }
    }

    @Test
    void cutsATornTailAtEveryByteAndGoesOn() throws IOException {
        List<Place> whole;
        List<Place> torn;
        try (var store = Copies.open(folder)) {
            whole = store.append(List.of(copy(1, "received", 500), copy(2, "received", 500)));
            torn = store.append(List.of(copy(3, "received", 170)));
        }
        var file = folder.resolve("000001.seg");
        var bytes = Files.readAllBytes(file);
        assertThat(torn.get(0).length()).isGreaterThanOrEqualTo(200);

        for (int lost = 1; lost <= 200; lost++) {
            Files.write(file, Arrays.copyOf(bytes, bytes.length - lost));
            try (var store = Copies.open(folder)) {
                assertThat(scan(store, 1)).isEqualTo(whole);
                assertThat(Files.size(file)).isEqualTo(torn.get(0).offset());
                var next = store.append(List.of(copy(4, "received", 10)));
                assertThat(next.get(0).offset()).isEqualTo(torn.get(0).offset());
                assertThat(store.read(next.get(0)))
                        .isEqualTo(copy(4, "received", 10).sealed());
            }
        }
    }

    @Test
    void aDamagedCopyTakesNoOtherWithIt() throws IOException {
        List<Place> places;
        try (var store = Copies.open(folder)) {
            places =
                    store.append(List.of(copy(1, "received", 100), copy(2, "received", 100), copy(3, "received", 100)));
        }
        var file = folder.resolve("000001.seg");
        var bytes = Files.readAllBytes(file);
        var hurt = places.get(1);

        for (int at = 0; at < hurt.length(); at++) {
            var changed = bytes.clone();
            changed[(int) hurt.offset() + at] ^= 1;
            Files.write(file, changed);
            try (var store = Copies.open(folder)) {
                assertThat(scan(store, 1)).containsExactly(places.get(0), places.get(2));
                assertThatThrownBy(() -> store.read(hurt))
                        .isInstanceOf(IOException.class)
                        .hasMessage("The copy at offset " + hurt.offset() + " of segment 1 is damaged");
            }
        }
    }

    @Test
    void refusesAPlaceWhereAnotherCopyStands() throws IOException {
        try (var store = Copies.open(folder)) {
            var place = store.append(List.of(copy(1, "received", 10))).get(0);
            var wrong = new Place(id(2), "received", place.segment(), place.offset(), place.length());
            var beyond = new Place(id(1), "received", 1, place.length(), 50);

            assertThatThrownBy(() -> store.read(wrong)).hasMessageStartingWith("Another copy stands at offset 0");
            assertThatThrownBy(() -> store.read(beyond)).hasMessageEndingWith("is damaged");
        }
    }

    @Test
    void rollsToTheNextSegmentAndScansFromAnyOfThem() throws IOException {
        var places = new ArrayList<Place>();
        try (var store = Copies.open(folder, 1_000, new FailingChannel.Disk())) {
            for (int i = 0; i < 7; i++) {
                places.addAll(store.append(List.of(copy(i, "received", 400))));
            }
            places.addAll(store.append(List.of(copy(7, "received", 5_000))));
            places.addAll(store.append(List.of(copy(8, "received", 1))));

            assertThat(places).extracting(Place::segment).containsExactly(1, 1, 2, 2, 3, 3, 4, 5, 6);
            assertThat(scan(store, 1)).isEqualTo(places);
            assertThat(scan(store, 3)).isEqualTo(places.subList(4, 9));
            assertThat(read(store, places)).hasSize(9);
        }
    }

    @Test
    void leavesNoTraceOfAWriteThatTheFullDiskCutShort() throws IOException {
        var disk = new FailingChannel.Disk();
        try (var store = Copies.open(folder, ROLL, disk)) {
            var before = store.append(List.of(copy(1, "received", 100)));

            for (int room = 0; room < 140; room += 7) {
                disk.room = room;
                assertThatThrownBy(() -> store.append(List.of(copy(2, "received", 100), copy(3, "received", 100))))
                        .hasMessage("No space left on device");
                assertThat(Files.size(folder.resolve("000001.seg")))
                        .isEqualTo(before.get(0).length());
            }
            disk.room = Long.MAX_VALUE;
            var after = store.append(List.of(copy(4, "received", 100)));

            assertThat(scan(store, 1)).containsExactly(before.get(0), after.get(0));
            assertThat(after.get(0).segment()).isEqualTo(1);
        }
    }

    @Test
    void startsANewSegmentWhenItCannotTellWhatTheDiskHolds() throws IOException {
        var disk = new FailingChannel.Disk();
        List<Place> kept = new ArrayList<>();
        try (var store = Copies.open(folder, ROLL, disk)) {
            kept.addAll(store.append(List.of(copy(1, "received", 100))));
            disk.room = 60;
            disk.truncates = false;
            assertThatThrownBy(() -> store.append(List.of(copy(2, "received", 100))))
                    .isInstanceOf(IOException.class);
            disk.room = Long.MAX_VALUE;
            kept.addAll(store.append(List.of(copy(3, "received", 100))));
            disk.syncs = false;
            assertThatThrownBy(() -> store.append(List.of(copy(4, "received", 100))))
                    .isInstanceOf(IOException.class);
            disk.syncs = true;
            kept.addAll(store.append(List.of(copy(5, "received", 100))));

            assertThat(kept).extracting(Place::segment).containsExactly(1, 2, 3);
            assertThat(scan(store, 1)).containsAll(kept);
            assertThat(read(store, kept)).hasSize(3);
        }
    }

    @Test
    void anInterruptedCallerHurtsNobodyElse() throws IOException {
        try (var store = Copies.open(folder)) {
            store.append(List.of(copy(1, "received", 100)));
            Thread.currentThread().interrupt();
            assertThatThrownBy(() -> store.append(List.of(copy(2, "received", 100))))
                    .isInstanceOf(IOException.class);
            assertThat(Thread.interrupted()).isTrue();

            var place = store.append(List.of(copy(3, "received", 100))).get(0);

            assertThat(store.read(place)).isEqualTo(copy(3, "received", 100).sealed());
        }
    }

    @Test
    void manyCallersAppendAtOnceAcrossSegments() throws Exception {
        var threads = Executors.newFixedThreadPool(8);
        try (var store = Copies.open(folder, 20_000, new FailingChannel.Disk())) {
            List<Callable<List<Place>>> work = new ArrayList<>();
            IntStream.range(0, 200)
                    .forEach(
                            i -> work.add(() -> store.append(List.of(copy(i, "received", 300), copy(i, "view.a", i)))));

            var places = new ArrayList<Place>();
            for (var done : threads.invokeAll(work)) {
                places.addAll(done.get());
            }

            assertThat(scan(store, 1))
                    .containsExactlyInAnyOrderElementsOf(places)
                    .hasSize(400);
            for (var place : places) {
                int length = place.part().equals("received") ? 300 : place.length() - 35;
                assertThat(store.read(place)).hasSize(length);
            }
        } finally {
            threads.shutdown();
        }
    }

    private static MessageId id(int number) {
        return MessageId.of(new PartnerId("north"), "message " + number);
    }

    private static Copy copy(int number, String part, int length) {
        var sealed = new byte[length];
        new Random(number).nextBytes(sealed);
        return new Copy(id(number), part, sealed);
    }

    private static List<byte[]> read(Copies store, List<Place> places) throws IOException {
        var found = new ArrayList<byte[]>();
        for (var place : places) {
            found.add(store.read(place));
        }
        return found;
    }

    private static List<byte[]> sealed(List<Copy> copies) {
        return copies.stream().map(Copy::sealed).toList();
    }

    private static List<Place> scan(Copies store, int from) throws IOException {
        var places = new ArrayList<Place>();
        store.scan(from, places::add);
        return places;
    }
}
