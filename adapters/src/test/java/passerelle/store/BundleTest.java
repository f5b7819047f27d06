package passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static passerelle.store.Story.id;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FailureCode;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.store.Roll.Member;
import passerelle.store.Roll.Sent;

/** What the index knows of records that share a bundle. */
class BundleTest {
    private static final PartnerId NORTH = new PartnerId("north");
    private static final PartnerId SOUTH = new PartnerId("south");
    private static final MessageId BUNDLE = MessageId.of(NORTH, "bundle a 1");

    @TempDir
    Path folder;

    private final Story story = new Story();

    @SuppressWarnings("NullAway.Init")
    private Index index;

    @BeforeEach
    void open() throws IOException {
        index = Index.open(folder, story);
    }

    @AfterEach
    void close() throws IOException {
        index.close();
    }

    @Test
    void knowsEachRecordOfABundle() {
        bundle(3).tell();

        assertThat(index.known(List.of(id(1), id(3), id(4))))
                .isEqualTo(
                        Map.of(id(1), new Known(digest(1), Story.time(0)), id(3), new Known(digest(3), Story.time(0))));
    }

    @Test
    void countsRecordsAndNotBundles() {
        bundle(3).tell();
        assertThat(queue().waiting()).isEqualTo(3);

        delivered(3).tell();

        assertThat(queue()).satisfies(queue -> {
            assertThat(queue.waiting()).isZero();
            assertThat(queue.delivered()).isEqualTo(3);
        });
    }

    @Test
    void countsARecordThatWasSetApartByItself() {
        bundle(3).tell();
        dead(2);
        delivered(2).tell();

        assertThat(queue()).satisfies(queue -> {
            assertThat(queue.waiting()).isZero();
            assertThat(queue.delivered()).isEqualTo(2);
            assertThat(queue.dead()).isEqualTo(1);
        });
    }

    @Test
    void aBundleOfWhichEveryRecordWasSetApartWaitsNoMore() {
        bundle(3).tell();
        dead(1);
        dead(2);
        tell();
        assertThat(queue()).satisfies(queue -> {
            assertThat(queue.waiting()).isEqualTo(1);
            assertThat(queue.dead()).isEqualTo(2);
        });

        dead(3);
        tell();

        assertThat(queue()).satisfies(queue -> {
            assertThat(queue.waiting()).isZero();
            assertThat(queue.oldestWaitingSince()).isEmpty();
            assertThat(queue.dead()).isEqualTo(3);
        });
        assertThat(index.journey(BUNDLE).orElseThrow()).satisfies(journey -> {
            assertThat(journey.summary().state()).isEqualTo(State.ACCEPTED);
            assertThat(journey.deliveries()).isEmpty();
        });
    }

    @Test
    void soItIsWhenAllOfItIsToldAtOnce() {
        bundle(3);
        dead(1);
        dead(2);
        dead(3);
        tell();

        assertThat(queue()).satisfies(queue -> {
            assertThat(queue.waiting()).isZero();
            assertThat(queue.dead()).isEqualTo(3);
        });
    }

    @Test
    void tellsTheJourneyOfARecordByItsBundle() {
        bundle(3);
        delivered(3).tell();

        var journey = index.journey(id(2)).orElseThrow();

        assertThat(journey.place()).contains(new Journey.InBundle(BUNDLE, 12));
        assertThat(journey.summary().id()).isEqualTo(id(2));
        assertThat(journey.summary().state()).isEqualTo(State.DELIVERED);
        assertThat(journey.events())
                .extracting(entry -> entry.event().type())
                .containsExactly(Type.RECEIVED, Type.QUEUED, Type.DELIVERED);
    }

    @Test
    void tellsWhatBefellARecordAloneWithinItsBundle() {
        bundle(3);
        dead(2);
        delivered(2).tell();

        assertThat(index.journey(id(2)).orElseThrow()).satisfies(journey -> {
            assertThat(journey.summary().state()).isEqualTo(State.DEAD);
            assertThat(journey.deliveries()).extracting(Delivery::state).containsExactly(State.DEAD);
        });
        assertThat(index.journey(id(1)).orElseThrow().deliveries())
                .extracting(Delivery::state)
                .containsExactly(State.DELIVERED);
    }

    @Test
    void aRecordThatCameAgainAfterItWasRefusedIsAsItsBundleIs() {
        story.add(story.at(Type.REFUSED)
                .with(Fact.MESSAGE, id(1))
                .with(Fact.SENDER, NORTH)
                .with(Fact.CODE, FailureCode.MAP_BAD_VALUE.code()));
        tell();
        assertThat(index.journey(id(1)).orElseThrow().summary().state()).isEqualTo(State.REFUSED);

        bundle(2);
        delivered(2).tell();

        assertThat(index.journey(id(1)).orElseThrow()).satisfies(journey -> {
            assertThat(journey.summary().state()).isEqualTo(State.DELIVERED);
            assertThat(journey.events())
                    .extracting(entry -> entry.event().type())
                    .containsExactly(Type.REFUSED, Type.RECEIVED, Type.QUEUED, Type.DELIVERED);
        });
    }

