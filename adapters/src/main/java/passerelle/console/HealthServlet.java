package passerelle.console;

import com.fasterxml.jackson.databind.ObjectMapper;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;

/** {@code /health}: 200 while the gateway accepts, with each partner's state; 503 when it cannot. */
public final class HealthServlet extends HttpServlet {
    private static final long serialVersionUID = 1;
    private static final ObjectMapper JSON = new ObjectMapper();

    private final transient Operations operations;

    public HealthServlet(Operations operations) {
        this.operations = operations;
    }

    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        var health = operations.health();
        response.setStatus("down".equals(health.path("state").asText()) ? 503 : 200);
        response.setContentType("application/json");
        response.getOutputStream().write(JSON.writeValueAsBytes(health));
    }
}
