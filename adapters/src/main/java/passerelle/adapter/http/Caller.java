package passerelle.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;
import java.util.function.Function;
import passerelle.model.Inbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;

/**
 * Whom a request's path names, before anyone has proved to be it.
 *
 * @param account the name as called
 * @param shape empty when there is no such partner, or it does not send this way
 */
public record Caller<T extends Inbound>(String account, Optional<PartnerId> partner, Optional<T> shape) {

    /** Reads the first and only step of the path below the servlet. */
    public static <T extends Inbound> Caller<T> of(
            HttpServletRequest request, Function<PartnerId, Optional<Partner>> partners, Class<T> shape) {
        var path = request.getPathInfo();
        var account = path == null ? "" : path.substring(1);
        var partner = parse(account).flatMap(partners);
        return new Caller<>(account, partner.map(Partner::id), partner.flatMap(found -> found.sendsBy(shape)));
    }

    private static Optional<PartnerId> parse(String account) {
        try {
            return Optional.of(new PartnerId(account));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
