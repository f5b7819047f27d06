package passerelle.route;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import passerelle.config.Configuration;
import passerelle.config.HomeFiles;
import passerelle.config.Nearest;
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
import passerelle.model.Steps;
import passerelle.translate.Format;
import passerelle.translate.Formats;

/**
 * Everything that configuration, stylesheets and layouts say, read and checked as one: what {@code check} reports is
 * what {@code start} runs.
 */
public final class Plan {
    private static final int MOST_TRIES = 5;

    private final Source source;
    private final HomeFiles files;
    private final Configuration configuration;
    private final Formats formats;
    private final Map<FormatId, Layout> layouts;
    private final Map<FormatId, Layout> reports;
    private final Agreements agreements;
    private final Map<Way, Steps> steps;
    private final List<Problem> problems;

    private Plan(
            Source source,
            HomeFiles files,
            Configuration configuration,
            Formats formats,
            Map<FormatId, Layout> layouts,
            Map<FormatId, Layout> reports,
            List<Problem> problems) {
        this.source = source;
        this.files = files;
        this.configuration = configuration;
        this.formats = formats;
        this.layouts = Map.copyOf(layouts);
        this.reports = Map.copyOf(reports);
        this.agreements = new Agreements(configuration.agreements());
        this.steps = steps(configuration.partners());
        this.problems = List.copyOf(problems);
    }

    /** @param protocol as in the names of templates */
    private record Way(PartnerId partner, String protocol) {}

    /** Those of the ways that have some. */
    private static Map<Way, Steps> steps(List<Partner> partners) {
        var steps = new LinkedHashMap<Way, Steps>();
        for (var partner : partners) {
            partner.sends().stream()
                    .filter(way -> !way.steps().isNone())
                    .forEach(way -> steps.put(new Way(partner.id(), RouteFiles.name(way)), way.steps()));
        }
        return Map.copyOf(steps);
    }

    /** Never throws for what a person wrote: {@link #problems} has it all. */
    public static Plan read(Path home, Map<String, String> overrides, Map<String, String> environment) {
        var source = new Source(home, Map.copyOf(overrides), Map.copyOf(environment));
        for (int tries = 1; ; tries++) {
            var before = source.files();
            var plan = read(source, before);
            // A file that was saved meanwhile may be in the plan by half.
            if (tries == MOST_TRIES || source.files().equals(before)) {
                return plan;
            }
        }
    }

    /** What the same folder, overrides and environment say now. */
    public Plan again() {
        return read(source.home(), source.overrides(), source.environment());
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

    private static Plan read(Source source, HomeFiles files) {
        var home = source.home();
        var overrides = source.overrides();
        var environment = source.environment();
        var problems = new ArrayList<Problem>();
        var written = Configuration.read(home, overrides, environment);
        var formats = Formats.load(home, Set.of(), written.settings().stylesheetTime(), problems);
        var configuration = written.checkedBy(new Vocabulary(formats.types(), formats.fieldsByType()));
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
            problems.addAll(unfit(partner, formats));
        }
        problems.addAll(RouteFiles.problems(home, configuration.partners()));
        problems.sort((a, b) -> a.toString().compareTo(b.toString()));
        return new Plan(source, files, configuration, formats, layouts, reports, problems);
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
    private static List<Problem> unfit(Partner partner, Formats formats) {
        var file = "config/partners/" + partner.id() + ".yaml";
        var inbound = partner.sends().stream().flatMap(way -> formats.find(way.format()).stream()
                .flatMap(format -> misfit(way, format, formats.types()).stream()));
        var outbound = partner.receives().stream().flatMap(way -> formats.find(way.format()).stream()
                .flatMap(format -> misfit(way, format, formats.types()).stream()));
        return Stream.concat(inbound, outbound)
                .map(text -> Problem.in(file, text))
                .toList();
    }

    private static Optional<String> misfit(Inbound way, Format format, Set<String> types) {
        if (types.stream().noneMatch(format::reads)) {
            return Optional.of("sends " + format.id() + ", which declares no message with direction in");
        }
        if (way instanceof Inbound.Soap && format.wsdl().isEmpty()) {
            return Optional.of("sends " + format.id() + " by soap, which has no service.wsdl");
        }
        if (way instanceof Inbound.Files != format.layout().isPresent()) {
            return Optional.of("sends " + format.id() + " of syntax " + format.syntax()
                    + "; flat formats come by inbox or sftp, xml formats by soap or xml");
        }
        return Optional.empty();
    }

    private static Optional<String> misfit(Outbound way, Format format, Set<String> types) {
        if (types.stream().noneMatch(format::writes)) {
            return Optional.of("receives " + format.id() + ", which declares no message with direction out");
        }
        if (way instanceof Outbound.Soap && format.layout().isPresent()) {
            return Optional.of("receives " + format.id() + " by soap, which is a flat format; soap needs xml");
        }
        if (!(way instanceof Outbound.Soap) && format.layout().isEmpty() && most(way) > 1) {
            return Optional.of("receives " + format.id() + " as files, which is an xml format: most-records must be 1");
        }
        return Optional.empty();
    }

    private static int most(Outbound way) {
        if (way instanceof Outbound.Sftp sftp) {
            return sftp.batch().most();
        }
        if (way instanceof Outbound.Outbox outbox) {
            return outbox.batch().most();
        }
        return way instanceof Outbound.Folder folder ? folder.batch().most() : 1;
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

    public Optional<Partner> find(PartnerId id) {
        return configuration.partner(id);
    }

    public Partner partner(PartnerId id) {
        return find(id).orElseThrow(() -> new IllegalStateException("No partner " + id + " in config/partners"));
    }

    /** The team's own steps that a partner's messages take. @param protocol that they came by, as in {@code soap} */
    public Steps steps(PartnerId partner, String protocol) {
        return steps.isEmpty() ? Steps.NONE : steps.getOrDefault(new Way(partner, protocol), Steps.NONE);
    }

    /** The same for the records of its files. */
    public Steps fileSteps(PartnerId partner) {
        return partner(partner).sendsBy(Inbound.Files.class).map(Inbound::steps).orElse(Steps.NONE);
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
