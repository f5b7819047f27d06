package passerelle.route;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import passerelle.model.Decision.Grant;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;
import passerelle.translate.Received;

/** What is counted and timed, by partner, format and code; never by anything of a message. */
public final class Counted {
    private final MeterRegistry registry;
    private final Map<String, Timer> timers = new ConcurrentHashMap<>();

    public Counted(MeterRegistry registry) {
        this.registry = registry;
    }

    void received(Received received) {
        registry.counter(
                        "passerelle.received",
                        "partner",
                        received.sender().value(),
                        "format",
                        received.format().value())
                .increment();
    }

    void refused(Received received, Failure failure) {
        registry.counter(
                        "passerelle.refused",
                        "partner",
                        received.sender().value(),
                        "format",
                        received.format().value(),
                        "code",
                        failure.code().code())
                .increment();
    }

    void accepted(Read read, List<Grant> grants) {
        stages(read.stages());
        for (var grant : grants) {
            registry.counter("passerelle.queued", "partner", grant.recipient().value())
                    .increment();
        }
    }

    /** Records of a file, a chunk at a time. */
    void records(
            PartnerId sender,
            FormatId format,
            FilePosition.Counts counts,
            Map<FailureCode, Integer> refused,
            Map<PartnerId, Integer> queued) {
        registry.counter("passerelle.received", "partner", sender.value(), "format", format.value())
                .increment(counts.all());
        refused.forEach((code, count) -> registry.counter(
                        "passerelle.refused", "partner", sender.value(), "format", format.value(), "code", code.code())
                .increment(count));
        queued.forEach((recipient, count) -> registry.counter("passerelle.queued", "partner", recipient.value())
                .increment(count));
    }

    void attempted(PartnerId recipient, FormatId format, int deliveries) {
        of("passerelle.attempts", recipient, format, deliveries);
    }

    void delivered(PartnerId recipient, FormatId format, int deliveries) {
        of("passerelle.delivered", recipient, format, deliveries);
    }

    void dead(PartnerId recipient, FormatId format, int deliveries) {
        of("passerelle.dead", recipient, format, deliveries);
    }

    private void of(String name, PartnerId recipient, FormatId format, int deliveries) {
        registry.counter(name, "partner", recipient.value(), "format", format.value())
                .increment(deliveries);
    }

    void stages(Stages stages) {
        stages.micros().forEach((stage, micros) -> timers.computeIfAbsent(stage, this::timer)
                .record(micros, TimeUnit.MICROSECONDS));
    }

    private Timer timer(String stage) {
        return Timer.builder("passerelle.stage")
                .tag("stage", stage)
                .serviceLevelObjectives(
                        Duration.ofMillis(1),
                        Duration.ofMillis(5),
                        Duration.ofMillis(25),
                        Duration.ofMillis(100),
                        Duration.ofSeconds(1))
                .register(registry);
    }
}
