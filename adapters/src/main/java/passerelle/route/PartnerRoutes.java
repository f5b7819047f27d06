package passerelle.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
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
    private final Path data;

    /** @param data folder of the gateway: a folder below it that a partner's files go to is made */
    public PartnerRoutes(CamelContext camel, Path data) {
        this.camel = camel;
        this.data = data;
    }

    /** Begins all ways of all partners of a plan. */
    public void addAll(Plan plan) throws IOException {
        for (var partner : plan.configuration().partners()) {
            for (var end : End.of(partner, plan)) {
                add(end, partner);
            }
        }
    }

    /** Begins a way; it takes and delivers when this returns. */
    void add(End end, Partner partner) throws IOException {
        var parameters = new HashMap<String, Object>();
        if (end.template().startsWith("deliver-")) {
            var way = partner.receives().orElseThrow();
            parameters.putAll(parameters(way));
            // A folder elsewhere is a mount that must be there; one below the data folder is ours to make.
            if (way instanceof Outbound.Folder folder && folder.path().startsWith(data)) {
                Files.createDirectories(folder.path());
            }
        }
        parameters.put("partner", partner.id().value());
        TemplatedRouteBuilder.builder(camel, end.template())
                .routeId(end.route())
                .parameters(parameters)
                .add();
    }

    /** Ends a way; what is under way on it comes to its end first. */
    void remove(End end) throws Exception {
        camel.getRouteController().stopRoute(end.route());
        camel.removeRoute(end.route());
    }

    /** What a template needs to know of a way out. */
    static Map<String, Object> parameters(Outbound way) {
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
