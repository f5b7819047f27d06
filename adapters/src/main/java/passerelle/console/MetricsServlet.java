package passerelle.console;

import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.Tags;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/** {@code /metrics} in the Prometheus text format. Partner, format and code are the only labels. */
public final class MetricsServlet extends HttpServlet {
    private static final long serialVersionUID = 1;

    private final transient PrometheusMeterRegistry registry;
    private final transient MultiGauge waiting;
    private final transient MultiGauge oldest;
    private final transient Operations operations;

    public MetricsServlet(PrometheusMeterRegistry registry, Operations operations) {
        this.registry = registry;
        this.operations = operations;
        this.waiting = MultiGauge.builder("passerelle.waiting")
                .description("Deliveries that wait")
                .register(registry);
        this.oldest = MultiGauge.builder("passerelle.waiting.oldest")
                .description("Age of the oldest waiting delivery")
                .baseUnit("seconds")
                .register(registry);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var ages = new ArrayList<Operations.QueueAge>();
        operations.queueAges().forEach(ages::add);
        waiting.register(rows(ages, Operations.QueueAge::waiting), true);
        oldest.register(rows(ages, Operations.QueueAge::oldestSeconds), true);
        response.setContentType("text/plain; version=0.0.4; charset=utf-8");
        response.getOutputStream().write(registry.scrape().getBytes(StandardCharsets.UTF_8));
    }

    private static List<MultiGauge.Row<?>> rows(
            List<Operations.QueueAge> ages, Function<Operations.QueueAge, Number> value) {
        return ages.stream()
                .<MultiGauge.Row<?>>map(age ->
                        MultiGauge.Row.of(Tags.of("partner", age.partner().value()), value.apply(age)))
                .toList();
    }
}
