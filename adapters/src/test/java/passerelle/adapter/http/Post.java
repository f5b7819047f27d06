package passerelle.adapter.http;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Locale;

/** A partner's HTTP client, as tests need it. */
public final class Post {
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private Post() {}

    /** A request with the login of {@code border}. */
    public static HttpRequest.Builder to(String address) {
        return anonymousTo(address).header("Authorization", basic("border", "pass wörd"));
    }

    /** A request without a login. */
    public static HttpRequest.Builder anonymousTo(String address) {
        return HttpRequest.newBuilder(URI.create(address)).timeout(Duration.ofSeconds(20));
    }

    /** An Authorization header. */
    public static String basic(String user, String password) {
        return "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** Sends and reads the answer as text. */
    public static HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
        return CLIENT.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Posts text of a media type with the login of {@code border}. */
    public static HttpResponse<String> send(String address, String type, String body) throws Exception {
        return send(to(address).header("Content-Type", type).POST(HttpRequest.BodyPublishers.ofString(body)));
    }

    /** Names that Camel or a bean would act upon, in three casings. */
    public static void storm(HttpRequest.Builder request) {
        for (var name : new String[] {
            "CamelHttpUri",
            "CamelHttpPath",
            "CamelHttpMethod",
            "CamelFileName",
            "CamelFileNameProduced",
            "CamelBeanMethodName",
            "CamelXsltResourceUri",
            "CamelExecCommandExecutable",
            "CamelSqlQuery",
            "CamelJmsDestinationName",
            "JMSDestination",
            "JMSReplyTo",
            "JMSCorrelationID",
            "operationName",
            "operationNamespace",
            "CamelToEndpoint",
            "CamelSlipEndpoint",
            "CamelRecipientListEndpoint",
            "CamelRedelivered",
            "CamelCharsetName",
            "messageId",
            "partner",
            "purpose",
            "breadcrumbId",
            "CamelTimerName",
            "CamelLanguageScript",
            "CamelFilterMatched",
            "CamelFileParent",
            "CamelFilePath",
            "CamelFileAbsolutePath",
            "CamelCxfMessage",
            "CamelCxfRsUsingHttpApi",
            "CamelDestinationOverrideUrl"
        }) {
            request.header(name, "x");
            request.header("X-" + name.toUpperCase(Locale.ROOT), "x");
            request.setHeader(name.toLowerCase(Locale.ROOT), "x");
        }
    }
}
