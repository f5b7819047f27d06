package passerelle.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** A schema by which an editor completes a YAML file of ours, for tests to hold against what the readers know. */
public final class JsonSchemaFile {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final JsonNode text;
    private final JsonSchema schema;

    /** @param name as in {@code partner-1} */
    public JsonSchemaFile(String name) {
        try {
            text = JSON.readTree(Files.readString(Path.of("config/schemas/" + name + ".json")));
            schema = JsonSchemaFactory.getInstance(VersionFlag.V202012).getSchema(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode yaml(Path file) {
        try {
            return yaml(Files.readString(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode yaml(String text) {
        return JSON.valueToTree(new Load(LoadSettings.builder().build()).loadFromString(text));
    }

    /** What an editor would underline. */
    public List<String> complaints(JsonNode document) {
        return schema.validate(document).stream().map(Object::toString).sorted().toList();
    }

    /** The keys of a shape; "" is that of the whole file. */
    public Set<String> keys(String shape) {
        var keys = new TreeSet<String>();
        shape(shape).get("properties").fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    /** The shapes that are named so that they begin with {@code start}, without it. */
    public Set<String> shapes(String start) {
        var names = new TreeSet<String>();
        text.get("$defs").fieldNames().forEachRemaining(name -> {
            if (name.startsWith(start)) {
                names.add(name.substring(start.length()));
            }
        });
        return names;
    }

    /** Every key without a description. */
    public List<String> undescribed() {
        var found = new ArrayList<String>();
        undescribed("", text, found);
        text.get("$defs").properties().forEach(shape -> undescribed(shape.getKey(), shape.getValue(), found));
        return found;
    }

    private static void undescribed(String name, JsonNode shape, List<String> found) {
        shape.get("properties").properties().forEach(key -> {
            if (!key.getValue().has("description") && !key.getValue().has("$ref")) {
                found.add(name + "/" + key.getKey());
            }
        });
    }

    /** The document once for each of its keys, with this one misspelt. */
    public static List<JsonNode> misspelt(JsonNode document) {
        var all = new ArrayList<JsonNode>();
        int keys = count(document);
        for (int i = 0; i < keys; i++) {
            var copy = document.deepCopy();
            misspell(copy, new int[] {i});
            all.add(copy);
        }
        return all;
    }

    private static int count(JsonNode node) {
        int own = node.isObject() ? node.size() : 0;
        for (var child : node) {
            own += count(child);
        }
        return own;
    }

    private static boolean misspell(JsonNode node, int[] left) {
        if (node instanceof ObjectNode object) {
            for (var key : new TreeSet<>(keys(object))) {
                if (left[0]-- == 0) {
                    object.set(key + "x", object.remove(key));
                    return true;
                }
            }
        }
        for (var child : node) {
            if (misspell(child, left)) {
                return true;
            }
        }
        return false;
    }

    private static Set<String> keys(ObjectNode object) {
        var keys = new TreeSet<String>();
        object.fieldNames().forEachRemaining(keys::add);
        return keys;
    }

    private JsonNode shape(String name) {
        return name.isEmpty() ? text : text.get("$defs").get(name);
    }
}
