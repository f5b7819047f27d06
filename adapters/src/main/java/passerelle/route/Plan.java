package passerelle.route;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import passerelle.config.Configuration;
import passerelle.config.HomeFiles;
import passerelle.config.Nearest;
import passerelle.config.StepFiles;
import passerelle.config.Vocabulary;
import passerelle.decide.Agreements;
import passerelle.format.FileReader;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.Layout;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.Inbound;
import passerelle.model.Outbound;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.translate.Format;
import passerelle.translate.Formats;
import passerelle.translate.PairKey;
import passerelle.translate.Tracing;

/**
 * Everything that configuration, stylesheets and layouts say, read and checked as one: what {@code check} reports is
 * what {@code start} runs.
 */
public final class Plan {
    private static final String HL7 = "hl7v2";
    private static final String XML = "xml";
    private static final int MOST_TRIES = 5;

    private final Source source;
    private final HomeFiles files;
    private final Configuration configuration;
    private final Formats formats;
    private final Map<FormatId, Layout> layouts;
    private final Map<FormatId, Layout> reports;
    private final Agreements agreements;
    private final Map<String, byte[]> stepRoutes;
    private final List<Problem> problems;

    private Plan(
            Source source,
            HomeFiles files,
            Configuration configuration,
            Formats formats,
            Map<FormatId, Layout> layouts,
            Map<FormatId, Layout> reports,
            Map<String, byte[]> stepRoutes,
            List<Problem> problems) {
        this.source = source;
        this.files = files;
        this.configuration = configuration;
        this.formats = formats;
        this.layouts = Map.copyOf(layouts);
        this.reports = Map.copyOf(reports);
        this.agreements = new Agreements(configuration.agreements());
        this.stepRoutes = Map.copyOf(stepRoutes);
        this.problems = List.copyOf(problems);
    }

    /** Never throws for what a person wrote: {@link #problems} has it all. */
    public static Plan read(Path home, Map<String, String> overrides, Map<String, String> environment) {
        return read(home, overrides, environment, Set.of());
    }

    /** The same with these formats only; none means all of them. */
    public static Plan read(
            Path home, Map<String, String> overrides, Map<String, String> environment, Set<FormatId> wanted) {
        return whole(new Source(home, Map.copyOf(overrides), Map.copyOf(environment)), wanted, Optional.empty());
    }

    private static Plan whole(Source source, Set<FormatId> wanted, Optional<Plan> running) {
        for (int tries = 1; ; tries++) {
            var before = source.files();
            var written = Configuration.read(source.home(), source.overrides(), source.environment());
            var time = written.settings().stylesheetTime();
            var kept = running.filter(plan ->
                            plan.configuration.settings().stylesheetTime().equals(time))
                    .map(Plan::formats);
            var plan = read(source, before, written, wanted, true, Optional.empty(), kept);
            // A file that was saved meanwhile may be in the plan by half.
            if (tries == MOST_TRIES || source.files().equals(before)) {
                return plan;
            }
        }
    }

    /** What the same folder, overrides and environment say now; formats that did not change are taken over as they are. */
    public Plan again() {
        return whole(source, Set.of(), Optional.of(this));
    }

    /** Where a plan is read from. */
    private record Source(Path home, Map<String, String> overrides, Map<String, String> environment) {
        HomeFiles files() {
            try {
                return HomeFiles.read(home);
            } catch (IOException e) {
                // What cannot be read is a problem of the plan.
                return HomeFiles.none();
            }
        }
    }

    /**
     * The same of some formats, to try them out: nothing is said of partners whose formats are none of these, and a
     * secret that nobody has made yet is no problem.
     *
     * @param wanted the formats to load, by what the configuration says
     * @param tracing watches their stylesheets
     */
    public static Plan readForTrial(
            Path home,
            Map<String, String> overrides,
            Map<String, String> environment,
            Function<Configuration, Set<FormatId>> wanted,
            Optional<Tracing> tracing) {
        var configuration = Configuration.readForTrial(home, overrides, environment);
        var source = new Source(home, Map.copyOf(overrides), Map.copyOf(environment));
        // No evidence names a trial, and of the routes only a team's own steps matter to it.
        return read(
                source,
                HomeFiles.none(),
                configuration,
                wanted.apply(configuration),
                configuration.partners().stream().anyMatch(Plan::hasSteps),
                tracing,
                Optional.empty());
    }

