package passerelle.format.copybook;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import passerelle.format.flat.Layout;
import passerelle.model.Problem;

/** Copybooks for tests, and what was made of them. */
final class Copybooks {
    static final LayoutChoices MAINFRAME = choices("cp037");

    private Copybooks() {}

    /** Everything that came of one copybook. */
    record Outcome(Optional<CopybookLayout> layout, List<Problem> problems) {
        Outcome {
            problems = List.copyOf(problems);
        }

        String xml() {
            return layout.orElseThrow(() -> new AssertionError(problems.toString()))
                    .xml();
        }

        /** The elements of the layout, without comments. */
        List<String> elements() {
            return xml().replaceAll("(?s)<!--.*?-->", "")
                    .lines()
                    .map(String::strip)
                    .filter(line -> !line.isEmpty() && !line.startsWith("<?"))
                    .toList();
        }

        /** The elements in the only record. */
        List<String> parts() {
            var elements = elements();
            return elements.subList(2, elements.size() - 2);
        }

        List<String> texts() {
            return problems.stream().map(Problem::toString).toList();
        }
    }

    static LayoutChoices choices(String encoding) {
        return new LayoutChoices(Optional.empty(), encoding, Charset.forName(encoding), Optional.empty());
    }

    static LayoutChoices choices(FileFraming framing) {
        return new LayoutChoices(Optional.empty(), "cp037", Charset.forName("cp037"), Optional.of(framing));
    }

    static Outcome made(byte[] bytes, LayoutChoices choices) {
        var problems = new ArrayList<Problem>();
        var layout = Copybook.layout("test.cpy", bytes, choices, problems);
        return new Outcome(layout, problems);
    }

    static Outcome made(String text) {
        return made(text.getBytes(StandardCharsets.UTF_8), MAINFRAME);
    }

    /** Of the clauses of one item, in free format. */
    static Outcome item(String clauses) {
        return made("01 R.\n  05 A " + clauses + ".\n");
    }

    static String resource(String name) {
        try (InputStream in = Objects.requireNonNull(Copybooks.class.getResourceAsStream(name), name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome example(String name) {
        return made(resource(name + "/copybook.cpy"));
    }

    /** The layout as the gateway reads it. */
    static Optional<Layout> read(String xml, List<Problem> problems) {
        try {
            var home = Files.createTempDirectory("copybook");
            var file = Files.writeString(home.resolve("layout.xml"), xml);
            try {
                return Layout.read(home, file, problems);
            } finally {
                Files.delete(file);
                Files.delete(home);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Every example, by the folder that it is in. */
    static List<String> examples() {
        var folder = Path.of("adapters/src/test/resources/passerelle/format/copybook");
        try (var files = Files.list(folder)) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
