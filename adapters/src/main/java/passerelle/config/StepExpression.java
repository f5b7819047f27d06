package passerelle.config;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import passerelle.config.YamlMap.Text;

/**
 * What a step of a team's own may say in Camel's languages: constants, and in {@code simple} the message and variables.
 * Nothing that calls Java, reads a file, the environment or a secret, or that runs longer on a message made for it.
 */
final class StepExpression {
    private static final Pattern NAME = Pattern.compile("[a-z][A-Za-z0-9]*");
    private static final Pattern FOREIGN = Pattern.compile("\\$(?!\\{(body|variable\\.[a-z][A-Za-z0-9]*)})");
    private static final Pattern QUOTED = Pattern.compile("'[^']*'|\"[^\"]*\"");
    /** Operators that load a class, or take a pattern that may never end. */
    private static final Pattern OPERATOR = Pattern.compile("!?\\b(is|regex|range)\\b", Pattern.CASE_INSENSITIVE);
    /** What the gateway tells a step of the message. */
    private static final Set<String> TOLD = Set.of("messageId", "partner", "format", "purpose");

    private static final String EXPECTED = "expected ${body} and ${variable.name}";

    private StepExpression() {}

    /** The {@code expression} that makes a value: one language, in canonical notation. */
    static void value(YamlMap entry) {
        read(entry, false);
    }

    /** The {@code expression} that holds or not. */
    static void condition(YamlMap entry) {
        read(entry, true);
    }

    private static void read(YamlMap entry, boolean isCondition) {
        entry.needed("expression").ifPresent(map -> {
            if (map.size() != 1) {
                map.problem("", "expected one of constant, simple here");
            }
            map.map("constant").ifPresent(language -> {
                text(language).ifPresent(text -> outside(language, text));
                language.done();
            });
            map.map("simple").ifPresent(language -> {
                text(language).ifPresent(text -> {
                    simple(language, text);
                    if (isCondition) {
                        operators(language, text);
                    }
                });
                language.done();
            });
            map.done();
        });
    }

    /** The {@code name} of a variable. Those that the gateway sets, and those of Camel's other repositories, are not a step's. */
    static void name(YamlMap map) {
        var name = map.located("name");
        if (!name.value().isEmpty() && (!NAME.matcher(name.value()).matches() || TOLD.contains(name.value()))) {
            map.problem(
                    name,
                    "'name' is '" + name.shown() + "'; expected a word as in reason, other than "
                            + String.join(", ", TOLD.stream().sorted().toList()),
                    Optional.empty());
        }
    }

    /** The {@code message} of a log line, which holds nothing of a message's content. */
    static void logged(YamlMap map) {
        var text = map.located("message");
        outside(map, text);
        var rest = text.value();
        for (var told : TOLD) {
            rest = rest.replace("${variable." + told + "}", "");
        }
        if (rest.contains("$")) {
            map.problem(
                    text,
                    "a log line may hold no content of a message; expected text and "
                            + String.join(
                                    ", ",
                                    TOLD.stream()
                                            .sorted()
                                            .map(told -> "${variable." + told + "}")
                                            .toList()),
                    Optional.empty());
        }
    }

    /** An empty constant is what ends a message, so the text may be empty. */
    private static Optional<Text> text(YamlMap language) {
        return language.has("expression") && language.isEmpty("expression")
                ? Optional.empty()
                : Optional.of(language.located("expression"));
    }

    private static void simple(YamlMap language, Text text) {
        outside(language, text);
        var foreign = FOREIGN.matcher(text.value());
        if (foreign.find()) {
            var from = Text.shown(text.value().substring(foreign.start()));
            language.problem(text, "'" + from + "' is no function of a step; " + EXPECTED, Optional.empty());
        }
    }

    private static void operators(YamlMap language, Text text) {
        var operator = OPERATOR.matcher(QUOTED.matcher(text.value()).replaceAll(" "));
        if (operator.find()) {
            language.problem(
                    text,
                    "operator '" + operator.group().toLowerCase(Locale.ROOT)
                            + "' is none of a step; expected ==, !=, contains, startsWith, endsWith or in",
                    Optional.empty());
        }
    }

    /** Camel fills placeholders and reads resources wherever a text stands. */
    private static void outside(YamlMap map, Text text) {
        for (var foreign : List.of("{{", "resource:")) {
            if (text.value().contains(foreign)) {
                map.problem(text, "'" + foreign + "' is not for steps; write the text itself", Optional.empty());
            }
        }
    }
}
