package passerelle.route;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import passerelle.config.Configuration;
import passerelle.config.Nearest;
import passerelle.config.Vocabulary;
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

/**
 * Everything that configuration, stylesheets and layouts say, read and checked as one: what {@code check} reports is
 * what {@code start} runs.
 */
public final class Plan {
    private final Configuration configuration;
    private final Formats formats;
    private final Map<FormatId, Layout> layouts;
    private final Map<FormatId, Layout> reports;
    private final List<Problem> problems;

    private Plan(
            Configuration configuration,
            Formats formats,
            Map<FormatId, Layout> layouts,
            Map<FormatId, Layout> reports,
            List<Problem> problems) {
        this.configuration = configuration;
        this.formats = formats;
        this.layouts = Map.copyOf(layouts);
        this.reports = Map.copyOf(reports);
        this.problems = List.copyOf(problems);
    }

    /** Never throws for what a person wrote: {@link #problems} has it all. */
    public static Plan read(Path home, Map<String, String> overrides, Map<String, String> environment) {
        return read(home, overrides, environment, Set.of());
    }

    /** The same with these formats only; none means all of them. */
    public static Plan read(
            Path home, Map<String, String> overrides, Map<String, String> environment, Set<FormatId> wanted) {
        var problems = new ArrayList<Problem>();
        // Camel's reader needs as long as all of the configuration, so they go side by side.
        var routes = CompletableFuture.supplyAsync(() -> RouteFiles.read(home));
        var written = Configuration.read(home, overrides, environment);
        var formats = Formats.load(home, wanted, written.settings().stylesheetTime(), problems);
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
        }
        problems.addAll(routes.join().problems(configuration.partners()));
        problems.sort((a, b) -> a.toString().compareTo(b.toString()));
        return new Plan(configuration, formats, layouts, reports, problems);
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

    /** SHA-256 over configuration and stylesheets, in hexadecimal: what ran when. */
    public String digest() {
        var all = new StringBuilder(configuration.digest());
        formats.all().forEach(format -> all.append(format.id()).append(format.digest()));
        try {
            var sha = MessageDigest.getInstance("SHA-256").digest(all.toString().getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(sha);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    public Configuration configuration() {
        return configuration;
    }

    public Formats formats() {
        return formats;
    }

    public List<Problem> problems() {
        return problems;
    }

    /** What may be meant so, and most likely is not: partners that no agreement names. */
    public List<Problem> warnings() {
        return configuration.partners().stream()
                .filter(partner -> configuration.agreements().stream()
                        .noneMatch(agreement -> agreement.sender().id().equals(partner.id())
                                || agreement.receiver().id().equals(partner.id())))
                .map(partner -> Problem.in(
                        "config/partners/" + partner.id() + ".yaml",
                        "no sound agreement names '" + partner.id()
                                + "'; what it sends is refused, and it gets nothing"))
                .toList();
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
