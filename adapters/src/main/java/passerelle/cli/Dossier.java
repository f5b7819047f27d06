package passerelle.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import passerelle.config.YamlMap;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.translate.Cases;
import passerelle.translate.Formats;
import passerelle.translate.Rule;
import passerelle.translate.Rules;
import passerelle.translate.Tracing;
import passerelle.translate.Tracing.Made;

/**
 * The mapping of a format as tables. What maps to what is seen while the format's cases run, so that it is what happens and
 * not what somebody meant; what no case shows is listed by its rule.
 */
final class Dossier {
    private static final String SEEN = "As the format's cases show it.";
    private static final String RULE = "rule";
    private static final String LINE = "line that writes it";
    private static final String SAYS = "what the rule says";

    private final FormatId id;
    private final Tracing tracing;
    private final Rules rules;
    private final RuleText texts;
    private final Cases cases;
    /** Rules that wrote an element, with others in it or not. */
    private final Set<Rule> makers = new LinkedHashSet<>();

    private Dossier(Path home, FormatId id, Tracing tracing, Cases cases, Path folder) {
        this.id = id;
        this.tracing = tracing;
        this.cases = cases;
        this.rules = Rules.read(home, List.of(folder.resolve("to-common.xsl"), folder.resolve("from-common.xsl")));
        this.texts = new RuleText(home, rules);
    }

    /** @param tables in the order of the page */
    record Page(String title, String source, List<DocTable> tables) {}

    /** Empty, with every problem added, when the format cannot be loaded. */
    static Optional<Page> of(Path home, FormatId id, List<Problem> problems) {
        var tracing = new Tracing(home);
        var formats = Formats.load(
                home, Set.of(id), Duration.ofSeconds(30), Optional.of(tracing), Optional.empty(), problems);
        var folder = formats.folder(id);
        return formats.find(id).flatMap(format -> YamlMap.read(home, folder.resolve("format.yaml"), problems)
                .map(yaml -> new Dossier(home, id, tracing, new Cases(format, folder), folder).page(yaml)));
    }

    private Page page(YamlMap yaml) {
        var tables = new ArrayList<DocTable>();
        tables.add(messages(yaml));
        var in = made(cases::comeIn);
        var out = made(cases::goOut);
        tables.add(new DocTable(
                "In: " + id + " to the common message", SEEN, List.of("native", "common", RULE, LINE, SAYS), rows(in)));
        tables.add(unseen(in));
        tables.add(new DocTable(
                "Out: the common message to " + id, SEEN, List.of("common", "native", RULE, LINE, SAYS), rows(out)));
        tables.add(losses(yaml));
        var own = rules.below("xslt/" + id + "/");
        tables.add(rules(
                "Rules that write no element",
                "They choose, check, refuse or leave behind.",
                own.stream()
                        .filter(rule -> tracing.hasTouched(rule) && !makers.contains(rule))
                        .toList()));
        tables.add(rules(
                "Rules that no case shows",
                "What they map is not in the tables above.",
                own.stream().filter(rule -> !tracing.hasTouched(rule)).toList()));
        return new Page(yaml.text("title"), yaml.text("source"), tables);
    }

    private static DocTable messages(YamlMap yaml) {
        var rows = yaml.maps("messages").stream()
                .map(message -> List.of(message.text("native"), message.text("type"), message.text("direction")))
                .toList();
        return new DocTable("Messages", "", List.of("native", "common type", "direction"), rows);
    }

    private static DocTable losses(YamlMap yaml) {
        var rows = new ArrayList<List<String>>();
        if (yaml.has("losses")) {
            for (var loss : yaml.maps("losses")) {
                rows.add(List.of(
                        loss.text("what"),
                        loss.text("why"),
                        paths(loss, "in"),
                        paths(loss, "moved"),
                        paths(loss, "out"),
                        paths(loss, "only")));
            }
        }
        return new DocTable(
                "Left behind on purpose",
                "",
                List.of(
                        "what",
                        "why",
                        "native, not coming back",
                        "native, moved",
                        "common, not written",
                        "only these values"),
                rows);
    }

    private static String paths(YamlMap loss, String key) {
        return loss.has(key)
                ? String.join(
                        ", ", loss.list(key).stream().map(YamlMap.Text::value).toList())
                : "";
    }

    private List<List<String>> rows(List<Made> all) {
        return all.stream()
                .map(made -> List.of(
                        made.from(), made.path(), place(made), texts.line(made.file(), made.line()), text(made)))
                .distinct()
                .toList();
    }

    /** What comes in and is at work in no rule of its own. */
    private DocTable unseen(List<Made> in) {
        var seen = in.stream().map(Made::from).collect(Collectors.toSet());
        var leaves = new TreeSet<String>();
        cases.names().forEach(name -> cases.natives(name).forEach(document -> FormatRun.fill(document, "", leaves)));
        return new DocTable(
                "Native elements without a row of their own",
                "A rule of their parent or of a neighbour reads them, they go out only, or they are left behind.",
                List.of("native"),
                leaves.stream()
                        .filter(path -> !seen.contains(path))
                        .map(List::of)
                        .toList());
    }

    /** Elements that hold no other, in the order in which the cases first made them. */
    private List<Made> made(Consumer<String> go) {
        var seen = new LinkedHashSet<Made>();
        for (var name : cases.names()) {
            tracing.take();
            go.accept(name);
            var all = tracing.take();
            for (int i = 0; i < all.size(); i++) {
                var made = all.get(i);
                rule(made).ifPresent(makers::add);
                boolean holdsAnother =
                        i + 1 < all.size() && all.get(i + 1).path().startsWith(made.path() + "/");
                if (!holdsAnother) {
                    seen.add(new Made(plain(made.path()), made.file(), made.line(), made.from()));
                }
            }
        }
        return List.copyOf(seen);
    }

    private static String plain(String path) {
        return path.replaceAll("\\[\\d+]", "");
    }

    private Optional<Rule> rule(Made made) {
        return rules.at(made.file(), made.line());
    }

    private String place(Made made) {
        return rule(made).map(rule -> rule.place() + " " + rule).orElse(made.file() + ":" + made.line());
    }

    private String text(Made made) {
        return rule(made).map(texts::of).orElse("");
    }

    private DocTable rules(String title, String note, List<Rule> some) {
        return new DocTable(
                title,
                note,
                List.of(RULE, SAYS),
                some.stream()
                        .map(rule -> List.of(rule.place() + " " + rule, texts.of(rule)))
                        .toList());
    }
}
