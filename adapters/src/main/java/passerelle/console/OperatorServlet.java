package passerelle.console;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.route.Unpaired;

/** {@code /operate/…}: what the commands of the machine's operator ask, under the token in data/keys. */
public final class OperatorServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Operations operations;
    private final transient Retrial retrial;
    private final transient ChangeAnswers changes;
    private final transient byte[] expected;

    public OperatorServlet(Operations operations, Retrial retrial, ChangeAnswers changes, String token) {
        this.operations = operations;
        this.retrial = retrial;
        this.changes = changes;
        this.expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response, path -> switch (path[0]) {
            case "status" -> Optional.of(status());
            case "dead" -> Optional.of(operations.dead());
            case "messages" ->
                path.length == 1
                        ? Optional.of(messages(request))
                        : path.length == 2
                                ? operations.show(MessageId.parse(path[1]))
                                : operations.payload(MessageId.parse(path[1]), actor(request));
            default -> Optional.empty();
        });
    }

    /** A request that opens messages and leaves events is no GET. */
    private Optional<? extends JsonNode> tryLast(HttpServletRequest request, String format) {
        return retrial.last(
                new FormatId(format),
                parameter(request, "partner").map(PartnerId::new),
                parameter(request, "most").map(Integer::parseInt).orElse(1),
                parameter(request, "show").isPresent(),
                actor(request));
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        serve(request, response, path -> switch (path[0]) {
            case "apply" ->
                Optional.of(
                        changes.apply(actor(request), parameter(request, "note").orElse("")));
            case "rollback" ->
                path.length == 2 ? changes.rollback(Long.parseLong(path[1]), actor(request)) : Optional.empty();
            case "try" -> path.length == 2 ? tryLast(request, path[1]) : Optional.empty();
            default -> path.length == 3 ? act(path, actor(request)) : Optional.empty();
        });
    }

    private JsonNode status() {
        var status = operations.status();
        changes.status(status);
        return status;
    }

    private Optional<? extends JsonNode> act(String[] path, String actor) {
        return switch (path[0]) {
            case "replay" -> operations.replay(MessageId.parse(path[1]), new PartnerId(path[2]), actor);
            case "replay-file" -> operations.replayFile(path[1], new PartnerId(path[2]), actor);
            case "release" -> operations.release(path[1], !path[2].equals("refuse"), actor);
            default -> Optional.empty();
        };
    }

    private interface Act {
        Optional<? extends JsonNode> on(String[] path) throws IOException;
    }

    private void serve(HttpServletRequest request, HttpServletResponse response, Act act) throws IOException {
        var given = Optional.ofNullable(request.getHeader("Authorization")).orElse("");
        if (!MessageDigest.isEqual(expected, given.getBytes(StandardCharsets.UTF_8))) {
            answer(response, 401, problem("the operator token is missing or wrong; it is in data/keys/operator.token"));
            return;
        }
        try {
            var path = Optional.ofNullable(request.getPathInfo())
                    .orElse("/")
                    .substring(1)
                    .split("/");
            var found = act.on(path);
            if (found.isPresent()) {
                answer(response, 200, found.get());
            } else {
                answer(response, 404, problem("nothing there under this id or name"));
            }
        } catch (Unpaired.StaysDead e) {
            answer(response, 409, problem(String.valueOf(e.getMessage())));
        } catch (IllegalArgumentException | DateTimeException e) {
            answer(response, 400, problem("not an id, partner, state, number or UTC moment as expected"));
        }
    }

    private JsonNode messages(HttpServletRequest request) {
        return operations.messages(
                parameter(request, "partner").map(PartnerId::new),
                parameter(request, "state"),
                parameter(request, "since").map(Instant::parse),
                parameter(request, "most").map(Integer::parseInt).orElse(50));
    }

    private static Optional<String> parameter(HttpServletRequest request, String name) {
        return Optional.ofNullable(request.getParameter(name)).filter(value -> !value.isEmpty());
    }

    private static String actor(HttpServletRequest request) {
        return Optional.ofNullable(request.getHeader("X-Operator"))
                .filter(name -> name.matches("[A-Za-z0-9._@-]{1,64}"))
                .orElse("unknown");
    }

    private static JsonNode problem(String text) {
        return JsonNodeFactory.instance.objectNode().put("problem", text);
    }

    private static void answer(HttpServletResponse response, int status, JsonNode body) throws IOException {
        response.setStatus(status);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(body));
    }
}
