package passerelle.translate;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.stream.Collectors;
import net.sf.saxon.s9api.XdmNode;

/** The common model as a page for people, in Markdown: made from the schema and the rules, never written by hand. */
final class ModelPage {
    private final ModelSchema types;
    private final CommonModel model;
    private final XdmNode rules;
    private final StringBuilder page = new StringBuilder();

    ModelPage(ModelSchema types, CommonModel model, XdmNode rules) {
        this.types = types;
        this.model = model;
        this.rules = rules;
    }

    String text() {
        page.append(
                """
                # The common model

                Made from `config/schemas/common-1.xsd` and `common-1.sch` by `ModelPageTest`; change those, not this page.

                A message is an envelope, a body of one type, and attachments. An agreement names fields as below: a simple field of
                the type by its name (`subject-reference`), a field of a part as `part/field` (`person/name`); what is deeper goes with
                its field. `special-categories` and `protected-address` go only where they are named in their part, however deep they
                stand. Facts of the envelope that need a permission are `envelope/…`. Elements marked *person* are judged for
                non-refoulement, each by itself.

                Sensitivity: S0 says nothing of a person, S1 personal, S2 personal and tells of migration or asylum, S3 special
                categories (GDPR art. 9), S4 S3 or law enforcement. `?` may be absent, `*` may be absent or repeat, `@` is an attribute.

                ## Envelope

                """);
        table("Envelope");
        page.append("\n## Types of message\n");
        types.elements("Body").forEach(this::message);
        page.append("\n## Parts and groups of fields\n");
        var shown = new LinkedHashSet<String>();
        group("Envelope", shown);
        group("Attachments", shown);
        types.elements("Body").forEach(content -> group(ModelSchema.said(content, "type"), shown));
        page.append("\n## Rules\n\n| rule | what holds |\n|---|---|\n");
        rules(rules);
        return page.toString();
    }

    private void message(XdmNode content) {
        var type = ModelSchema.said(content, "type");
        page.append("\n### " + type + "\n\n"
                + Declared.sentence(types.type(type)) + " Element `"
                + ModelSchema.said(content, "name") + "`, " + Declared.sensitivity(content) + ".\n\n");
        table(type);
        page.append("\nFields of an agreement: "
                + model.fieldsByType().getOrDefault(type, Set.of()).stream()
                        .map(field -> "`" + field + "`")
                        .collect(Collectors.joining(", "))
                + ".\n");
    }

    /** What stands inside a type, each once, in the order in which a reader meets it. */
    private void group(String type, Set<String> shown) {
        for (var element : types.elements(type)) {
            var inner = ModelSchema.said(element, "type");
            if (types.types().contains(inner)
                    && shown.add(inner)
                    && !rows(inner).isEmpty()) {
                page.append("\n### " + inner + (types.isPerson(inner) ? " (person)" : "") + "\n\n"
                        + Declared.sentence(types.type(inner)) + "\n\n");
                table(inner);
            }
            group(inner, shown);
        }
    }

    private void table(String type) {
        page.append("| element | type | meaning | sensitivity | counterparts |\n|---|---|---|---|---|\n");
        page.append(rows(type));
    }

    private String rows(String type) {
        var rows = new StringBuilder();
        for (var element : types.elements(type)) {
            rows.append("| `" + ModelSchema.said(element, "name") + "`" + occurs(element) + " | "
                    + ModelSchema.said(element, "type") + " | " + Declared.sentence(element) + " | "
                    + Declared.sensitivity(element) + " | "
                    + Declared.counterparts(element).entrySet().stream()
                            .map(term -> term.getKey() + ": " + term.getValue())
                            .collect(Collectors.joining("; "))
                    + " |\n");
        }
        for (var attribute : types.attributes(type)) {
            rows.append("| `@" + ModelSchema.said(attribute, "name") + "`"
                    + (ModelSchema.said(attribute, "use").equals("required") ? "" : " ?") + " | "
                    + ModelSchema.said(attribute, "type") + " | " + Declared.sentence(attribute) + " | | |\n");
        }
        return rows.toString();
    }

    private void rules(XdmNode parent) {
        for (var node : CommonMessage.children(parent)) {
            if (CommonMessage.name(node).equals("assert")) {
                page.append("| `" + ModelSchema.said(node, "id") + "` | " + node.getStringValue() + " |\n");
            }
            rules(node);
        }
    }

    private static String occurs(XdmNode element) {
        if (ModelSchema.said(element, "maxOccurs").equals("unbounded")) {
            return " *";
        }
        return ModelSchema.said(element, "minOccurs").equals("0") ? " ?" : "";
    }
}
