package passerelle.config;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.model.Problem;

/**
 * The message types and field paths that the common model has, which agreements may use.
 *
 * @param fieldsByType paths below the body's element, as in {@code person/name}
 */
public record Vocabulary(Set<String> types, Map<String, Set<String>> fieldsByType) {

    public Vocabulary {
        types = Set.copyOf(types);
        fieldsByType = Map.copyOf(fieldsByType);
    }

    /** Adds a problem for each word that the model lacks. */
    void check(AgreementReader.Found agreement, List<Problem> problems) {
        for (var words : agreement.words()) {
            var type = words.type();
            if (!types.contains(type.value())) {
                add(agreement, type, "message type '" + type.value() + "' is not in the common model", types, problems);
                continue;
            }
            var fields = fieldsByType.getOrDefault(type.value(), Set.of());
            words.fields().stream()
                    .filter(field -> !fields.contains(field.value()))
                    .forEach(field -> add(
                            agreement,
                            field,
                            "a " + type.value() + " has no field '" + field.value() + "'",
                            fields,
                            problems));
        }
    }

    private static void add(
            AgreementReader.Found agreement, YamlMap.Text at, String text, Set<String> known, List<Problem> problems) {
        Optional<String> near = Nearest.to(at.value(), known);
        problems.add(new Problem(agreement.file(), at.line(), at.column(), text, near));
    }
}