    private static Plan read(
            Source source,
            HomeFiles files,
            Configuration written,
            Set<FormatId> wanted,
            boolean hasRoutes,
            Optional<Tracing> tracing,
            Optional<Formats> running) {
        var home = source.home();
        var problems = new ArrayList<Problem>();
        // Camel's reader needs as long as all of the configuration, so they go side by side.
        var routes = CompletableFuture.supplyAsync(
                () -> hasRoutes ? Optional.of(RouteFiles.read(home)) : Optional.<RouteFiles>empty());
        var formats = Formats.load(home, wanted, written.settings().stylesheetTime(), tracing, running, problems);
        // Without a common model its own fault is told, and not that agreements use words that it lacks.
        var configuration = formats.types().isEmpty()
                ? written
                : written.checkedBy(new Vocabulary(formats.types(), formats.fieldsByType()));
        problems.addAll(configuration.problems());
        var layouts = new LinkedHashMap<FormatId, Layout>();
        var reports = new LinkedHashMap<FormatId, Layout>();
        for (var format : formats.all()) {
            format.layout().flatMap(file -> Layout.read(home, file, problems)).ifPresent(layout -> {
                layouts.put(format.id(), layout);
                report(home, format, layout, problems).ifPresent(report -> reports.put(format.id(), report));
            });
        }
        for (var partner : configuration.partners()) {
            problems.addAll(unfit(home, partner, formats));
            problems.addAll(noKeys(home, partner));
        }
        var read = routes.join();
        read.ifPresent(all -> problems.addAll(all.problems(configuration.partners())));
        problems.sort((a, b) -> a.toString().compareTo(b.toString()));
        return new Plan(
                source,
                files,
                configuration,
                formats,
                layouts,
                reports,
                read.map(RouteFiles::steps).orElse(Map.of()),
                problems);
    }

    /** Whether any way of a partner takes steps of the team's own. */
    static boolean hasSteps(Partner partner) {
        return partner.sends().stream().anyMatch(way -> !way.terms().steps().isNone());
    }

    private static Optional<Layout> report(Path home, Format format, Layout layout, List<Problem> problems) {
        var report = format.report().flatMap(file -> layout.readReport(home, file, problems));
        report.ifPresent(read -> format.reportRecord()
                .filter(record -> !read.messages().contains(record.value()))
                .ifPresent(record -> problems.add(new Problem(
                        "xslt/" + format.id() + "/format.yaml",
                        record.line(),
                        record.column(),
                        "report.xml has no record '" + record.value() + "' beside header and trailer; it has "
                                + String.join(", ", read.messages()),
                        Nearest.to(record.value(), read.messages())))));
        return report;
    }

    /** What the shape of a partner's ways asks of its formats. */
    private static List<Problem> unfit(Path home, Partner partner, Formats formats) {
        var file = "config/partners/" + partner.id() + ".yaml";
        var inbound = partner.sends().stream().flatMap(way -> formats.find(way.format()).stream()
                .flatMap(format -> misfit(way, format, formats.types()).stream())
                .map(text -> Problem.at(file, line(home.resolve(file), "sends", way.format()), 0, text)));
        var outbound = partner.receives().stream().flatMap(way -> formats.find(way.format()).stream()
                .flatMap(format -> misfit(way, format, formats.types()).stream())
                .map(text -> Problem.at(file, line(home.resolve(file), "receives", way.format()), 0, text)));
        return Stream.concat(inbound, outbound).toList();
    }

    /** What is no XPath among the keys of a partner's pairs. */
    private static List<Problem> noKeys(Path home, Partner partner) {
        var file = "config/partners/" + partner.id() + ".yaml";
        return partner.sends().stream()
                .flatMap(way -> way.terms().steps().pair().stream())
                .flatMap(pair -> PairKey.compile(pair.key(), Duration.ofSeconds(1))
                        .match(
                                key -> Stream.<Problem>empty(),
                                failure -> Stream.of(Problem.at(
                                        file,
                                        line(home.resolve(file), ".*\\bkey: .*" + Pattern.quote(pair.key()) + ".*"),
                                        0,
                                        "'key' is not an XPath: " + failure.found()))))
                .toList();
    }

    /** The first line of this form; 0 when there is none. */
    private static int line(Path file, String form) {
        try {
            var lines = Files.readAllLines(file);
            return 1
                    + IntStream.range(0, lines.size())
                            .filter(i -> lines.get(i).matches(form))
                            .findFirst()
                            .orElse(-1);
        } catch (IOException e) {
            return 0;
        }
    }

    /** Where a partner's file names the format of a way, below one of its keys; 0 when that cannot be told. */
    private static int line(Path file, String key, FormatId format) {
        try {
            var lines = Files.readAllLines(file);
            boolean isBelow = false;
            for (int i = 0; i < lines.size(); i++) {
                isBelow = lines.get(i).matches("\\S.*") && !lines.get(i).startsWith("#")
                        ? lines.get(i).startsWith(key + ":")
                        : isBelow;
                if (isBelow && lines.get(i).matches(".*\\bformat: *[\"']?" + format + "\\b.*")) {
                    return i + 1;
                }
            }
            return 0;
        } catch (IOException e) {
            return 0;
        }
    }

