package passerelle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import java.util.stream.IntStream;
import passerelle.audit.AuditVerifier;

/** A clinic, a gateway in a process of its own, and a hospital: updates of patients by MLLP all the way. */
public final class MllpRun implements AutoCloseable {
    private static final Duration LONGEST_DRAIN = Duration.ofMinutes(3);
    private static final String CLINIC =
            """
            partner: bench-clinic
            title: Clinic of the benchmark
            state: UTO
            sends:
              - {protocol: mllp, format: hl7-adt-v2, purpose: health-continuity, legal-basis: {text: "Health Act of the benchmark, s. 1", ground: 9-2-c}, port: 0, from: [127.0.0.0/8, "::1"], connections: 64}
            """;
    private static final String HOSPITAL =
            """
            partner: bench-hospital
            title: Hospital of the benchmark
            state: XAA
            role: health-authority
            receives: {protocol: mllp, format: hl7-adt-v2, host: "%s", port: %d, connections: 4}
            redelivery: {attempts: 30, first-delay: PT0.5S, multiplier: 1.5, longest-delay: PT5S, jitter: 0.2}
            """;
    private static final String AGREEMENT =
            """
            agreement: bench-clinic-bench-hospital
            version: 1
            title: Patients of the benchmark
            parties:
              sender: {id: bench-clinic, state: UTO}
              receiver: {id: bench-hospital, state: XAA}
            in-force: {from: "2020-01-01T00:00:00Z", until: "2099-12-31T23:59:59Z"}
            legal-basis: ["Treaty of the benchmark, Art. 1"]
            purposes: [health-continuity]
            messages:
              - type: HealthRecordTransfer
                from: sender
                fields: [event/code, event/recorded, person/name, person/birth, person/sex, person/identifier, visit/class, visit/place]
            other-fields: strip
            """;

    private final OwnHome home;
    private final MllpRecipient recipient;
    private final RandomGenerator random;
    private final Consumer<String> told;
    private final AtomicReference<OptionalInt> port = new AtomicReference<>(OptionalInt.empty());
    private final List<String> differences = new ArrayList<>();
    private Child child;
    private int unanswered;
    private boolean isDone;

    /**
     * What a run showed.
     *
     * @param accepted messages a second, to the last acknowledgement @param drained to the last delivery
     * @param p50 milliseconds to an answer @param cpuSeconds of the gateway for 1,000 messages
     * @param again deliveries under an MSH-10 that had come before
     */
    public record Result(
            double accepted,
            double drained,
            double p50,
            double p99,
            double cpuSeconds,
            int unanswered,
            int again,
            List<String> differences) {
        public Result {
            differences = List.copyOf(differences);
        }
    }

    private MllpRun(OwnHome home, MllpRecipient recipient, RandomGenerator random, Consumer<String> told)
            throws IOException {
        this.home = home;
        this.recipient = recipient;
        this.random = random;
        this.told = told;
        this.child = start();
    }

    /** @param checkout holds the formats and routes @param told a line a kill */
    public static MllpRun open(Path checkout, RandomGenerator random, Consumer<String> told) throws IOException {
        var recipient = new MllpRecipient();
        var home = OwnHome.make(
                checkout,
                Map.of(
                        "partners/bench-clinic.yaml", CLINIC,
                        "partners/bench-hospital.yaml", HOSPITAL.formatted("127.0.0.1", recipient.port()),
                        "agreements/bench-clinic-bench-hospital.yaml", AGREEMENT));
        return new MllpRun(home, recipient, random, told);
    }

    private Child start() throws IOException {
        return home.startGateway(List.of());
    }

    /** Where everything of this run is. */
    public Path path() {
        return home.path();
    }

