package passerelle.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;
import static passerelle.model.FailureCode.DELIVER_EXHAUSTED;
import static passerelle.model.FailureCode.DELIVER_TIMEOUT;
import static passerelle.model.FailureCode.MAP_UNKNOWN_CODE;
import static passerelle.model.FailureCode.READ_ID_REUSED;
import static passerelle.store.Story.NORTH;
import static passerelle.store.Story.REGISTRY;
import static passerelle.store.Story.SOUTH;
import static passerelle.store.Story.id;
import static passerelle.store.Story.time;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies.Place;

class IndexTest {
    private static final Instant LATER = Instant.parse("2026-11-23T09:00:00Z");

    @TempDir
    Path folder;

    private final Story story = new Story();
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
    void aReceivedMessageIsKnownAndAccepted() {
        story.received(1);

        tell();

        assertThat(index.known(id(1))).contains(new Known("digest 1", time(0)));
        assertThat(index.known(id(2))).isEmpty();
        assertThat(index.journey(id(1)).orElseThrow().summary())
                .isEqualTo(new Summary(
                        id(1),
                        State.ACCEPTED,
                        time(0),
                        Optional.of(NORTH),
                        "notice",
                        Optional.of(new FormatId("notice-v2")),
                        "soap",
                        Optional.empty(),
                        "",
                        0,
                        0,
                        time(0),
                        1));
    }

    @Test
    void aRefusedMessageIsNotKnownAndMayBeAcceptedLater() {
        story.refused(1, MAP_UNKNOWN_CODE);
        tell();

        assertThat(index.known(id(1))).isEmpty();
        assertThat(summary(1))
                .extracting(Summary::state, Summary::code, Summary::place)
                .containsExactly(State.REFUSED, Optional.of(MAP_UNKNOWN_CODE), "line 3");

        story.received(1).queued(1, SOUTH);
        tell();

        assertThat(index.known(id(1))).contains(new Known("digest 1", time(1)));
        assertThat(summary(1))
                .extracting(Summary::state, Summary::arrived, Summary::code, Summary::place)
                .containsExactly(State.WAITING, time(1), Optional.empty(), "");
    }

    @Test
    void anAcceptedMessageStaysAcceptedWhenItsIdIsUsedAgain() {
        story.received(1)
                .queued(1, SOUTH)
                .refused(1, READ_ID_REUSED)
                .repeated(1)
                .repeated(1)
                .received(1);
        tell();

        assertThat(index.known(id(1))).contains(new Known("digest 1", time(0)));
        assertThat(summary(1))
                .extracting(Summary::state, Summary::arrived, Summary::code, Summary::repeats)
                .containsExactly(State.WAITING, time(0), Optional.empty(), 2);
    }

    @Test
    void aMessageThatAStepEndedIsKnownAndStaysEnded() {
        story.received(1).ended(1);
        tell();
        story.repeated(1).refused(1, READ_ID_REUSED);
        tell();

        assertThat(index.known(id(1))).contains(new Known("digest 1", time(0)));
        assertThat(summary(1)).extracting(Summary::state, Summary::repeats).containsExactly(State.ENDED, 1);
        assertThat(index.find(new Query(Optional.of(NORTH), Optional.of(State.ENDED), Optional.empty(), 10)))
                .hasSize(1);
    }

    @Test
    void aQueuedDeliveryWaits() {
        story.received(1).queued(1, SOUTH);
        tell();

        assertThat(index.deliveries(State.WAITING))
                .containsExactly(delivery(State.WAITING, 0, Optional.empty(), Optional.empty(), "", 1, 1));
    }

    @Test
    void anAttemptedDeliveryIsUnderWay() {
        story.received(1).queued(1, SOUTH).attempted(1, SOUTH, 1);
        tell();

        assertThat(index.deliveries(State.DELIVERING))
                .containsExactly(delivery(State.DELIVERING, 1, Optional.empty(), Optional.empty(), "", 1, 2));
        assertThat(index.deliveries(State.WAITING)).isEmpty();
        assertThat(summary(1).state()).isEqualTo(State.DELIVERING);
    }

