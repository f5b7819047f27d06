package passerelle.draft;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;
import passerelle.translate.Cases;
import passerelle.translate.Format;
import passerelle.translate.Formats;

/**
 * Writes a draft into {@code xslt/<format>} and makes its first case by the gateway's own reader and stylesheets, so that
 * the case says what the draft does.
 */
public final class DraftFolder {
    private static final Duration LONG = Duration.ofSeconds(20);
    private static final String CASE = "cases/first-record/";

    private final Path home;

    /** @param home the folder that holds {@code xslt} and {@code config} */
    public DraftFolder(Path home) {
        this.home = home;
    }

    /**
     * What was written.
     *
     * @param problems of the folder as the gateway sees it; none, unless something is wrong with the draft itself
     * @param firstCase what the first record of the samples gives, in a sentence without any value
     */
    public record Written(Path folder, List<Problem> problems, String firstCase) {
        public Written {
            problems = List.copyOf(problems);
        }
    }

    /** Writes the folder, which must not exist yet. */
    public Written write(Draft draft, Sample sample) throws IOException {
        var folder = home.resolve("xslt").resolve(draft.format().value());
        Files.createDirectory(folder);
        for (var file : draft.files().entrySet()) {
            Files.writeString(folder.resolve(file.getKey()), file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        var problems = new ArrayList<Problem>();
        var format = Formats.load(home, Set.of(draft.format()), LONG, problems).find(draft.format());
        var firstCase =
                format.isPresent() ? firstCase(format.get(), folder, draft, sample, problems) : "No case was made.";
        var readme = folder.resolve("README.md");
        Files.writeString(readme, Files.readString(readme).replace("%first-case%", firstCase));
        return new Written(folder, problems, firstCase);
    }

    private String firstCase(Format format, Path folder, Draft draft, Sample sample, List<Problem> problems)
            throws IOException {
        var first = format.layout().isPresent()
                ? firstRecord(format.layout().get(), sample, problems)
                        .map(record -> new Draft.Input("xml", text(record).getBytes(StandardCharsets.UTF_8)))
                : draft.input();
        if (first.isEmpty()) {
            return "No record of the sample fits the layout, so that there is no case: look at the lengths and the character set.";
        }
        var input = folder.resolve(CASE + "input." + first.get().ending());
        Files.createDirectories(folder.resolve(CASE));
        Files.write(input, first.get().bytes());
        var document = format.bytes()
                .map(syntax -> syntax.read(first.get().bytes()))
                .orElseGet(() -> HardenedXml.parse(first.get().bytes()));
        var said = document.then(node -> format.toCommon(node, Cases.gateway(format)))
                .match(
                        common -> {
                            put(
                                    folder.resolve(CASE + "expected.xml"),
                                    text(common).replace(format.digest(), "*"));
                            return "It becomes `expected.xml`; nothing in it was open.";
                        },
                        failure -> {
                            put(folder.resolve(CASE + "expected.failure"), failure.forSender() + "\n");
                            return "It is refused with " + failure.code().code() + ", as `expected.failure` says.";
                        });
        new Cases(format, folder)
                .run("first-record")
                .ifPresent(
                        text -> problems.add(Problem.in(home.relativize(input).toString(), "the case does not pass")));
        return said;
    }

    private static void put(Path file, String text) {
        try {
            Files.writeString(file, text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Optional<XdmNode> firstRecord(Path layout, Sample sample, List<Problem> problems) throws IOException {
        var read = Layout.read(home, layout, problems);
        if (read.isEmpty()) {
            return Optional.empty();
        }
        var first = new ArrayList<XdmNode>();
        var reading = new FlatReader(read.get()).open(new ByteArrayInputStream(sample.bytes()));
        var sink = new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (first.isEmpty() && !record.isFrame()) {
                    first.add(record.node());
                }
            }

            @Override
            public void bad(BadRecord record) {
                // The case is of the first record that fits.
            }
        };
        boolean more = true;
        while (more && first.isEmpty()) {
            more = reading.read(1, sink);
        }
        return first.stream().findFirst();
    }

    private static String text(XdmNode node) {
        var out = new StringWriter();
        var serializer = HardenedXml.SAXON.newSerializer(out);
        serializer.setOutputProperty(Serializer.Property.INDENT, "yes");
        serializer.setOutputProperty(Serializer.Property.ENCODING, StandardCharsets.UTF_8.name());
        try {
            serializer.serializeNode(node);
        } catch (SaxonApiException e) {
            throw new IllegalStateException("A tree could not be written", e);
        }
        return out + "\n";
    }
}
