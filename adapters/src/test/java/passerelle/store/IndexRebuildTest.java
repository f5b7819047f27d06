package passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static passerelle.store.Story.NORTH;
import static passerelle.store.Story.REGISTRY;
import static passerelle.store.Story.SOUTH;
import static passerelle.store.Story.id;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FailureCode;
import passerelle.model.PartnerId;
import passerelle.vault.Copies.Place;

class IndexRebuildTest {
    private static final int MESSAGES = 400;
    /** So many ids make a file. */
    private static final int HELD = 8_192;

    @TempDir
    Path home;

    private final Story story = new Story();

    /** Everything that can be asked. */
    private record Answers(
            List<Optional<Journey>> journeys,
            List<Optional<Known>> known,
            List<Summary> found,
            Map<PartnerId, QueueState> queues,
            List<Journey.Entry> gateway) {}

    @Test
    void aRebuiltIndexAnswersAsTheOriginalWhateverTheBatches() throws IOException {
        live();
        Answers original;
        try (var index = Index.open(home.resolve("one"), story)) {
            apply(index, 7);
            original = answers(index);
        }

        try (var again = Index.open(home.resolve("one"), story)) {
            assertThat(again.appliedUpTo()).isEqualTo(story.size());
            assertThat(answers(again)).isEqualTo(original);
        }
        try (var rebuilt = Index.open(home.resolve("two"), story)) {
            apply(rebuilt, 2_000);
            assertThat(answers(rebuilt)).isEqualTo(original);
        }
    }

    @Test
    void catchesUpFromWhatAnUncleanStopLeft() throws IOException {
        live();
        Files.createDirectory(home.resolve("crashed"));
        Answers original;
        try (var index = Index.open(home.resolve("one"), story)) {
            int half = story.size() / 2;
            index.apply(0, story.events().subList(0, half));
            Files.copy(home.resolve("one/index.mv.db"), home.resolve("crashed/index.mv.db"));
            apply(index, 500);
            original = answers(index);
        }

        try (var index = Index.open(home.resolve("crashed"), story)) {
            assertThat(index.appliedUpTo()).isLessThanOrEqualTo(story.size() / 2);
            apply(index, 300);

            assertThat(answers(index)).isEqualTo(original);
        }
    }

    @Test
    void whatWasAppliedIsInTheFileAtOnce() throws IOException {
        live();
        Files.createDirectory(home.resolve("crashed"));
        try (var index = Index.open(home.resolve("one"), story)) {
            apply(index, 100);
            Files.copy(home.resolve("one/index.mv.db"), home.resolve("crashed/index.mv.db"));

            try (var crashed = Index.open(home.resolve("crashed"), story)) {
                assertThat(crashed.appliedUpTo()).isEqualTo(story.size());
                assertThat(answers(crashed)).isEqualTo(answers(index));
            }
        }
    }

    @Test
    void movesAFileAsideThatH2CannotRead() throws IOException {
        live();
        var folder = home.resolve("one");
        for (int time = 1; time <= 2; time++) {
            Files.createDirectories(folder);
            Files.writeString(folder.resolve("index.mv.db"), "not a database ".repeat(1_000));

            try (var index = Index.open(folder, story)) {
                assertThat(index.appliedUpTo()).isZero();
                assertThat(folder.resolve("aside-" + time + ".mv.db")).hasSize(15_000);
                apply(index, 1_000);
                assertThat(index.known(id(1))).isPresent();
            }
        }
    }

