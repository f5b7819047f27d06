package passerelle.draft;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import passerelle.config.YamlMap;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.translate.Cases;
import passerelle.translate.Format;
import passerelle.translate.Formats;

/**
 * A format of the house that knows the messages of samples: a draft is made from its files.
 *
 * @param types of the common model that it reads
 * @param refusal why it refuses a message of the samples, without any value; empty when it takes all
 * @param files of its folder, but for README and cases: name to text
 */
public record Shipped(
        FormatId id, List<String> types, Optional<String> refusal, Map<String, String> files, SampleMessages messages) {
    private static final Duration LONG = Duration.ofSeconds(20);

    public Shipped {
        types = List.copyOf(types);
        files = Map.copyOf(files);
    }

    /**
     * The formats that know the messages of samples of HL7 v2 or EDIFACT, those first that take them all. Of other samples
     * there are none: that a table fits does not say that it means the same.
     */
    public static List<Shipped> knowing(Path home, List<Sample> samples) throws IOException {
        var syntax = Messages.syntax(samples.get(0).bytes());
        if (syntax.isEmpty()) {
            return List.of();
        }
        var ids = formats(home, syntax.get());
        if (ids.isEmpty()) {
            return List.of();
        }
        // A format with a fault is none to draft from; check says what is wrong with it.
        var formats = Formats.load(home, ids, LONG, new ArrayList<>());
        var found = new ArrayList<Shipped>();
        for (var format : formats.all()) {
            var messages = SampleMessages.of(format.bytes().orElseThrow(), samples);
            if (!messages.documents().isEmpty()) {
                var types =
                        formats.types().stream().filter(format::reads).sorted().toList();
                of(format, messages, types, formats.folder(format.id())).ifPresent(found::add);
            }
        }
        found.sort(Comparator.comparing((Shipped one) -> one.refusal().isPresent())
                .thenComparing(one -> one.id().value()));
        return List.copyOf(found);
    }

    private static TreeSet<FormatId> formats(Path home, String syntax) throws IOException {
        var ids = new TreeSet<FormatId>();
        try (Stream<Path> folders = Files.list(home.resolve("xslt"))) {
            for (var folder : folders.toList()) {
                var file = folder.resolve("format.yaml");
                var name = folder.getFileName().toString();
                if (Files.isRegularFile(file)
                        && name.matches("[a-z][a-z0-9-]*-v[0-9]+")
                        && YamlMap.read(home, file, new ArrayList<Problem>())
                                .filter(yaml -> yaml.has("syntax")
                                        && yaml.text("syntax").equals(syntax))
                                .isPresent()) {
                    ids.add(new FormatId(name));
                }
            }
        }
        return ids;
    }

    /** Empty when the format has no message of this name. */
    private static Optional<Shipped> of(Format format, SampleMessages messages, List<String> types, Path folder)
            throws IOException {
        Optional<String> refusal = Optional.empty();
        for (var document : messages.documents()) {
            var failure = format.toCommon(document, Cases.gateway(format))
                    .match(common -> Optional.<Failure>empty(), Optional::of);
            if (failure.filter(why -> why.code() == FailureCode.READ_UNEXPECTED).isPresent()) {
                return Optional.empty();
            }
            refusal = refusal.or(() -> failure.map(SampleMessages::sentence));
        }
        var files = new TreeMap<String, String>();
        try (Stream<Path> all = Files.list(folder)) {
            for (var file : all.filter(Files::isRegularFile).toList()) {
                var name = file.getFileName().toString();
                if (!name.equals("README.md")) {
                    files.put(name, Files.readString(file));
                }
            }
        }
        return Optional.of(new Shipped(format.id(), types, refusal, files, messages));
    }

    /** {@code hl7-adt-v2 reads this sample}, or why it does not. */
    String sentence() {
        return refusal.map(why -> id + " knows the messages of this sample and refuses one of them: " + why)
                .orElse(id + " reads this sample");
    }

    @Override
    public String toString() {
        return "Shipped[" + id + "]";
    }
}
