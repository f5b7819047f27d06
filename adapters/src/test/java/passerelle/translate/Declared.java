package passerelle.translate;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;

/** What the annotation of a schema's declaration says of it. */
final class Declared {
    private Declared() {}

    static String sentence(XdmNode declaration) {
        return said(declaration, "documentation")
                .map(XdmNode::getStringValue)
                .findFirst()
                .orElse("");
    }

    static String sensitivity(XdmNode declaration) {
        return said(declaration, "sensitivity")
                .map(XdmNode::getStringValue)
                .findFirst()
                .orElse("");
    }

    /** Terms by vocabulary. */
    static Map<String, String> counterparts(XdmNode declaration) {
        var terms = new LinkedHashMap<String, String>();
        said(declaration, "counterpart")
                .forEach(node -> terms.put(ModelSchema.said(node, "vocabulary"), ModelSchema.said(node, "term")));
        return terms;
    }

    private static Stream<XdmNode> said(XdmNode declaration, String name) {
        return CommonMessage.children(declaration).stream()
                .filter(child -> CommonMessage.name(child).equals("annotation"))
                .flatMap(annotation -> CommonMessage.children(annotation).stream())
                .flatMap(child -> Stream.concat(Stream.of(child), CommonMessage.children(child).stream()))
                .filter(child -> CommonMessage.name(child).equals(name));
    }
}
