package passerelle.translate;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import javax.xml.validation.Schema;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;
import org.xml.sax.SAXException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;
import passerelle.translate.CodeListFile.Code;

/**
 * The code lists of a home folder, {@code config/codes}: what each code of a system means in the common model, and how
 * the system writes it. Read once; stylesheets have them as {@code $codes}. Immutable.
 */
public final class CodeLists {
    private static final String FOLDER = "config/codes";
    private static final String SCHEMA = "config/schemas/codes-1.xsd";

    private static final Latest<CodeLists> LATEST = new Latest<>();

    private final XdmMap map;

    private CodeLists(XdmMap map) {
        this.map = map;
    }

    /** Reads every list; each fault is added to {@code problems} with file and line, and with a fault there is no result. */
    public static Optional<CodeLists> load(Path home, List<Problem> problems) {
        return LATEST.of(List.of(home.resolve(FOLDER), home.resolve("config/schemas")), () -> read(home, problems));
    }

    private static Optional<CodeLists> read(Path home, List<Problem> problems) {
        int before = problems.size();
        var schema = schema(home, problems);
        if (!Files.isDirectory(home.resolve(FOLDER))) {
            problems.add(Problem.in(FOLDER, "the folder is missing; it holds the lists of codes"));
        }
        if (schema.isEmpty() || problems.size() > before) {
            return Optional.empty();
        }
        var lists = new TreeMap<String, CodeListFile>();
        for (var file : files(home.resolve(FOLDER), problems)) {
            CodeListFile.read(home, file, schema.get(), problems).ifPresent(list -> {
                var name = file.getFileName().toString();
                if (name.equals(list.list() + ".xml")) {
                    lists.put(list.list(), list);
                } else {
                    problems.add(Problem.at(
                            list.file(),
                            list.line(),
                            0,
                            "the list is '" + list.list() + "'; expected the name of its file, '"
                                    + name.substring(0, name.length() - ".xml".length()) + "'"));
                }
            });
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        CodeListCheck.check(lists, problems);
        return problems.size() > before ? Optional.empty() : Optional.of(new CodeLists(map(lists)));
    }

    /**
     * A map for stylesheets: list id to {@code of}, {@code in} (code to an entry with {@code to}, {@code kind}, {@code
     * name}, {@code reason}, {@code withdrawn}, {@code successors}, {@code note}, each where it is said) and {@code out}
     * (common value to the codes that may be written for it: one, unless the list cannot tell).
     */
    public XdmMap map() {
        return map;
    }

    private static Optional<Schema> schema(Path home, List<Problem> problems) {
        try {
            return Optional.of(HardenedXml.schema(home.resolve(SCHEMA)));
        } catch (SAXException | IOException e) {
            problems.add(Problem.in(SCHEMA, "not a schema: " + e.getMessage()));
            return Optional.empty();
        }
    }

    private static List<Path> files(Path folder, List<Problem> problems) {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.getFileName().toString().endsWith(".xml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            problems.add(Problem.in(FOLDER, "cannot be read"));
            return List.of();
        }
    }

    private static XdmMap map(Map<String, CodeListFile> lists) {
        var words = CodeListCheck.words(lists.values());
        var all = new LinkedHashMap<XdmAtomicValue, XdmValue>();
        lists.forEach((id, list) -> {
            var sources = new LinkedHashSet<CodeListFile>();
            gather(list, lists, sources);
            all.put(text(id), list(list.of(), sources, words.getOrDefault(list.of(), Map.of())));
        });
        return new XdmMap(all);
    }

    private static void gather(CodeListFile list, Map<String, CodeListFile> lists, Set<CodeListFile> sources) {
        if (sources.add(list)) {
            list.otherwise().stream()
                    .flatMap(other -> Optional.ofNullable(lists.get(other)).stream())
                    .forEach(other -> gather(other, lists, sources));
        }
    }

    /** What a nearer list says goes before, for codes as for common values. */
    private static XdmMap list(String of, Set<CodeListFile> sources, Map<String, Code> words) {
        var in = new LinkedHashMap<String, Code>();
        var out = new LinkedHashMap<String, List<Code>>();
        for (var source : sources) {
            var written = new LinkedHashMap<String, List<Code>>();
            for (var code : CodeListCheck.withRanges(source)) {
                if (in.putIfAbsent(code.value(), code) == null && !code.isWithoutValue() && !code.isOneWay()) {
                    written.computeIfAbsent(CodeListCheck.meaning(code), to -> new ArrayList<>())
                            .add(code);
                }
            }
            written.forEach(out::putIfAbsent);
        }
        var entries = new LinkedHashMap<XdmAtomicValue, XdmValue>();
        in.forEach((value, code) -> entries.put(text(value), entry(code, words)));
        var ways = new LinkedHashMap<XdmAtomicValue, XdmValue>();
        out.forEach((to, codes) -> ways.put(text(to), values(preferred(codes))));
        return new XdmMap(Map.of(text("of"), text(of), text("in"), new XdmMap(entries), text("out"), new XdmMap(ways)));
    }

    private static List<String> preferred(List<Code> codes) {
        var preferred = codes.stream().filter(Code::isPreferred).toList();
        return (preferred.isEmpty() ? codes : preferred)
                .stream().map(Code::value).toList();
    }

    private static XdmMap entry(Code code, Map<String, Code> words) {
        var entry = new LinkedHashMap<XdmAtomicValue, XdmValue>();
        if (!code.name().isEmpty()) {
            entry.put(text("name"), text(code.name()));
        }
        code.reason().ifPresent(reason -> entry.put(text("reason"), text(reason)));
        code.note().ifPresent(note -> entry.put(text("note"), text(note)));
        if (code.isWithoutValue()) {
            entry.put(text("kind"), text(code.kind().orElseThrow()));
            return new XdmMap(entry);
        }
        var to = CodeListCheck.meaning(code);
        var word = words.getOrDefault(to, code);
        entry.put(text("to"), text(to));
        entry.put(text("kind"), text(word.kind().orElse("state")));
        word.withdrawn().ifPresent(year -> entry.put(text("withdrawn"), text(year)));
        if (!word.successors().isEmpty()) {
            entry.put(text("successors"), values(word.successors()));
        }
        return new XdmMap(entry);
    }

    private static XdmAtomicValue text(String text) {
        return new XdmAtomicValue(text);
    }

    private static XdmValue values(List<String> texts) {
        return new XdmValue(texts.stream().map(XdmAtomicValue::new).toList());
    }
}
