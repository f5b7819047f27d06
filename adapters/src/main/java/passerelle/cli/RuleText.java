package passerelle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import passerelle.translate.Rule;
import passerelle.translate.Rules;

/** What a rule says of itself, for people: its comment, and the code lists that it reads. */
final class RuleText {
    private static final Pattern VARIABLE = Pattern.compile("\\$([A-Za-z][\\w:-]*)");
    private static final Pattern QUOTED = Pattern.compile("'([a-z0-9][a-z0-9-]*)'");
    private static final Pattern MAP =
            Pattern.compile("<xsl:variable\\s+name=\"([\\w:-]+)\"[^>]*select=\"map\\{([^\"]*)}\"");

    private static final int LONGEST = 160;

    private final Path home;
    private final Rules rules;
    private final Map<String, List<String>> files = new HashMap<>();

    RuleText(Path home, Rules rules) {
        this.home = home;
        this.rules = rules;
    }

    /** {@code 31/12/2026 becomes 2026-12-31; codes H = male, M = female; list icao-9303}. */
    String of(Rule rule) {
        var said = new LinkedHashSet<String>();
        if (!rule.comment().isEmpty()) {
            said.add(rule.comment());
        }
        var lines = lines(rule.file());
        var text = String.join("\n", lines.subList(rule.line() - 1, Math.min(rules.end(rule) - 1, lines.size())))
                .replaceAll("(?s)<!--.*?-->", "");
        var maps = maps(String.join("\n", lines));
        VARIABLE.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(maps::containsKey)
                .forEach(name -> said.add("codes " + maps.get(name)));
        QUOTED.matcher(text)
                .results()
                .map(found -> found.group(1))
                .filter(name -> Files.isRegularFile(home.resolve("config/codes").resolve(name + ".xml")))
                .forEach(name -> said.add("list " + name));
        return String.join("; ", said);
    }

    /** A line of a stylesheet as it is written, cut where it is long; "" when there is none. */
    String line(String file, int line) {
        if (file.isEmpty() || line < 1 || line > lines(file).size()) {
            return "";
        }
        var text = lines(file).get(line - 1).strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) + "\u2026" : text;
    }

    private static Map<String, String> maps(String text) {
        var maps = new HashMap<String, String>();
        MAP.matcher(text)
                .results()
                .forEach(found -> maps.put(
                        found.group(1),
                        found.group(2)
                                .replaceAll("\\s+", " ")
                                .replaceAll("'([^']*)' ?: ?'([^']*)'", "$1 = $2")
                                .strip()));
        return maps;
    }

    private List<String> lines(String file) {
        return files.computeIfAbsent(file, name -> {
            try {
                return Files.readAllLines(home.resolve(name));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }
}
