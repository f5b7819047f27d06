package passerelle.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import passerelle.model.Agreement;
import passerelle.model.Partner;
import passerelle.model.PartnerId;
import passerelle.model.Problem;

/**
 * All of {@code config}, read at once: what is sound, and every problem of the rest with its file and line. A partner
 * or agreement with a problem is in neither list, so that nothing runs by a half of what somebody wrote.
 */
public final class Configuration {
    private static final Comparator<Problem> BY_PLACE =
            Comparator.comparing(Problem::file).thenComparingInt(Problem::line).thenComparingInt(Problem::column);

    private final Settings settings;
    private final List<Partner> partners;
    private final List<AgreementReader.Found> agreements;
    private final List<Problem> problems;
    private final List<MissingSecret> missingSecrets;

    private Configuration(
            Settings settings,
            List<Partner> partners,
            List<AgreementReader.Found> agreements,
            List<Problem> problems,
            List<MissingSecret> missingSecrets) {
        this.settings = settings;
        this.partners = List.copyOf(partners);
        this.agreements = List.copyOf(agreements);
        this.problems = problems.stream().sorted(BY_PLACE).toList();
        this.missingSecrets = missingSecrets;
    }

    /**
     * Reads everything; never throws for what a person wrote.
     *
     * @param home the folder that holds {@code config} and {@code xslt}
     * @param overrides keys and values of {@code --set}
     */
    public static Configuration read(Path home, Map<String, String> overrides, Map<String, String> environment) {
        return read(home, overrides, environment, true);
    }

    /** The same for trying a mapping out, where nobody calls or logs in: a secret that nobody has made yet is empty. */
    public static Configuration readForTrial(
            Path home, Map<String, String> overrides, Map<String, String> environment) {
        return read(home, overrides, environment, false);
    }

    private static Configuration read(
            Path home, Map<String, String> overrides, Map<String, String> environment, boolean secretsNeeded) {
        var root = home.toAbsolutePath().normalize();
        var problems = new ArrayList<Problem>();
        var layers = Layers.read(root, environment, overrides, problems);
        var settingsReader = new SettingsReader(layers, root, problems);
        var data = settingsReader.data();
        var secrets = new Secrets(root, data.resolve("secrets"), environment, secretsNeeded);
        var settings = settingsReader.read(data, secrets);

        var places = new Places(layers);
        var formats = folders(root.resolve("xslt"));
        var reporting = formats.stream()
                .filter(format -> answers(root.resolve("xslt").resolve(format)))
                .collect(Collectors.toUnmodifiableSet());
        var segmented = formats.stream()
                .filter(format -> syntax(root, format).equals("hl7v2"))
                .collect(Collectors.toUnmodifiableSet());
        var channels = new ChannelReader(
                settings, formats, reporting, segmented, StepFiles.names(root), secrets, new Claims());
        var partnerReader = new PartnerReader(root, channels, places, problems);
        var partners = new TreeMap<PartnerId, PartnerReader.Found>();
        for (var file : files(root, "config/partners", problems)) {
            partnerReader
                    .read(file)
                    .ifPresent(found -> partners.putIfAbsent(found.partner().id(), found));
        }
        var agreementReader = new AgreementReader(root, partners, places, problems);
        var agreements = files(root, "config/agreements", problems).stream()
                .flatMap(file -> agreementReader.read(file).stream())
                .toList();
        layers.done();
        return new Configuration(
                settings,
                partners.values().stream()
                        .filter(PartnerReader.Found::sound)
                        .map(PartnerReader.Found::partner)
                        .toList(),
                agreements,
                problems,
                secrets.missing());
    }

    /** This configuration with its agreements checked against the words of the common model. */
    public Configuration checkedBy(Vocabulary vocabulary) {
        var all = new ArrayList<>(problems);
        var checked = agreements.stream()
                .map(found -> {
                    int before = all.size();
                    vocabulary.check(found, all);
                    var sound = found.sound() && all.size() == before;
                    return new AgreementReader.Found(found.file(), found.agreement(), found.words(), sound);
                })
                .toList();
        return new Configuration(settings, partners, checked, all, missingSecrets);
    }

    public Settings settings() {
        return settings;
    }

    /** In the order of their ids. */
    public List<Partner> partners() {
        return partners;
    }

    public Optional<Partner> partner(PartnerId id) {
        return partners.stream().filter(partner -> partner.id().equals(id)).findFirst();
    }

    /** In the order of their ids. */
    public List<Agreement> agreements() {
        return agreements.stream()
                .filter(AgreementReader.Found::sound)
                .map(AgreementReader.Found::agreement)
                .toList();
    }

    /** Everything that must be mended before the gateway starts. */
    public List<Problem> problems() {
        return problems;
    }

    /** Secrets that are named and whose file does not exist; each is a problem too. */
    public List<MissingSecret> missingSecrets() {
        return missingSecrets;
    }

    /** The files of a folder that are ours to read, in order; others are problems. Hidden ones are nobody's business. */
    private static List<Path> files(Path home, String folder, List<Problem> problems) {
        var files = new ArrayList<Path>();
        if (!Files.isDirectory(home.resolve(folder))) {
            problems.add(Problem.in(folder, "the folder does not exist"));
            return files;
        }
        try (var listed = Files.list(home.resolve(folder))) {
            for (var path : listed.sorted().toList()) {
                var name = path.getFileName().toString();
                if (name.startsWith(".")) {
                    continue;
                }
                if (name.endsWith(FileName.ENDING) && Files.isRegularFile(path)) {
                    files.add(path);
                } else {
                    problems.add(Problem.in(folder + "/" + name, "only files that end in .yaml belong here"));
                }
            }
        } catch (IOException e) {
            problems.add(Problem.in(
                    folder, "the folder cannot be read: " + e.getClass().getSimpleName()));
        }
        return files;
    }

    /** A format answers files in its own way by a report.xml, or because its syntax has answers. */
    private static boolean answers(Path format) {
        if (Files.isRegularFile(format.resolve("report.xml"))) {
            return true;
        }
        try {
            return Files.readString(format.resolve("format.yaml"))
                    .lines()
                    .anyMatch(line -> line.matches("syntax:\\s*(hl7v2|edifact)\\s*(#.*)?"));
        } catch (IOException e) {
            // That the file is missing is told where formats are loaded.
            return false;
        }
    }

    private static Set<String> folders(Path parent) {
        if (!Files.isDirectory(parent)) {
            return Set.of();
        }
        var names = new TreeSet<String>();
        try (var listed = Files.list(parent)) {
            listed.filter(Files::isDirectory)
                    .forEach(path -> names.add(path.getFileName().toString()));
        } catch (IOException e) {
            // Whoever names a format is told that its folder is not to be found.
            return Set.of();
        }
        return names;
    }

    /** Whoever loads the format tells its problems. */
    private static String syntax(Path root, String format) {
        var file = root.resolve("xslt/" + format + "/format.yaml");
        return Files.isRegularFile(file)
                ? YamlMap.read(root, file, new ArrayList<>())
                        .flatMap(yaml -> yaml.optional("syntax"))
                        .orElse("")
                : "";
    }
}
