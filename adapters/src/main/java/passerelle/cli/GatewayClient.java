package passerelle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Properties;

/** Asks the gateway that runs on a data folder. Whoever may read the folder's operator token may ask. */
final class GatewayClient {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(5)).build();
    private final URI base;
    private final String token;

    private GatewayClient(URI base, String token) {
        this.base = base;
        this.token = token;
    }

    static GatewayClient of(Path data) {
        var ports = new Properties();
        try (var in = Files.newBufferedReader(data.resolve("ports.properties"))) {
            ports.load(in);
            var token = Files.readString(data.resolve("keys/operator.token")).strip();
            var base = URI.create("http://" + ports.getProperty("http.host") + ":" + ports.getProperty("http.port"));
            return new GatewayClient(base, token);
        } catch (NoSuchFileException e) {
            throw new Fault.Refused("no gateway runs on " + data + "; start it with: ./passerelle start");
        } catch (IOException e) {
            throw new Fault.Refused("cannot read " + data + ": " + e.getClass().getSimpleName());
        }
    }

    JsonNode get(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve("/operate/" + path)).GET());
    }

    JsonNode post(String path) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(base.resolve("/operate/" + path)).POST(BodyPublishers.noBody()));
    }

    private JsonNode send(HttpRequest.Builder request) throws IOException, InterruptedException {
        var answer = http.send(
                request.header("Authorization", "Bearer " + token)
                        .header("X-Operator", System.getProperty("user.name", "unknown"))
                        .timeout(Duration.ofSeconds(60))
                        .build(),
                BodyHandlers.ofByteArray());
        var body = answer.body().length == 0 ? JSON.createObjectNode() : JSON.readTree(answer.body());
        if (answer.statusCode() >= 400) {
            throw new Fault.Refused(body.path("problem").asText("the gateway answered " + answer.statusCode()));
        }
        return body;
    }
}