    @Test
    void aFailedDeliveryWaitsForItsNextTry() {
        story.received(1).queued(1, SOUTH).attempted(1, SOUTH, 1).failed(1, SOUTH, 1, DELIVER_TIMEOUT, LATER);
        tell();

        assertThat(index.deliveries(State.WAITING))
                .containsExactly(
                        delivery(State.WAITING, 1, Optional.of(LATER), Optional.of(DELIVER_TIMEOUT), "", 1, 3));
        assertThat(summary(1).code()).contains(DELIVER_TIMEOUT);
    }

    @Test
    void aSecondAttemptKeepsTheLastFailureUntilItIsDelivered() {
        story.received(1).queued(1, SOUTH).attempted(1, SOUTH, 1).failed(1, SOUTH, 1, DELIVER_TIMEOUT, LATER);
        story.attempted(1, SOUTH, 2);
        tell();

        assertThat(index.deliveries(State.DELIVERING))
                .containsExactly(
                        delivery(State.DELIVERING, 2, Optional.empty(), Optional.of(DELIVER_TIMEOUT), "", 1, 4));

        story.delivered(1, SOUTH);
        tell();

        assertThat(index.deliveries(State.DELIVERED))
                .containsExactly(delivery(State.DELIVERED, 2, Optional.empty(), Optional.empty(), "", 1, 5));
        assertThat(summary(1))
                .extracting(Summary::state, Summary::code)
                .containsExactly(State.DELIVERED, Optional.empty());
    }

    @Test
    void aDeadDeliverySaysWhyAndWaitsAgainWhenReplayed() {
        story.received(1).queued(1, SOUTH).attempted(1, SOUTH, 1).dead(1, SOUTH, MAP_UNKNOWN_CODE);
        tell();

        assertThat(index.deliveries(State.DEAD))
                .containsExactly(
                        delivery(State.DEAD, 1, Optional.empty(), Optional.of(MAP_UNKNOWN_CODE), "/notice/sex", 1, 3));

        story.replayed(1, SOUTH);
        tell();

        assertThat(index.deliveries(State.DEAD)).isEmpty();
        assertThat(index.deliveries(State.WAITING))
                .containsExactly(delivery(
                        State.WAITING, 0, Optional.empty(), Optional.of(MAP_UNKNOWN_CODE), "/notice/sex", 4, 4));
    }

    @Test
    void aMessageStandsWhereItsWorstDeliveryStands() {
        story.received(1).queued(1, SOUTH).queued(1, REGISTRY);
        story.delivered(1, SOUTH).dead(1, REGISTRY, DELIVER_EXHAUSTED);
        tell();

        var summary = summary(1);

        assertThat(summary)
                .extracting(Summary::state, Summary::recipients, Summary::code)
                .containsExactly(State.DEAD, 2, Optional.of(DELIVER_EXHAUSTED));
    }

    @Test
    void countsEachRecipientsQueue() {
        story.received(1)
                .queued(1, SOUTH)
                .queued(1, REGISTRY)
                .attempted(1, SOUTH, 1)
                .delivered(1, SOUTH);
        story.received(2).queued(2, SOUTH).attempted(2, SOUTH, 1).dead(2, SOUTH, DELIVER_EXHAUSTED);
        tell();
        story.received(3).queued(3, SOUTH).attempted(3, SOUTH, 1).received(4).queued(4, SOUTH);
        tell();

        assertThat(index.queues())
                .containsExactly(
                        Map.entry(
                                REGISTRY,
                                new QueueState(1, Optional.of(time(2)), 0, 0, Optional.empty(), Optional.empty())),
                        Map.entry(
                                SOUTH,
                                new QueueState(
                                        2,
                                        Optional.of(time(10)),
                                        1,
                                        1,
                                        Optional.of(time(4)),
                                        Optional.of(DELIVER_EXHAUSTED))));

        story.replayed(2, SOUTH).delivered(2, SOUTH);
        tell();

        assertThat(index.queues().get(SOUTH))
                .extracting(QueueState::waiting, QueueState::dead, QueueState::delivered)
                .containsExactly(2L, 0L, 2L);
    }

