package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import passerelle.config.HomeFiles;
import passerelle.config.Nearest;
import passerelle.format.Syntax;
import passerelle.format.edifact.EdifactSyntax;
import passerelle.format.hl7v2.Hl7Syntax;
import passerelle.format.xml.XmlSyntax;
import passerelle.model.FormatId;
import passerelle.model.Problem;

/** All partner formats of a home folder, compiled once: {@code xslt/<format>-v<n>}. */
public final class Formats {
    private final Path library;
    private final Map<FormatId, Format> formats;
    private final Map<String, StepStylesheet> steps;
    private final Map<String, Set<String>> fieldsByType;

    private Formats(
            Path library,
            Map<FormatId, Format> formats,
            Map<String, StepStylesheet> steps,
            Map<String, Set<String>> fieldsByType) {
        this.library = library;
        this.formats = Map.copyOf(formats);
        this.steps = Map.copyOf(steps);
        this.fieldsByType = fieldsByType;
    }

    /**
     * Loads formats and the common model; every fault is added to {@code problems} with its file and line, and a format
     * with a fault is not among the result.
     *
     * @param home the folder that holds {@code xslt}, {@code config/codes} and {@code config/schemas}
     * @param wanted the formats to load; empty means every folder of {@code xslt}
     * @param stylesheetTime how long one translation may take
     */
    public static Formats load(Path home, Set<FormatId> wanted, Duration stylesheetTime, List<Problem> problems) {
        return load(home, wanted, stylesheetTime, Optional.empty(), Optional.empty(), problems);
    }

    /**
     * The same.
     *
     * @param tracing watches the stylesheets of the formats when they run
     * @param before formats that were loaded with the same time: those whose files are the same are taken over
     */
    public static Formats load(
            Path home,
            Set<FormatId> wanted,
            Duration stylesheetTime,
            Optional<Tracing> tracing,
            Optional<Formats> before,
            List<Problem> problems) {
        var library = home.resolve("xslt");
        var found = new TreeMap<FormatId, Format>();
        if (!Files.isDirectory(library.resolve("common"))) {
            problems.add(Problem.in("xslt/common", "the folder is missing"));
            return new Formats(library, found, Map.of(), Map.of());
        }
        var listProblems = new ArrayList<Problem>();
        var reading = CompletableFuture.supplyAsync(() -> CodeLists.load(home, listProblems));
        var model = CommonModel.load(home, problems);
        var codes = reading.join();
        problems.addAll(listProblems);
        var present = present(library, problems);
        var known = new TreeSet<FormatId>();
        for (var id : wanted.isEmpty() ? present : new TreeSet<>(wanted)) {
            if (present.contains(id)) {
                known.add(id);
            } else {
                var names = present.stream().map(FormatId::value).toList();
                problems.add(new Problem(
                        "xslt/" + id, 0, 0, "there is no format '" + id + "'", Nearest.to(id.value(), names)));
            }
        }
        if (model.isPresent() && codes.isPresent()) {
            var compiler = new StylesheetCompiler(home, codes.get().map(), tracing);
            var loaded = known.parallelStream()
                    .map(id -> same(home, id, model.get(), before)
                            .orElseGet(() -> load(home, id, model.get(), compiler, stylesheetTime)))
                    .toList();
            // A fault of a shared file is one fault, however many formats import it.
            loaded.stream().flatMap(one -> one.problems().stream()).distinct().forEach(problems::add);
            loaded.forEach(one -> {
                one.format().ifPresent(format -> found.put(format.id(), format));
            });
        }
        var steps = codes.map(lists -> StepStylesheet.load(home, lists, stylesheetTime, problems))
                .orElse(Map.of());
        return new Formats(
                library, found, steps, model.map(CommonModel::fieldsByType).orElse(Map.of()));
    }

    /** The same as {@link #fieldsByType}, of the common model of a home folder, whatever its formats are. */
    public static Map<String, Set<String>> vocabulary(Path home, List<Problem> problems) {
        return CommonModel.load(home, problems).map(CommonModel::fieldsByType).orElse(Map.of());
    }

    /** Compiles now what was put off because this build compiled it before: for a start that serves messages. */
    public void compile() {
        formats.values().parallelStream().forEach(Format::compile);
        steps.values().forEach(StepStylesheet::compile);
    }

    public Optional<Format> find(FormatId id) {
        return Optional.ofNullable(formats.get(id));
    }

    /** A stylesheet that a team's own steps call, by its name. */
    public Optional<StepStylesheet> step(String name) {
        return Optional.ofNullable(steps.get(name));
    }

    public Collection<Format> all() {
        return formats.values();
    }

    /** Where a format's files are. */
    public Path folder(FormatId id) {
        return library.resolve(id.value());
    }

    /** Every type of message that the common model has. */
    public Set<String> types() {
        return fieldsByType.keySet();
    }

    /** The fields that an agreement may permit, by type of message: {@code person/name}. */
    public Map<String, Set<String>> fieldsByType() {
        return fieldsByType;
    }

    private static Set<FormatId> present(Path library, List<Problem> problems) {
        var present = new TreeSet<FormatId>();
        try (Stream<Path> folders = Files.list(library)) {
            for (var folder : folders.filter(Files::isDirectory).sorted().toList()) {
                var name = folder.getFileName().toString();
                if (name.equals("common")) {
                    continue;
                }
                try {
                    present.add(new FormatId(name));
                } catch (IllegalArgumentException e) {
                    problems.add(Problem.in("xslt/" + name, String.valueOf(e.getMessage())));
                }
            }
        } catch (IOException e) {
            problems.add(Problem.in("xslt", "the folder is missing or cannot be read"));
        }
        return present;
    }

