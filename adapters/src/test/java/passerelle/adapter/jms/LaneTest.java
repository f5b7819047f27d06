package passerelle.adapter.jms;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.apache.camel.builder.RouteBuilder;
import org.apache.camel.impl.DefaultCamelContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.adapter.jms.Settled.DeadLetter;
import passerelle.audit.AuditLog;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Type;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.vault.Copies;

/** The queues and lanes on a real broker. */
class LaneTest {
    private static final PartnerId REGISTRY = new PartnerId("xaa-registry");
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    Path data;

    private final BlockingQueue<Consignment> seen = new LinkedBlockingQueue<>();
    private final MemoryGathering gathering = new MemoryGathering();
    private Broker broker;
    private Queues queues;
    private AuditLog log;
    private Copies copies;
    private DefaultCamelContext camel = new DefaultCamelContext();

    @BeforeEach
    void start() throws Exception {
        log = AuditLog.open(
                data.resolve("audit"),
                data.resolve("audit.key"),
                data.resolve("audit.guard"),
                "test",
                Clock.systemUTC());
        copies = Copies.open(data.resolve("vault"));
        open();
    }

    private void open() throws Exception {
        broker = Broker.embedded(data.resolve("broker"), Duration.ofMillis(1));
        queues = new Queues(broker.connections());
    }

    @AfterEach
    void stop() throws Exception {
        close();
        log.close();
        copies.close();
    }

    private void close() throws Exception {
        camel.stop();
        queues.close();
        broker.close();
    }