    private static Optional<String> misfit(Inbound way, Format format, Set<String> types) {
        if (types.stream().noneMatch(format::reads)) {
            return Optional.of("sends " + format.id() + ", which declares no message with direction in");
        }
        if (way instanceof Inbound.Soap && format.wsdl().isEmpty()) {
            return Optional.of("sends " + format.id() + " by soap, which has no service.wsdl");
        }
        if (way instanceof Inbound.Mllp && !format.syntax().equals(HL7)) {
            return Optional.of(
                    "sends " + format.id() + " of syntax " + format.syntax() + " by mllp; only hl7v2 comes so");
        }
        boolean comes = way instanceof Inbound.Files
                ? comesInFiles(format)
                : way instanceof Inbound.Mllp || format.syntax().equals(XML);
        if (!comes) {
            return Optional.of(
                    "sends " + format.id() + " of syntax " + format.syntax()
                            + "; flat, edifact and hl7v2 formats come by inbox or sftp, xml formats by soap or xml, hl7v2 by mllp");
        }
        return Optional.empty();
    }

    private static Optional<String> misfit(Outbound way, Format format, Set<String> types) {
        if (types.stream().noneMatch(format::writes)) {
            return Optional.of("receives " + format.id() + ", which declares no message with direction out");
        }
        if (way instanceof Outbound.Soap && !format.syntax().equals(XML)) {
            return Optional.of("receives " + format.id() + " by soap, which is a format of syntax " + format.syntax()
                    + "; soap needs xml");
        }
        if (way instanceof Outbound.Mllp && !format.syntax().equals(HL7)) {
            return Optional.of(
                    "receives " + format.id() + " of syntax " + format.syntax() + " by mllp; only hl7v2 goes so");
        }
        if (way instanceof Outbound.Files && format.layout().isEmpty() && most(way) > 1) {
            return Optional.of("receives " + format.id() + " as files of one message each (syntax " + format.syntax()
                    + "): most-records must be 1");
        }
        return Optional.empty();
    }

    private static boolean comesInFiles(Format format) {
        return format.layout().isPresent()
                || format.bytes()
                        .flatMap(syntax -> syntax.files(WrongTotals.REFUSE))
                        .isPresent();
    }

    private static int most(Outbound way) {
        return way instanceof Outbound.Files files ? files.batch().most() : 1;
    }

    /** SHA-256 over configuration, routes and stylesheets, in hexadecimal: what ran when. */
    public String digest() {
        return files.digest();
    }

    /** The files that the plan was read from. */
    public HomeFiles files() {
        return files;
    }

    public Configuration configuration() {
        return configuration;
    }

    public Formats formats() {
        return formats;
    }

    /** Who may receive what, by the agreements of this plan. */
    public Agreements agreements() {
        return agreements;
    }

    public Optional<Format> format(FormatId id) {
        return formats.find(id);
    }

    public List<Problem> problems() {
        return problems;
    }

    /** The routes of the team's own steps as they were read, by their files below the home folder. Treat as immutable. */
    Map<String, byte[]> stepRoutes() {
        return stepRoutes;
    }

    /** What is wrong with the team's own steps: with any fault none of them runs. */
    public List<Problem> stepProblems() {
        return problems.stream()
                .filter(problem -> problem.file().startsWith(StepFiles.FOLDER + "/"))
                .toList();
    }

    /** What may be meant so, and most likely is not. */
    public List<Problem> warnings() {
        return Doubts.of(configuration);
    }

    public Optional<Partner> find(PartnerId id) {
        return configuration.partner(id);
    }

    public Partner partner(PartnerId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No partner " + id + " in config/partners"));
    }

    public Layout layout(FormatId id) {
        return Optional.ofNullable(layouts.get(id))
                .orElseThrow(() -> new IllegalStateException("Format " + id + " has no layout"));
    }

    /** Reads the files of a format; {@code rule} says what becomes of a message whose own control totals do not fit. */
    public FileReader reader(FormatId id, WrongTotals rule) {
        return formats.find(id)
                .flatMap(Format::bytes)
                .flatMap(syntax -> syntax.files(rule))
                .orElseGet(() -> new FlatReader(layout(id)));
    }

    /** How a report on a file of this format is laid out, where the format has reports of its own. */
    public Optional<Layout> report(FormatId id) {
        return Optional.ofNullable(reports.get(id));
    }
}