    @Test
    void movesAFileOfAnotherSchemaAside() throws Exception {
        live();
        try (var index = Index.open(home, story)) {
            apply(index, 1_000);
        }
        try (var connection = DriverManager.getConnection("jdbc:h2:async:" + home.resolve("index"), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE schema_version SET version = 0");
        }

        try (var index = Index.open(home, story)) {
            assertThat(index.appliedUpTo()).isZero();
        }
        assertThat(home.resolve("aside-1.mv.db")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "FFFFFFFFFFFFFFFF",
                "7FFFFFFF",
                "0000000000000000",
                "00000000000000010000000000000006",
                "00000000000000030000000000000001"
            })
    void beginsAnewAfterItMetARowThatNobodyWrote(String events) throws Exception {
        live();
        try (var index = Index.open(home, story)) {
            apply(index, 1_000);
        }
        try (var connection = DriverManager.getConnection("jdbc:h2:async:" + home.resolve("index"), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute("UPDATE message SET events = X'" + events + "' WHERE idx = 1");
        }

        try (var index = Index.open(home, story)) {
            assertThat(index.appliedUpTo()).isEqualTo(story.size());
            assertThatThrownBy(() -> index.journey(id(0))).isInstanceOf(IndexFailed.class);
        }

        try (var index = Index.open(home, story)) {
            assertThat(index.appliedUpTo()).isZero();
        }
        assertThat(home.resolve("aside-1.mv.db")).exists();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM message WHERE idx = 1",
                "DELETE FROM other_event WHERE idx = 0",
                "UPDATE applied SET events = 1"
            })
    void beginsAnewWhereRowsAreLost(String loss) throws Exception {
        live();
        try (var index = Index.open(home, story)) {
            apply(index, 1_000);
        }
        try (var connection = DriverManager.getConnection("jdbc:h2:async:" + home.resolve("index"), "sa", "");
                var statement = connection.createStatement()) {
            statement.execute(loss);
        }

        try (var index = Index.open(home, story)) {
            assertThat(index.appliedUpTo()).isZero();
        }
    }

    @Test
    void worksAgainWithinThreeStartsWhereverTheFileIsDamaged() throws IOException {
        live();
        try (var index = Index.open(home.resolve("one"), story)) {
            apply(index, 1_000);
        }
        var bytes = Files.readAllBytes(home.resolve("one/index.mv.db"));
        int setAside = 0;

        for (int damage = 0; damage < 8; damage++) {
            var folder = Files.createDirectory(home.resolve("damage" + damage));
            var junk = new byte[8_192];
            new Random(damage).nextBytes(junk);
            var changed = ByteBuffer.wrap(bytes.clone());
            changed.put((int) ((long) damage * (bytes.length - junk.length) / 8), junk);
            Files.write(folder.resolve("index.mv.db"), changed.array());

            int starts = 1;
            while (starts <= 3 && !works(folder)) {
                starts++;
            }

            assertThat(starts).isLessThanOrEqualTo(3);
            setAside += Files.exists(folder.resolve("aside-1.mv.db")) ? 1 : 0;
        }
        assertThat(setAside).isPositive();
    }

    @Test
    void knowsEachOfMoreMessagesThanAreHeldInMemoryAfterItWasOpenedAgain() throws IOException {
        many(0, HELD + 500);
        try (var index = Index.open(home, story)) {
            apply(index, 3_000);
            assertKnown(index, HELD + 500);
        }
        assertThat(home.resolve("messages-1-1.run")).exists();

        try (var index = Index.open(home, story)) {
            assertKnown(index, HELD + 500);
            many(HELD + 500, 2 * HELD + 700);
            apply(index, 3_000);
            assertKnown(index, 2 * HELD + 700);
            assertThat(index.journey(id(3)).orElseThrow().events()).hasSize(1);
        }
        assertThat(home.resolve("messages-1-2.run")).exists();
    }

    @Test
    void beginsAnewWhereTheFilesOfItsMessagesAreLost() throws IOException {
        many(0, HELD);
        try (var index = Index.open(home, story)) {
            apply(index, 3_000);
        }
        Files.delete(home.resolve("messages-1-1.run"));

        try (var index = Index.open(home, story)) {
            assertThat(index.appliedUpTo()).isZero();
            apply(index, 3_000);
            assertKnown(index, HELD);
        }
        assertThat(home.resolve("aside-1.mv.db")).exists();
    }

    @Test
    void doesNotKnowAMessageWhoseRowACrashTook() throws IOException {
        var crashed = Files.createDirectory(home.resolve("crashed"));
        many(0, 10);
        try (var index = Index.open(home, story)) {
            apply(index, 10);
        }
        Files.copy(home.resolve("index.mv.db"), crashed.resolve("index.mv.db"));
        many(10, HELD);
        try (var index = Index.open(home, story)) {
            apply(index, 3_000);
        }
        Files.copy(home.resolve("messages-1-1.run"), crashed.resolve("messages-1-1.run"));

        try (var index = Index.open(crashed, story)) {
            assertKnown(index, 10);
            assertThat(index.known(id(11))).isEmpty();
            assertThat(index.journey(id(11))).isEmpty();

            apply(index, 2_000);
            assertKnown(index, HELD);
        }
    }

    @Test
    void whatACrashTookOfTheCopiesPlacesIsInTheSegmentsThatAreReadAgain() throws IOException {
        var places = new ArrayList<Place>();
        for (int number = 0; number < HELD + 3_000; number++) {
            places.add(new Place(id(number), "received", 1 + number / 2_000, number, 100));
        }
        var crashed = Files.createDirectory(home.resolve("crashed"));
        try (var index = Index.open(home, story)) {
            for (int from = 0; from < places.size(); from += 500) {
                index.place(places.subList(from, Math.min(places.size(), from + 500)));
            }
            for (var file : List.of("index.mv.db", "copies-1-1.run")) {
                Files.copy(home.resolve(file), crashed.resolve(file));
            }
        }

        try (var index = Index.open(crashed, story)) {
            int again = index.placesFrom();
            index.place(
                    places.stream().filter(place -> place.segment() >= again).toList());
            for (var place : places) {
                assertThat(index.copy(place.id(), "received")).contains(place);
            }
        }
    }

    @Test
    void refusesAFileThatAnotherProcessHasAndLeavesIt() throws IOException {
        Index.open(home, story).close();
        var file = home.resolve("index.mv.db");

        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.lock()) {
            assertThat(lock.isValid()).isTrue();
            assertThatThrownBy(() -> Index.open(home, story))
                    .isInstanceOf(IOException.class)
                    .hasMessage(file + " is in use by another process");
        }
        assertThat(home.resolve("aside-1.mv.db")).doesNotExist();
    }

