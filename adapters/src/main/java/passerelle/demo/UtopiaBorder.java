package passerelle.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A system that posts documents over HTTP, as the border register of Utopia does with SOAP 1.1. */
public final class UtopiaBorder {
    private final HttpClient http = HttpClient.newHttpClient();
    private final URI address;
    private final String authorization;

    public UtopiaBorder(URI address, String user, String password) {
        this.address = address;
        this.authorization =
                "Basic " + Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    /** @param status of HTTP */
    public record Reply(int status, String body) {}

    /** Calls with this content of the SOAP body. */
    public Reply call(String payload) throws IOException, InterruptedException {
        return post("<soap:Envelope xmlns:soap=\"http://schemas.xmlsoap.org/soap/envelope/\"><soap:Body>" + payload
                + "</soap:Body></soap:Envelope>");
    }

    /** Posts a document as it is. */
    public Reply post(String document) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(address)
                .header("Content-Type", "text/xml; charset=utf-8")
                .header("SOAPAction", "\"\"")
                .header("Authorization", authorization)
                .POST(BodyPublishers.ofString(document))
                .build();
        var response = http.send(request, BodyHandlers.ofString());
        return new Reply(response.statusCode(), response.body());
    }
}
