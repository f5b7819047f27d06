package passerelle.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import passerelle.audit.AuditLog;
import passerelle.audit.AuditVerifier;
import passerelle.model.AuditEvent;
import passerelle.model.AuditEvent.Fact;
import passerelle.model.AuditEvent.Type;

/** What senders, the recipient's files and the audit log each say, and where they differ. */
final class KillTally {
    private static final int MOST_TOLD = 50;

    private final Set<Long> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicInteger unanswered = new AtomicInteger();
    private final Set<String> differences = ConcurrentHashMap.newKeySet();

    /** Whether the sender may go on to its next message. @param status of the answer, if there was one */
    boolean isAcknowledged(long number, Optional<Integer> status) {
        if (status.filter(Target::isAcknowledged).isPresent()) {
            acknowledged.add(number);
            return true;
        }
        unanswered.incrementAndGet();
        // A gateway that starts or stops says 503; every other refusal of a good message is a fault.
        status.filter(code -> code != 503).ifPresent(code -> differs("a message was answered " + code));
        return false;
    }

    void differs(String what) {
        if (differences.size() < MOST_TOLD) {
            differences.add(what);
        }
    }

    int acknowledged() {
        return acknowledged.size();
    }

    int unanswered() {
        return unanswered.get();
    }

    List<String> differences() {
        return List.copyOf(new TreeSet<>(differences));
    }

    /** Proves the audit log, also while it is written to; what it found in a few words. */
    String verify(Path data) throws IOException {
        return AuditVerifier.verify(data.resolve("audit"), data.resolve("keys/audit.guard"))
                .match(intact -> "intact with " + intact.entries() + " entries", damaged -> {
                    differs("the audit log is damaged at record " + damaged.record() + ": " + damaged.what());
                    return "DAMAGED";
                });
    }

    /** Compares what was acknowledged, what was delivered and what the log tells, once the gateway has stopped. */
    void compare(List<DeliveredFiles.Line> lines, Path data) throws IOException {
        var byPerson = new HashMap<String, Integer>();
        var byMessage = new HashMap<String, Integer>();
        for (var line : lines) {
            byPerson.merge(line.person(), 1, Integer::sum);
            byMessage.merge(line.message(), 1, Integer::sum);
        }
        for (long number : acknowledged) {
            if (byPerson.remove(CrossingReport.personReference(number)) == null) {
                differs("an acknowledged message was not delivered: number " + number);
            }
        }
        byPerson.keySet().forEach(person -> differs("delivered without an acknowledgement: " + person));
        byMessage.forEach((message, count) -> {
            if (count > 1) {
                differs("delivered " + count + " times: " + message);
            }
        });
        var events = events(data);
        same("received", count(events, Type.RECEIVED), byMessage);
        same("delivered", count(events, Type.DELIVERED), byMessage);
        count(events, Type.DEAD).keySet().forEach(message -> differs("a dead letter: " + message));
    }

    private void same(String what, Map<String, Integer> log, Map<String, Integer> files) {
        log.forEach((message, count) -> {
            if (count != 1) {
                differs("the audit log says " + count + " times that it was " + what + ": " + message);
            }
            if (!files.containsKey(message)) {
                differs("the audit log says that it was " + what + ", and no file has it: " + message);
            }
        });
        files.keySet().stream()
                .filter(message -> !log.containsKey(message))
                .forEach(message -> differs("the audit log does not say that it was " + what + ": " + message));
    }

    private static Map<String, Integer> count(List<AuditEvent> events, Type type) {
        var counts = new HashMap<String, Integer>();
        for (var event : events) {
            if (event.type() == type) {
                event.fact(Fact.MESSAGE).ifPresent(message -> counts.merge(message, 1, Integer::sum));
            }
        }
        return counts;
    }

    private static List<AuditEvent> events(Path data) throws IOException {
        var events = new ArrayList<AuditEvent>();
        try (var log = AuditLog.open(
                data.resolve("audit"),
                data.resolve("keys/audit.key"),
                data.resolve("keys/audit.guard"),
                "passerelle",
                Clock.systemUTC())) {
            log.read(0, (position, event) -> events.add(event));
        }
        return events;
    }
}
