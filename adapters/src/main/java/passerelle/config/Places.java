package passerelle.config;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Fills {@code {{place.name:default}}} in the values of partners' and agreements' files: what differs from one machine
 * to the next, as a port, and is given by {@code --set place.name=…}.
 */
final class Places implements YamlMap.Filling {
    private static final Pattern PLACEHOLDER = Pattern.compile("\\{\\{([^{}]*)}}");
    private static final Pattern PLACE = Pattern.compile("(place\\.[a-z0-9]+(?:-[a-z0-9]+)*)(:(.*))?");

    private final Layers layers;

    Places(Layers layers) {
        this.layers = layers;
    }

    @Override
    public String fill(String text, Consumer<String> fault) {
        var faults = new ArrayList<String>();
        var filled = PLACEHOLDER
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(value(found.group(), found.group(1), faults)));
        faults.forEach(fault);
        return faults.isEmpty() ? filled : "";
    }

    private String value(String written, String inside, List<String> faults) {
        var place = PLACE.matcher(inside);
        if (place.matches()) {
            var key = place.group(1);
            var given = layers.place(key);
            if (given.isEmpty() && place.group(2) == null) {
                faults.add("'" + written + "' has no value; write {{" + key + ":default}}, or start with --set " + key
                        + "=value");
            }
            return given.orElse(place.group(2) == null ? "" : place.group(3));
        }
        faults.add(
                inside.startsWith("env:") || inside.startsWith("file:")
                        ? "'" + written + "' is a secret, and this is no place for one"
                        : "unknown placeholder '" + written + "'; expected {{place.name:default}}");
        return "";
    }
}