    /** A format that was loaded before, if nothing that it is made of changed. */
    private static Optional<Loaded> same(Path home, FormatId id, CommonModel common, Optional<Formats> before) {
        return before.flatMap(formats -> formats.find(id))
                .filter(format -> format.common() == common
                        && format.digest()
                                .equals(digest(home, home.resolve("xslt").resolve(id.value()))))
                .map(format -> new Loaded(Optional.of(format), List.of()));
    }

    /** A format, or what is wrong with it. */
    private record Loaded(Optional<Format> format, List<Problem> problems) {}

    private static Loaded load(
            Path home, FormatId id, CommonModel common, StylesheetCompiler compiler, Duration stylesheetTime) {
        var problems = new ArrayList<Problem>();
        var folder = home.resolve("xslt").resolve(id.value());
        if (!Files.isRegularFile(folder.resolve("format.yaml"))) {
            problems.add(Problem.in("xslt/" + id + "/format.yaml", "the file is missing"));
            return new Loaded(Optional.empty(), problems);
        }
        var file = FormatFile.read(
                home, folder.resolve("format.yaml"), common.fieldsByType().keySet(), problems);
        if (file.isEmpty()) {
            return new Loaded(Optional.empty(), problems);
        }
        var said = file.get();
        var parts = new Format.Parts(
                syntax(home, folder, said, problems),
                needed(said.syntax().equals("flat"), home, folder.resolve("layout.xml"), problems),
                digest(folder.resolve(said.syntax().equals("edifact") ? "edifact.xml" : "layout.xml")),
                report(home, folder, said, problems),
                contract(home, folder.resolve("service.wsdl"), problems),
                digest(folder.resolve("service.wsdl")),
                needed(said.syntax().equals("xml"), home, folder.resolve("schema.xsd"), problems)
                        .flatMap(schema -> CommonModel.schema(home, schema, problems)),
                needed(!said.reads().isEmpty(), home, folder.resolve("to-common.xsl"), problems)
                        .flatMap(stylesheet -> compiler.compile(stylesheet, problems)),
                needed(!said.writes().isEmpty(), home, folder.resolve("from-common.xsl"), problems)
                        .flatMap(stylesheet -> compiler.compile(stylesheet, problems)));
        return new Loaded(
                problems.isEmpty()
                        ? Optional.of(new Format(
                                id, said, digest(home, folder), parts, common, new Budget(id.value(), stylesheetTime)))
                        : Optional.empty(),
                problems);
    }

    private static Optional<Syntax> syntax(Path home, Path folder, FormatFile said, List<Problem> problems) {
        return switch (said.syntax()) {
            case "xml" -> Optional.of(new XmlSyntax());
            case "edifact" ->
                needed(true, home, folder.resolve("edifact.xml"), problems)
                        .flatMap(file -> EdifactSyntax.load(home, file, problems))
                        .map(syntax -> syntax);
            case "hl7v2" -> Optional.of(new Hl7Syntax());
            default -> Optional.empty();
        };
    }

    /** SHA-256 of a file, in hexadecimal; empty when it is not there. */
    private static String digest(Path file) {
        try {
            return Files.isRegularFile(file) ? HomeFiles.sha256(Files.readAllBytes(file)) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A flat format that writes acknowledgements has report.xml for them, and no other format has. */
    private static Optional<Path> report(Path home, Path folder, FormatFile said, List<Problem> problems) {
        var file = folder.resolve("report.xml");
        boolean reports = said.syntax().equals("flat") && said.writes().contains(FormatFile.ACKNOWLEDGEMENT);
        if (!reports && Files.isRegularFile(file)) {
            problems.add(Problem.in(
                    home.relativize(file).toString(),
                    "format.yaml does not name it; expected syntax flat and a message"
                            + " {native: <record of report.xml>, type: Acknowledgement, direction: out}"));
        }
        return needed(reports, home, file, problems);
    }

    private static Optional<Path> contract(Path home, Path file, List<Problem> problems) {
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        ServiceContract.check(home, file, problems);
        return Optional.of(file);
    }

    private static Optional<Path> needed(boolean needed, Path home, Path file, List<Problem> problems) {
        if (!needed) {
            return Optional.empty();
        }
        if (!Files.isRegularFile(file)) {
            problems.add(Problem.in(home.relativize(file).toString(), "the file is missing"));
            return Optional.empty();
        }
        return Optional.of(file);
    }

    /** SHA-256 over the path, length and bytes of each file, in the order of their paths. */
    private static String digest(Path home, Path folder) {
        try (Stream<Path> own = Files.walk(folder);
                Stream<Path> shared = Files.walk(home.resolve("xslt/common"));
                Stream<Path> codes = Files.walk(home.resolve("config/codes"))) {
            var sha256 = MessageDigest.getInstance("SHA-256");
            var files = Stream.of(own.filter(file -> !file.startsWith(folder.resolve("cases"))), shared, codes)
                    .flatMap(all -> all)
                    .filter(Files::isRegularFile)
                    .sorted()
                    .toList();
            for (var file : files) {
                var bytes = Files.readAllBytes(file);
                var name = home.relativize(file).toString().replace('\\', '/') + "\n" + bytes.length + "\n";
                sha256.update(name.getBytes(StandardCharsets.UTF_8));
                sha256.update(bytes);
            }
            return HexFormat.of().formatHex(sha256.digest());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }
}
