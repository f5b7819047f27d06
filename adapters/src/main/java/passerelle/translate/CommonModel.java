package passerelle.translate;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import net.sf.saxon.s9api.XdmNode;
import org.jspecify.annotations.Nullable;
import org.xml.sax.SAXException;
import org.xml.sax.SAXParseException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Problem;
import passerelle.model.Result;

/**
 * The common model as {@code config/schemas/common-1.xsd} and {@code common-1.sch} say it: its shape, its rules, its
 * types of message, their fields, and which elements are persons.
 *
 * @param fieldsByType what agreements may name, by type of message
 * @param persons names of the elements whose type is, or extends, one that is marked {@code m:person}
 * @param aboutPersons types of message that can hold a person; one that holds none is about somebody unknown
 */
record CommonModel(
        SchemaCheck schema,
        ModelRules rules,
        Map<String, Set<String>> fieldsByType,
        Set<String> persons,
        Set<String> aboutPersons) {
    static final String NAMESPACE = "urn:passerelle:common:1";

    private static final Latest<CommonModel> LATEST = new Latest<>();

    static final String FILE = "config/schemas/common-1.xsd";

    CommonModel {
        var copy = new LinkedHashMap<String, Set<String>>();
        fieldsByType.forEach(
                (type, fields) -> copy.put(type, Collections.unmodifiableSet(new LinkedHashSet<>(fields))));
        fieldsByType = Collections.unmodifiableMap(copy);
        persons = Set.copyOf(persons);
        aboutPersons = Set.copyOf(aboutPersons);
    }

    static Optional<CommonModel> load(Path home, List<Problem> problems) {
        return LATEST.of(List.of(home.resolve("config/schemas")), () -> read(home, problems));
    }

    private static Optional<CommonModel> read(Path home, List<Problem> problems) {
        var file = home.resolve(FILE);
        // Beside each other: a person who tries a sample waits for both.
        var ruleProblems = new ArrayList<Problem>();
        var typeProblems = new ArrayList<Problem>();
        var types = CompletableFuture.supplyAsync(() -> ModelSchema.read(home, file, typeProblems));
        var schema = schema(home, file, problems);
        var rules = ModelRules.load(home, ruleProblems);
        problems.addAll(ruleProblems);
        var read = types.join();
        if (schema.isEmpty() || rules.isEmpty()) {
            return Optional.empty();
        }
        problems.addAll(typeProblems);
        return read.map(known -> of(schema.get(), rules.get(), known));
    }

    /** The message itself when it has the shape of the model and keeps its rules; MODEL-COMMON otherwise. */
    Result<XdmNode> check(XdmNode message) {
        return schema.check(message, FailureCode.MODEL_COMMON).then(rules::check);
    }

    /** Everything by which a message is none of the model: the rules are for one that has its shape. */
    List<Failure> broken(XdmNode message) {
        var shape = schema.broken(message, FailureCode.MODEL_COMMON);
        return shape.isEmpty() ? rules.broken(message).toList() : shape;
    }

    /** Compiles any schema of ours; what is wrong with it becomes a problem with its line. */
    static Optional<SchemaCheck> schema(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        if (!Files.isRegularFile(file)) {
            problems.add(Problem.in(name, "the file is missing"));
            return Optional.empty();
        }
        try {
            return Optional.of(new SchemaCheck(HardenedXml.schema(file)));
        } catch (SAXParseException e) {
            problems.add(new Problem(
                    included(home, e.getSystemId()).orElse(name),
                    e.getLineNumber(),
                    e.getColumnNumber(),
                    "not a schema: " + e.getMessage(),
                    Meant.ofSchema(String.valueOf(e.getMessage()), NativeNames.schemas(file.resolveSibling("")))));
        } catch (SAXException | IOException e) {
            problems.add(Problem.in(name, "not a schema: " + e.getMessage()));
        }
        return Optional.empty();
    }

    /** A schema document that another one includes, relative to the home folder. */
    private static Optional<String> included(Path home, @Nullable String systemId) {
        try {
            return Optional.ofNullable(systemId)
                    .map(URI::create)
                    .filter(uri -> "file".equals(uri.getScheme()))
                    .map(Path::of)
                    .filter(file -> file.startsWith(home.toAbsolutePath().normalize()))
                    .map(file ->
                            home.toAbsolutePath().normalize().relativize(file).toString());
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static CommonModel of(SchemaCheck schema, ModelRules rules, ModelSchema types) {
        var fields = new LinkedHashMap<String, Set<String>>();
        var aboutPersons = new LinkedHashSet<String>();
        for (var content : types.elements("Body")) {
            var type = ModelSchema.said(content, "type");
            fields.put(type, fields(types, type));
            if (reaches(types, type)) {
                aboutPersons.add(type);
            }
        }
        var persons = new LinkedHashSet<String>();
        for (var type : types.types()) {
            types.elements(type).stream()
                    .filter(element -> types.isPerson(ModelSchema.said(element, "type")))
                    .forEach(element -> persons.add(ModelSchema.said(element, "name")));
        }
        return new CommonModel(schema, rules, fields, persons, aboutPersons);
    }

    /**
     * The vocabulary of agreements. A child of the type is a field, or a part (its type says {@code m:part}) whose
     * elements and attributes are the fields; whatever is deeper goes with its field.
     */
    private static Set<String> fields(ModelSchema types, String type) {
        var fields = new LinkedHashSet<String>();
        for (var child : types.elements(type)) {
            var name = ModelSchema.said(child, "name");
            var part = ModelSchema.said(child, "type");
            if (types.isPart(part)) {
                types.elements(part).forEach(field -> fields.add(name + "/" + ModelSchema.said(field, "name")));
                types.attributes(part).forEach(field -> fields.add(name + "/" + ModelSchema.said(field, "name")));
            } else {
                fields.add(name);
            }
        }
        View.BY_PERMISSION.forEach(fact -> fields.add("envelope/" + fact));
        return fields;
    }

    private static boolean reaches(ModelSchema types, String type) {
        return types.elements(type).stream()
                .map(element -> ModelSchema.said(element, "type"))
                .anyMatch(inner -> types.isPerson(inner) || reaches(types, inner));
    }
}