    @Test
    void aRecordWithheldFromOneRecipientStaysAccepted() {
        bundle(2);
        story.add(story.at(Type.REFUSED)
                .with(Fact.MESSAGE, id(1))
                .with(Fact.SENDER, NORTH)
                .with(Fact.RECIPIENT, "west")
                .with(Fact.CODE, FailureCode.POLICY_NON_REFOULEMENT.code()));
        tell();

        assertThat(index.journey(id(1)).orElseThrow().summary().state()).isEqualTo(State.ACCEPTED);
        assertThat(index.known(id(1))).contains(new Known(digest(1), Story.time(0)));
    }

    @Test
    void findsARecordAfterItWasClosedAndOpened() throws IOException {
        bundle(3).tell();
        index.close();

        open();

        assertThat(index.known(id(3))).contains(new Known(digest(3), Story.time(0)));
        assertThat(index.journey(id(3)).orElseThrow().place()).contains(new Journey.InBundle(BUNDLE, 13));
    }

    @Test
    void beginsAnewWhereTheFilesOfItsRecordsAreLost() throws IOException {
        bundle(3).tell();
        index.close();
        Files.delete(folder.resolve("members-1-1.run"));

        open();

        assertThat(index.appliedUpTo()).isZero();
        assertThat(folder.resolve("aside-1.mv.db")).exists();
        tell();
        assertThat(index.known(id(3))).isPresent();
    }

    @Test
    void knowsNoRecordOfAnIndexThatWasTakenAway() throws IOException {
        bundle(3).tell();
        index.close();
        Files.delete(folder.resolve("index.mv.db"));

        open();

        assertThat(index.known(id(3))).isEmpty();
        assertThat(folder.resolve("members-1-1.run")).doesNotExist();
    }

    @Test
    void doesNotKnowARecordWhoseBundleACrashTookOutOfTheIndex() throws IOException {
        var before = Files.createDirectory(folder.resolve("before"));
        story.gateway(Type.STARTED);
        tell();
        index.close();
        Files.copy(folder.resolve("index.mv.db"), before.resolve("index.mv.db"));
        open();
        bundle(3).tell();
        index.close();
        Files.copy(folder.resolve("members-1-1.run"), before.resolve("members-1-1.run"));

        try (var behind = Index.open(before, story)) {
            assertThat(behind.known(id(3))).isEmpty();
            assertThat(behind.journey(id(3))).isEmpty();

            behind.apply(
                    behind.appliedUpTo(),
                    story.events().subList((int) behind.appliedUpTo(), story.size()),
                    Map.of(BUNDLE, roll(3)));

            assertThat(behind.known(id(3))).contains(new Known(digest(3), Story.time(1)));
        }
        open();
    }

    @Test
    void doesNotKnowRecordsOfABundleWhoseRollIsLost() {
        bundle(2);
        index.apply(0, story.events());

        assertThat(index.known(id(1))).isEmpty();
        assertThat(index.journey(BUNDLE)).isPresent();
    }

    @Test
    void aRollIsTheSameAfterItWasKept() {
        var roll = roll(3);

        assertThat(Roll.decode(roll.encode())).isEqualTo(roll);
        assertThat(roll.find(id(2))).contains(new Roll.Slice(10, 20));
        assertThat(roll.find(id(9))).isEmpty();
    }

    private QueueState queue() {
        return Objects.requireNonNull(index.queues().get(SOUTH));
    }

    private BundleTest bundle(int records) {
        story.add(story.at(Type.RECEIVED)
                .with(Fact.MESSAGE, BUNDLE)
                .with(Fact.SENDER, NORTH)
                .with(Fact.RECEIVED_DIGEST, "digest")
                .with(Fact.RECEIVED_AT, Story.time(story.size()))
                .with(Fact.COUNT, records)
                .with(Fact.ROLL, "roll"));
        return about(Type.QUEUED, records);
    }

    private BundleTest delivered(int records) {
        return about(Type.DELIVERED, records);
    }

    private BundleTest about(Type type, int records) {
        story.add(story.at(type)
                .with(Fact.MESSAGE, BUNDLE)
                .with(Fact.RECIPIENT, SOUTH)
                .with(Fact.COUNT, records));
        return this;
    }

    private void dead(int record) {
        story.dead(record, SOUTH, FailureCode.MAP_UNWRITABLE);
    }

    private void tell() {
        long from = index.appliedUpTo();
        index.apply(from, story.events().subList((int) from, story.size()), Map.of(BUNDLE, roll(3)));
    }

    private static String digest(int number) {
        return "%064x".formatted(number);
    }

    private static Roll roll(int records) {
        return new Roll(LongStream.rangeClosed(1, records)
                .mapToObj(n -> new Member(
                        id((int) n),
                        10 + n,
                        "notice",
                        digest((int) n),
                        (int) n * 10,
                        List.of(new Sent(SOUTH, "A-1 v1", "view " + n))))
                .toList());
    }
}
