package passerelle.adapter.http;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The media type of a request, in lower case and without its parameters; "" when it states none.
 *
 * @param charset the parameter of that name (RFC 7303)
 */
public record MediaType(String value, Optional<String> charset) {
    private static final Pattern CHARSET =
            Pattern.compile(";\\s*charset\\s*=\\s*\"?([^\\s;\"]+)", Pattern.CASE_INSENSITIVE);

    public static MediaType of(HttpServletRequest request) {
        var type = request.getContentType() == null ? "" : request.getContentType();
        var charset = CHARSET.matcher(type);
        return new MediaType(
                type.split(";", 2)[0].trim().toLowerCase(Locale.ROOT),
                charset.find() ? Optional.of(charset.group(1)) : Optional.empty());
    }

    /** XML as RFC 7303 names it. */
    public boolean isXml() {
        return value.equals("application/xml") || value.equals("text/xml") || value.endsWith("+xml");
    }

    /** Several parts: a message with attachments (RFC 2387). */
    public boolean isMultipart() {
        return value.startsWith("multipart/");
    }
}