    @Test
    void findsMessagesNewestFirstByPartnerStateAndTime() {
        story.received(1).queued(1, SOUTH).delivered(1, SOUTH);
        story.received(2, SOUTH).queued(2, NORTH);
        story.received(3).queued(3, REGISTRY);
        story.refused(4, MAP_UNKNOWN_CODE);
        story.received(5).queued(5, SOUTH);
        tell();

        assertThat(find(Optional.empty(), Optional.empty(), Optional.empty(), 10))
                .isEqualTo(ids(5, 4, 3, 2, 1));
        assertThat(find(Optional.empty(), Optional.empty(), Optional.empty(), 2))
                .isEqualTo(ids(5, 4));
        assertThat(find(Optional.of(SOUTH), Optional.empty(), Optional.empty(), 10))
                .isEqualTo(ids(5, 2, 1));
        assertThat(find(Optional.of(SOUTH), Optional.empty(), Optional.empty(), 2))
                .isEqualTo(ids(5, 2));
        assertThat(find(Optional.of(NORTH), Optional.empty(), Optional.empty(), 10))
                .isEqualTo(ids(5, 4, 3, 2, 1));
        assertThat(find(Optional.empty(), Optional.of(State.WAITING), Optional.empty(), 10))
                .isEqualTo(ids(5, 3, 2));
        assertThat(find(Optional.of(SOUTH), Optional.of(State.DELIVERED), Optional.empty(), 9))
                .isEqualTo(ids(1));
        assertThat(find(Optional.empty(), Optional.of(State.REFUSED), Optional.empty(), 10))
                .isEqualTo(ids(4));
        assertThat(find(Optional.empty(), Optional.empty(), Optional.of(time(5)), 10))
                .isEqualTo(ids(5, 4, 3));
        assertThat(find(Optional.of(SOUTH), Optional.of(State.WAITING), Optional.of(time(4)), 10))
                .isEqualTo(ids(5));
    }

    @Test
    void tellsTheJourneyOfAMessageAndOfNoOther() {
        story.gateway(Type.STARTED).received(1).received(2).queued(1, SOUTH).queued(1, REGISTRY);
        story.attempted(1, SOUTH, 1)
                .add(story.at(Type.VIEWED).with(Fact.MESSAGE, id(1)).with(Fact.ACTOR, "ombuds"));
        tell();

        var journey = index.journey(id(1)).orElseThrow();

        assertThat(journey.events())
                .isEqualTo(List.of(1, 3, 4, 5, 6).stream()
                        .map(i -> new Journey.Entry(i, story.events().get(i)))
                        .toList());
        assertThat(journey.deliveries())
                .extracting(Delivery::recipient, Delivery::state)
                .containsExactly(tuple(REGISTRY, State.WAITING), tuple(SOUTH, State.DELIVERING));
        assertThat(index.journey(id(3))).isEmpty();
    }

    @Test
    void listsWhatHappenedToTheGatewayItself() {
        story.gateway(Type.STARTED).received(1).gateway(Type.CONFIGURED).gateway(Type.STOPPED);
        tell();

        assertThat(index.gatewayEvents(2))
                .containsExactly(
                        new Journey.Entry(3, story.events().get(3)),
                        new Journey.Entry(2, story.events().get(2)));
    }

