package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiFunction;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.xml.HardenedXml;

/** Messages that hold every element and attribute of their type once, built from the schema; their values are not valid. */
final class SampleMessages {
    private final ModelSchema types;

    /** Paths of the person elements that the last message held, as in {@code member/relative}. */
    private final List<String> persons = new ArrayList<>();

    SampleMessages(ModelSchema types) {
        this.types = types;
    }

    /**
     * The message of a type.
     *
     * @param value text of a leaf, by the field that it belongs to and by the path of the leaf
     */
    XdmNode of(String type, BiFunction<String, String, String> value) {
        persons.clear();
        var text = new StringBuilder("<message xmlns='urn:passerelle:common:1'><envelope>");
        for (var fact : types.elements("Envelope")) {
            var name = ModelSchema.said(fact, "name");
            text.append("<" + name + ">")
                    .append(name.equals("type") ? type : value.apply("envelope/" + name, name))
                    .append("</" + name + ">");
        }
        text.append("</envelope><body><content>");
        for (var part : types.elements(type)) {
            write(text, part, "", "", value);
        }
        return node(text.append("</content></body></message>").toString());
    }

    List<String> persons() {
        return List.copyOf(persons);
    }

    private void write(
            StringBuilder out, XdmNode element, String parent, String field, BiFunction<String, String, String> value) {
        var name = ModelSchema.said(element, "name");
        var type = ModelSchema.said(element, "type");
        var path = parent.isEmpty() ? name : parent + "/" + name;
        if (types.isPerson(type)) {
            persons.add(path);
        }
        var part = path.contains("/") ? path.substring(0, path.indexOf('/')) : path;
        boolean isPart = parent.isEmpty();
        var own = CommonMessage.GUARDED.contains(name) ? part + "/" + name : field.isEmpty() && !isPart ? path : field;
        out.append("<" + name);
        for (var attribute : types.attributes(type)) {
            var said = ModelSchema.said(attribute, "name");
            out.append(" " + said + "='" + value.apply(isPart ? path + "/" + said : own, path + "/@" + said) + "'");
        }
        out.append(">");
        var inside = types.elements(type);
        inside.forEach(child -> write(out, child, path, isPart ? "" : own, value));
        if (inside.isEmpty()) {
            out.append(value.apply(isPart ? path : own, path));
        }
        out.append("</" + name + ">");
    }

    static XdmNode node(String text) {
        return HardenedXml.parse(text.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .match(node -> node, failure -> {
                    throw new AssertionError(failure.forSender());
                });
    }
}
