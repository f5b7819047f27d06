package passerelle.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;

/** The media type of a request without its parameters, in lower case; "" when it states none. */
public record MediaType(String value) {

    public static MediaType of(HttpServletRequest request) {
        var type = request.getContentType();
        return new MediaType(type == null ? "" : type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT));
    }

    /** XML as RFC 7303 names it. */
    public boolean isXml() {
        return value.equals("application/xml") || value.equals("text/xml") || value.endsWith("+xml");
    }
}