    /** Sends so many messages, the first of them to warm up, over so many connections; kills the gateway in between. */
    public Result run(int warmUp, int messages, int connections, int kills) throws IOException, InterruptedException {
        awaitUp();
        send(0, warmUp, connections, 0);
        drain(warmUp);
        double cpu = child.cpuSeconds();
        long begin = System.nanoTime();
        var nanos = send(warmUp, messages, connections, kills);
        double accepted = seconds(begin);
        drain(warmUp + messages);
        double drained = seconds(begin);
        double spent = child.cpuSeconds() - cpu;
        child.stop();
        compare(warmUp + messages, connections * kills);
        isDone = differences.isEmpty();
        long[] sorted = nanos.stream().mapToLong(Long::longValue).sorted().toArray();
        return new Result(
                messages / accepted,
                messages / drained,
                percentile(sorted, 0.5),
                percentile(sorted, 0.99),
                kills == 0 ? spent * 1_000 / messages : Double.NaN,
                unanswered,
                recipient.again(),
                differences);
    }

    private static double seconds(long since) {
        return (System.nanoTime() - since) / 1e9;
    }

    private static double percentile(long[] sorted, double share) {
        return sorted.length == 0 ? 0 : sorted[(int) Math.min(sorted.length - 1, sorted.length * share)] / 1e6;
    }

    private void awaitUp() throws IOException, InterruptedException {
        int open = child.port(home.data().resolve("ports.properties"), "mllp.port.bench-clinic");
        port.set(OptionalInt.of(open));
    }

    private List<Long> send(int from, int count, int connections, int kills) throws IOException, InterruptedException {
        var acknowledged = new AtomicInteger();
        var senders = IntStream.range(0, connections)
                .mapToObj(i -> new MllpSender(
                        port::get,
                        IntStream.range(from, from + count)
                                .filter(number -> AdtMessage.patient(number) % connections == i)
                                .boxed()
                                .toList(),
                        acknowledged))
                .toList();
        var threads = senders.stream().map(sender -> new Thread(sender, "sender")).toList();
        threads.forEach(Thread::start);
        for (double share : random.doubles(kills, 0.05, 0.95).sorted().toArray()) {
            while (acknowledged.get() < share * count && threads.stream().anyMatch(Thread::isAlive)) {
                TimeUnit.MILLISECONDS.sleep(2);
            }
            port.set(OptionalInt.empty());
            child.kill();
            told.accept("killed after " + acknowledged.get() + " acknowledgements");
            child = start();
            awaitUp();
        }
        for (var thread : threads) {
            thread.join();
        }
        var nanos = new ArrayList<Long>();
        for (var sender : senders) {
            nanos.addAll(sender.nanos());
            differences.addAll(sender.refused());
            unanswered += sender.unanswered();
        }
        return nanos;
    }

    private void drain(int count) throws InterruptedException {
        long end = System.nanoTime() + LONGEST_DRAIN.toNanos();
        while (differences.isEmpty() && recipient.count() < count && System.nanoTime() < end) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    /** All delivered, each once, those about one patient in the order in which they were sent. */
    private void compare(int count, int mostAgain) throws IOException {
        var seen = new HashSet<Integer>();
        var last = new HashMap<Integer, Integer>();
        for (int number : recipient.order()) {
            if (!seen.add(number)) {
                differences.add("delivered under two ids: number " + number);
            }
            var before = last.put(AdtMessage.patient(number), number);
            if (before != null && before > number) {
                differences.add("number " + number + " came after " + before + " of the same patient");
            }
        }
        IntStream.range(0, count)
                .filter(number -> !seen.contains(number))
                .forEach(number -> differences.add("acknowledged and not delivered: number " + number));
        if (recipient.again() > mostAgain || recipient.isChanged()) {
            differences.add(recipient.again() + " came again, and at most " + mostAgain + " may, with the same bytes");
        }
        var audit = AuditVerifier.verify(home.data().resolve("audit"), home.data().resolve("keys/audit.guard"));
        audit.match(intact -> true, damaged -> differences.add("the audit log is damaged at " + damaged.record()));
    }

    /** Removes everything, unless there is something to look into. */
    @Override
    public void close() throws IOException, InterruptedException {
        child.kill();
        recipient.close();
        if (isDone) {
            home.close();
        }
    }
}