    @Test
    void anInterruptedReaderHurtsNobodyElse() throws IOException {
        live();
        try (var index = Index.open(home, story)) {
            apply(index, 1_000);
        }
        try (var index = Index.open(home, story)) {
            Thread.currentThread().interrupt();
            assertThat(index.journey(id(7))).isPresent();
            assertThat(Thread.interrupted()).isTrue();

            assertThat(answers(index).journeys()).allMatch(Optional::isPresent);
            apply(index, 10);
        }
    }

    private void many(int from, int to) {
        for (int number = from; number < to; number++) {
            story.received(number);
        }
    }

    private static void assertKnown(Index index, int messages) {
        var asked = IntStream.range(-5, messages).mapToObj(Story::id).toList();
        assertThat(index.known(asked)).hasSize(messages);
        for (int number = 0; number < messages; number++) {
            assertThat(index.known(id(number))).map(Known::receivedDigest).contains("digest " + number);
        }
        assertThat(index.known(id(messages))).isEmpty();
    }

    private void live() {
        var random = new Random(7);
        story.gateway(Type.STARTED);
        for (int i = 0; i < MESSAGES; i++) {
            story.received(i, i % 5 == 0 ? SOUTH : NORTH).queued(i, REGISTRY);
            if (i % 3 == 0) {
                story.queued(i, SOUTH).attempted(i, SOUTH, 1).delivered(i, SOUTH);
            }
        }
        for (int i = 0; i < 4 * MESSAGES; i++) {
            int number = random.nextInt(MESSAGES);
            switch (random.nextInt(6)) {
                case 0 -> story.attempted(number, REGISTRY, 1 + random.nextInt(4));
                case 1 -> story.failed(number, REGISTRY, 2, FailureCode.DELIVER_BUSY, Story.time(9_999));
                case 2 -> story.delivered(number, REGISTRY);
                case 3 -> story.dead(number, REGISTRY, FailureCode.DELIVER_REJECTED);
                case 4 -> story.replayed(number, REGISTRY);
                default -> story.repeated(number).gateway(Type.CONFIGURED);
            }
        }
    }

    private void apply(Index index, int batch) {
        var events = story.events();
        for (int from = (int) index.appliedUpTo(); from < events.size(); from += batch) {
            index.apply(from, events.subList(from, Math.min(events.size(), from + batch)));
        }
    }

    private static Answers answers(Index index) {
        var journeys = new ArrayList<Optional<Journey>>();
        var known = new ArrayList<Optional<Known>>();
        for (int i = 0; i < MESSAGES; i++) {
            journeys.add(index.journey(id(i)));
            known.add(index.known(id(i)));
        }
        return new Answers(
                journeys,
                known,
                index.find(new Query(Optional.empty(), Optional.empty(), Optional.empty(), MESSAGES)),
                index.queues(),
                index.gatewayEvents(MESSAGES));
    }

    private boolean works(Path folder) {
        try (var index = Index.open(folder, story)) {
            apply(index, 1_000);
            return answers(index).journeys().stream().allMatch(Optional::isPresent);
        } catch (IndexFailed | IOException e) {
            return false;
        }
    }
}
