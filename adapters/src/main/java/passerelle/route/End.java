package passerelle.route;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * One way of a partner in or out as it runs: a route made from a template.
 *
 * @param template that the route is made from
 * @param held what the running route keeps of the configuration: when that is the same, the route is left alone, and
 *     what else changed is asked for anew with each message
 */
record End(String template, PartnerId partner, List<Object> held) {

    /** {@code receive-soap.xaa-registry}. */
    String route() {
        return template + "." + partner;
    }

    /** All ways of a partner, as a plan has them. */
    static List<End> of(Partner partner, Plan plan) {
        var ends = new ArrayList<End>();
        for (var way : partner.sends()) {
            ends.add(new End("receive-" + RouteFiles.name(way), partner.id(), held(way, plan)));
        }
        partner.receives()
                .ifPresent(way -> ends.add(new End("deliver-" + RouteFiles.name(way), partner.id(), held(way))));
        return ends;
    }

    private static List<Object> held(Inbound way, Plan plan) {
        if (way instanceof Inbound.Soap soap) {
            var format = plan.format(soap.format());
            // The contract is read when the address is opened.
            return List.of(
                    soap.format(),
                    format.map(found -> found.wsdlDigest()),
                    format.map(found -> found.isWholeEnvelope()));
        }
        if (way instanceof Inbound.Mllp mllp) {
            return List.of(mllp.port(), mllp.from(), mllp.tls(), mllp.idle(), mllp.connections());
        }
        boolean asksEachTime = way instanceof Inbound.Xml || way instanceof Inbound.Files;
        return asksEachTime ? List.of() : List.of(way);
    }

    private static List<Object> held(Outbound way) {
        return way instanceof Outbound.Files ? List.of(PartnerRoutes.parameters(way), folder(way)) : List.of(way);
    }

    /** A folder of ours is made when the route is. */
    private static Optional<Object> folder(Outbound way) {
        return way instanceof Outbound.Folder folder ? Optional.of(folder.path()) : Optional.empty();
    }
}
