package passerelle.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.camel.CamelContext;
import org.apache.camel.model.ModelCamelContext;
import org.apache.camel.support.PluginHelper;
import org.apache.camel.support.ResourceHelper;

/** The gateway's own routes and the templates of partners' routes, read anew while messages are under way. */
public final class RoadRoutes {
    private final CamelContext camel;

    public RoadRoutes(CamelContext camel) {
        this.camel = camel;
    }

    /** Reads a file of {@code routes}; one that is no more takes its route with it. */
    void read(Path home, String file) throws Exception {
        var path = home.resolve(file);
        read(file, Files.exists(path) ? Files.readAllBytes(path) : new byte[0]);
    }

    /** The same with the bytes of it; none means that the file is no more. A message waits until the step is there again. */
    void read(String file, byte[] bytes) throws Exception {
        var name = RouteFiles.name(file);
        var model = (ModelCamelContext) camel;
        if (file.startsWith("routes/templates/")) {
            model.removeRouteTemplates(name);
        } else if (camel.getRoute(name) != null) {
            camel.getRouteController().stopRoute(name);
            camel.removeRoute(name);
        }
        if (bytes.length > 0) {
            load(file, bytes);
        }
    }

    private void load(String file, byte[] bytes) throws IOException {
        try {
            PluginHelper.getRoutesLoader(camel).loadRoutes(ResourceHelper.fromBytes(file, bytes));
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IOException("the route does not load", e);
        }
    }
}