    @Test
    void skipsWhatIsAppliedAlready() {
        story.received(1).queued(1, SOUTH).attempted(1, SOUTH, 1).repeated(1);
        tell();
        var before = index.journey(id(1));
        var queues = index.queues();

        index.apply(0, story.events());
        index.apply(2, story.events().subList(2, 4));
        index.apply(1, List.of());

        assertThat(index.appliedUpTo()).isEqualTo(4);
        assertThat(index.journey(id(1))).isEqualTo(before);
        assertThat(index.queues()).isEqualTo(queues);

        story.delivered(1, SOUTH).repeated(1);
        index.apply(2, story.events().subList(2, 6));

        assertThat(index.appliedUpTo()).isEqualTo(6);
        assertThat(summary(1)).extracting(Summary::state, Summary::repeats).containsExactly(State.DELIVERED, 2);
    }

    @Test
    void refusesAGapInTheLog() {
        story.received(1).queued(1, SOUTH);

        assertThatThrownBy(() -> index.apply(1, story.events().subList(1, 2)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("Entry 1 of the log cannot be applied before entry 0");
    }

    @Test
    void goesOnPastFactsThatDoNotRead() {
        story.add(story.at(Type.RECEIVED).with(Fact.MESSAGE, "no id"));
        story.add(story.at(Type.QUEUED).with(Fact.MESSAGE, id(1)).with(Fact.RECIPIENT, "No Partner"));
        story.add(story.at(Type.FAILED)
                .with(Fact.MESSAGE, id(2))
                .with(Fact.RECIPIENT, SOUTH)
                .with(Fact.CODE, "NO-SUCH-CODE")
                .with(Fact.ATTEMPT, "many")
                .with(Fact.NEXT_TRY, "soon"));
        tell();

        assertThat(index.appliedUpTo()).isEqualTo(3);
        assertThat(index.journey(id(1))).isEmpty();
        assertThat(index.deliveries(State.WAITING))
                .extracting(Delivery::message, Delivery::attempts, Delivery::nextTry, Delivery::code)
                .containsExactly(tuple(id(2), 0, Optional.empty(), Optional.empty()));
    }

    @Test
    void listsOneRecipientsDeliveriesOldestFirst() {
        for (int i = 0; i < 5; i++) {
            story.received(i).queued(i, i == 3 ? REGISTRY : SOUTH);
        }
        tell();

        assertThat(index.deliveries(State.WAITING, SOUTH, 3))
                .extracting(Delivery::message)
                .isEqualTo(ids(0, 1, 2));
        assertThat(index.deliveries(State.WAITING))
                .extracting(Delivery::message)
                .isEqualTo(ids(3, 0, 1, 2, 4));
    }

    @Test
    void knowsWhereCopiesLie() throws IOException {
        var first = new Place(id(1), "received", 1, 0, 100);
        var moved = new Place(id(1), "received", 3, 64, 100);
        var view = new Place(id(1), "view.south", 3, 164, 90);
        assertThat(index.placesFrom()).isEqualTo(1);

        index.place(List.of(first));
        index.place(List.of(moved, view));
        index.close();
        index = Index.open(folder, story);

        assertThat(index.copy(id(1), "received")).contains(moved);
        assertThat(index.copy(id(1), "view.south")).contains(view);
        assertThat(index.copy(id(1), "view.north")).isEmpty();
        assertThat(index.placesFrom()).isEqualTo(2);
    }

    private void tell() {
        index.apply(0, story.events());
    }

    private Summary summary(int number) {
        return index.journey(id(number)).orElseThrow().summary();
    }

    private List<MessageId> find(
            Optional<PartnerId> partner, Optional<State> state, Optional<Instant> since, int most) {
        return index.find(new Query(partner, state, since, most)).stream()
                .map(Summary::id)
                .toList();
    }

    private static List<MessageId> ids(Integer... numbers) {
        return Arrays.stream(numbers).map(Story::id).toList();
    }

    private static Delivery delivery(
            State state,
            int attempts,
            Optional<Instant> next,
            Optional<FailureCode> code,
            String place,
            int since,
            int changed) {
        return new Delivery(id(1), SOUTH, state, attempts, next, code, place, time(since), time(changed), 1);
    }
}
