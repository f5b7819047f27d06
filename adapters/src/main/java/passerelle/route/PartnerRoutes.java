package passerelle.route;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.camel.CamelContext;
import org.apache.camel.builder.TemplatedRouteBuilder;
import passerelle.model.Outbound;
import passerelle.model.Outbound.Batch;
import passerelle.model.Partner;

/** Makes a partner's routes from the templates: one for each way in, and one for the way out. */
public final class PartnerRoutes {
    private final CamelContext camel;

    public PartnerRoutes(CamelContext camel) {
        this.camel = camel;
    }

    public void add(Partner partner) {
        for (var way : partner.sends()) {
            route("receive-" + RouteFiles.name(way), partner, Map.of());
        }
        partner.receives().ifPresent(way -> route("deliver-" + RouteFiles.name(way), partner, parameters(way)));
    }

    private void route(String template, Partner partner, Map<String, Object> parameters) {
        var all = new HashMap<>(parameters);
        all.put("partner", partner.id().value());
        TemplatedRouteBuilder.builder(camel, template)
                .routeId(template + "." + partner.id())
                .parameters(all)
                .add();
    }

    private static Map<String, Object> parameters(Outbound way) {
        if (way instanceof Outbound.Soap soap) {
            return Map.of("connections", soap.connections());
        }
        if (way instanceof Outbound.Mllp mllp) {
            return Map.of("connections", mllp.connections());
        }
        return parameters(((Outbound.Files) way).batch());
    }

    private static Map<String, Object> parameters(Batch batch) {
        return Map.of(
                "most-records",
                batch.most(),
                "linger-millis",
                batch.linger().toMillis(),
                "at",
                batch.at().stream().map(Object::toString).collect(Collectors.joining(",")),
                "first-sequence",
                batch.sequenceStart());
    }
}
