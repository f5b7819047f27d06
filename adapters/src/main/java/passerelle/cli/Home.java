package passerelle.cli;

import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import passerelle.config.Configuration;
import passerelle.config.Settings;
import passerelle.route.Plan;
import picocli.CommandLine.Option;

/** Options of every command that works in a home folder. */
final class Home {
    @Option(
            names = "--home",
            paramLabel = "FOLDER",
            defaultValue = "${env:PASSERELLE_HOME:-.}",
            description = "The folder that holds config, routes and xslt (default: the checkout).")
    private Path home = Path.of(".");

    @Option(
            names = "--set",
            paramLabel = "KEY=VALUE",
            description = "Overrides a key of config/gateway.properties; may be repeated.")
    private Map<String, String> overrides = new LinkedHashMap<>();

    @Option(names = "--json", description = "Prints JSON instead of text.")
    private boolean json;

    Path path() {
        return home.toAbsolutePath().normalize();
    }

    Map<String, String> overrides() {
        return overrides;
    }

    boolean json() {
        return json;
    }

    Plan plan() {
        return Plan.read(path(), overrides, System.getenv());
    }

    Settings settings() {
        return Configuration.read(path(), overrides, System.getenv()).settings();
    }

    GatewayClient client() {
        return GatewayClient.of(settings().data());
    }
}