    @Test
    void deliversWhatWasAcceptedOnceAndRecordsIt() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(event(Type.QUEUED)), List.of());
        lane("lane:xaa-registry", LaneTest::done);

        assertThat(next().deliveries()).extracting(Delivery::id).containsExactly(id("a"));
        assertThat(seen.poll(500, TimeUnit.MILLISECONDS)).isNull();
        assertThat(logged()).containsExactlyInAnyOrder(Type.QUEUED, Type.DELIVERED);
    }

    @Test
    void takesTheSameDeliveryFromTheSenderOneTimeOnly() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        refuse(() -> queues.accept(List.of(delivery("a")), List.of(), List.of()));
        lane("lane:xaa-registry", LaneTest::done);

        next();

        assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();
    }

    @Test
    void tellsEachOfManyCallersAtOnceOfItsOwnMessageOnly() throws Exception {
        queues.accept(List.of(delivery("known")), List.of(), List.of());
        var refused = new ConcurrentLinkedQueue<String>();
        var callers = new ArrayList<Thread>();
        for (var name : List.of("a", "b", "known", "c", "d", "e", "f", "g", "h")) {
            callers.add(new Thread(() -> {
                try {
                    queues.accept(List.of(delivery(name)), List.of(event(Type.QUEUED)), List.of());
                } catch (QueueFault e) {
                    refused.add(name);
                }
            }));
        }

        callers.forEach(Thread::start);
        for (var caller : callers) {
            caller.join();
        }

        lane("lane:xaa-registry", LaneTest::done);
        var delivered = new ArrayList<MessageId>();
        while (delivered.size() < 9) {
            next().deliveries().forEach(delivery -> delivered.add(delivery.id()));
        }
        assertThat(refused).containsExactly("known");
        assertThat(delivered)
                .containsExactlyInAnyOrder(
                        id("known"), id("a"), id("b"), id("c"), id("d"), id("e"), id("f"), id("g"), id("h"));
        assertThat(logged()).filteredOn(Type.QUEUED::equals).hasSize(8);
    }

    @Test
    void triesAgainAfterTheGapAndCountsTheAttempt() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        lane(
                "lane:xaa-registry",
                consignment ->
                        consignment.attempt() == 1 ? again(consignment, Duration.ofMillis(700)) : done(consignment));

        next();
        long first = System.nanoTime();
        var second = next();

        assertThat(Duration.ofNanos(System.nanoTime() - first)).isGreaterThan(Duration.ofMillis(600));
        assertThat(second.attempt()).isEqualTo(2);
    }

    @Test
    void keepsTheNextTryThroughARestart() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        lane("lane:xaa-registry", consignment -> again(consignment, Duration.ofSeconds(2)));
        next();

        close();
        open();
        lane("lane:xaa-registry", LaneTest::done);

        assertThat(next().attempt()).isEqualTo(2);
    }

    @Test
    void letsOthersPassADeadLetterAndRevivesItOnce() throws Exception {
        queues.accept(List.of(delivery("poison")), List.of(), List.of());
        queues.accept(List.of(delivery("good")), List.of(), List.of());
        var mended = new AtomicBoolean();
        lane(
                "lane:xaa-registry",
                consignment -> consignment.deliveries().get(0).id().equals(id("poison")) && !mended.get()
                        ? dead(consignment)
                        : done(consignment));
        assertThat(List.of(next(), next()))
                .extracting(c -> c.deliveries().get(0).id())
                .containsExactly(id("poison"), id("good"));
        mended.set(true);

        var first = queues.revive(id("poison"), REGISTRY, delivery -> event(Type.REPLAYED));
        var second = queues.revive(id("poison"), REGISTRY, delivery -> event(Type.REPLAYED));

        assertThat(List.of(first, second)).containsExactly(true, false);
        assertThat(next().deliveries().get(0).id()).isEqualTo(id("poison"));
    }

    @Test
    void givesAFileTheSameMembersNameAndTimeOnEveryAttempt() throws Exception {
        for (var name : List.of("a", "b", "c")) {
            queues.accept(List.of(delivery(name)), List.of(), List.of());
        }
        lane(
                "lane:xaa-registry?files=true&mostRecords=10&lingerMillis=300",
                consignment ->
                        consignment.attempt() == 1 ? again(consignment, Duration.ofMillis(100)) : done(consignment));
        var first = next();
        queues.accept(List.of(delivery("late")), List.of(), List.of());

        var second = next();

        assertThat(List.of(second.id(), second.created(), ids(second)))
                .isEqualTo(List.of(first.id(), first.created(), ids(first)));
    }

    @Test
    void fillsAFileUpToItsMostRecordsAndNumbersFilesWithoutAGap() throws Exception {
        for (int i = 0; i < 5; i++) {
            queues.accept(List.of(delivery("r" + i)), List.of(), List.of());
        }
        lane("lane:xaa-registry?files=true&mostRecords=2&lingerMillis=300&firstSequence=7", LaneTest::done);

        var files = List.of(next(), next(), next());

        assertThat(files).extracting(Consignment::count).containsExactly(2, 2, 1);
        assertThat(gathering.numbers()).containsExactly(7L, 8L, 9L);
    }

    @Test
    void doesNotCutABundleThatNoLongerFitsIntoAFile() throws Exception {
        queues.accept(List.of(delivery("one")), List.of(), List.of());
        queues.accept(List.of(bundle("three", 3)), List.of(), List.of());
        lane("lane:xaa-registry?files=true&mostRecords=3&lingerMillis=300", LaneTest::done);

        assertThat(List.of(next(), next())).extracting(Consignment::count).containsExactly(1, 3);
    }

    @Test
    void goesOnWithTheOpenFileAfterARestart() throws Exception {
        lane("lane:xaa-registry?files=true&mostRecords=3&lingerMillis=60000", LaneTest::done);
        queues.accept(List.of(delivery("before")), List.of(), List.of());
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (gathering.records() < 1 && System.nanoTime() < end) {
            Thread.onSpinWait();
        }
        // The records are written before the transaction that says so is over.
        assertThat(seen.poll(1, TimeUnit.SECONDS)).isNull();

        close();
        open();
        queues.accept(List.of(delivery("after")), List.of(), List.of());
        queues.accept(List.of(delivery("last")), List.of(), List.of());
        lane("lane:xaa-registry?files=true&mostRecords=3&lingerMillis=60000", LaneTest::done);

        assertThat(ids(next())).containsExactly(id("before"), id("after"), id("last"));
        assertThat(gathering.numbers()).containsExactly(1L);
    }

    @Test
    void givesTheNumberOfAFileThatCouldNotBeMadeToTheNext() throws Exception {
        gathering.refuseNext();
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        queues.accept(List.of(delivery("b")), List.of(), List.of());
        lane("lane:xaa-registry?files=true&mostRecords=1&lingerMillis=300", LaneTest::done);

        next();
        next();

        assertThat(gathering.numbers()).containsExactly(1L);
    }

    @Test
    void letsOtherFilesPassOneThatCannotBeRead() throws Exception {
        gathering.loseNext();
        queues.accept(List.of(delivery("lost")), List.of(), List.of());
        queues.accept(List.of(delivery("good")), List.of(), List.of());
        lane("lane:xaa-registry?files=true&mostRecords=1&lingerMillis=300", LaneTest::done);

        assertThat(ids(next())).containsExactly(id("good"));
    }

    @Test
    void sendsAFileAgainAndTakesItsDeadLettersBack() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        var isDead = new AtomicBoolean(true);
        lane(
                "lane:xaa-registry?files=true&mostRecords=1&lingerMillis=300",
                consignment -> isDead.getAndSet(false) ? dead(consignment) : done(consignment));
        var first = next();

        queues.resend(REGISTRY, first.id(), List.of(event(Type.REPLAYED)));

        assertThat(next().id()).isEqualTo(first.id());
        assertThat(queues.revive(id("a"), REGISTRY, delivery -> event(Type.REPLAYED)))
                .isFalse();
    }

    @Test
    void triesAgainWhenTheRouteItselfFails() throws Exception {
        queues.accept(List.of(delivery("a")), List.of(), List.of());
        lane("lane:xaa-registry", consignment -> {
            if (consignment.attempt() == 1) {
                throw new IllegalStateException("a fault of ours");
            }
            return done(consignment);
        });

        next();

        assertThat(next().attempt()).isEqualTo(2);
    }

    private List<MessageId> ids(Consignment consignment) {
        return consignment.deliveries().stream().map(Delivery::id).toList();
    }

    private static void refuse(Runnable act) {
        try {
            act.run();
        } catch (QueueFault expected) {
            // The broker may refuse the duplicate aloud or drop it in silence: both are once.
            assertThat(expected).hasMessageContaining("broker");
        }
    }

    private Consignment next() throws InterruptedException {
        var consignment = seen.poll(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        return java.util.Objects.requireNonNull(consignment, "nothing came down the lane");
    }

    private void lane(String uri, Function<Consignment, Settled> route) throws Exception {
        camel = new DefaultCamelContext();
        camel.addComponent(
                "lane",
                new LaneComponent(
                        broker.connections(), gathering, consignment -> again(consignment, Duration.ofMillis(100))));
        camel.addRoutes(new RouteBuilder() {
            @Override
            public void configure() {
                from(uri).process(exchange -> {
                    var consignment = exchange.getMessage().getMandatoryBody(Consignment.class);
                    var settled = settle(consignment);
                    exchange.getMessage().setBody(settled);
                });
            }

            private Settled settle(Consignment consignment) {
                try {
                    return route.apply(consignment);
                } finally {
                    seen.add(consignment);
                }
            }
        });
        camel.start();
    }

    private List<Type> logged() throws Exception {
        try (var sequencer = new Sequencer(broker.connections(), log, copies, places -> {})) {
            sequencer.start(PATIENCE);
            var types = new ArrayList<Type>();
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (types.size() < 2 && System.nanoTime() < end) {
                types.clear();
                log.read(0, (index, event) -> types.add(event.type()));
                Thread.onSpinWait();
            }
            return types;
        }
    }

    private static Settled done(Consignment consignment) {
        return new Settled(List.of(), Duration.ZERO, List.of(), List.of(event(Type.DELIVERED)));
    }

    private static Settled again(Consignment consignment, Duration gap) {
        var next = consignment.deliveries().stream().map(Delivery::next).toList();
        return new Settled(next, gap, List.of(), List.of(event(Type.FAILED)));
    }

    private static Settled dead(Consignment consignment) {
        var letters = consignment.deliveries().stream()
                .map(delivery -> new DeadLetter(delivery, "MAP-UNWRITABLE", "", Instant.EPOCH, consignment.id()))
                .toList();
        return new Settled(List.of(), Duration.ZERO, letters, List.of(event(Type.DEAD)));
    }

    private static Delivery delivery(String name) {
        return new Delivery(id(name), REGISTRY, "utopia-border", "A-1 v1", "", 1, new byte[] {1, 2, 3});
    }

    private static Delivery bundle(String name, int count) {
        return delivery(name).withView(count, new byte[] {4});
    }

    private static MessageId id(String name) {
        return MessageId.of(new PartnerId("utopia-border"), name);
    }

    private static AuditEvent event(Type type) {
        return AuditEvent.at(Instant.parse("2026-11-23T12:00:00Z"), type).event();
    }
}
