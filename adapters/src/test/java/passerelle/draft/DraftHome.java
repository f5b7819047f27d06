package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.translate.Cases;
import passerelle.translate.CodeLists;
import passerelle.translate.Format;
import passerelle.translate.Formats;

/** A home folder with the common model and no format but those that are drafted. */
final class DraftHome {
    static final FormatId FORMAT = new FormatId("sample-v1");
    private static final LocalDate TODAY = LocalDate.of(2026, 11, 25);
    private static final CodeLists CODES = codes();
    private static final Set<String> TYPES =
            Formats.vocabulary(Path.of(""), new ArrayList<>()).keySet();

    final Path path;

    DraftHome(Path path) {
        this.path = path;
        List.of("xslt/common", "config/codes", "config/schemas").forEach(this::copy);
    }

    /** The same with a format of the house. */
    DraftHome with(String format) {
        copy("xslt/" + format);
        return this;
    }

    private void copy(String part) {
        try (Stream<Path> files = Files.walk(Path.of(part))) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(path.resolve(file).getParent());
                Files.copy(file, path.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Drafting drafting() {
        return new Drafting(CODES, TYPES, TODAY);
    }

    /** Changes a file of the draft, as a person would. */
    void edit(String file, UnaryOperator<String> change) throws IOException {
        var at = path.resolve("xslt").resolve(FORMAT.value()).resolve(file);
        var text = Files.readString(at);
        var changed = change.apply(text);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(at, changed);
    }

    /** What the draft says to a message: {@code common}, or the code and place at which it stops. */
    String said(byte[] message) {
        var format = format();
        return format.bytes()
                .orElseThrow()
                .read(message)
                .then(document -> format.toCommon(document, Cases.gateway(format)))
                .match(common -> "common", failure -> failure.code().code() + " at " + failure.place());
    }

    /** The draft as the gateway loads it. */
    Format format() {
        var problems = new ArrayList<Problem>();
        var formats = Formats.load(path, Set.of(FORMAT), Duration.ofSeconds(20), problems);
        assertThat(problems).isEmpty();
        return formats.find(FORMAT).orElseThrow();
    }

    private static CodeLists codes() {
        return CodeLists.load(Path.of(""), new ArrayList<>()).orElseThrow();
    }

    static Outcome outcome(byte[] sample, Optional<String> type) {
        return drafting().draft(FORMAT, List.of(new Sample("sample", sample)), type);
    }

    static Draft draft(byte[] sample, Optional<String> type) {
        return draft(List.of(new Sample("sample", sample)), type);
    }

    static Draft draft(List<Sample> samples, Optional<String> type) {
        return drafting().draft(FORMAT, samples, type).match(draft -> draft, why -> {
            throw new AssertionError("No draft: " + why);
        });
    }

    /** What is mapped, field to path; every other field stops the message. */
    static Map<String, String> mapped(Draft draft) {
        var mapped = new TreeMap<String, String>();
        draft.fields().stream()
                .filter(line -> !line.done().equals(Draft.STOPS))
                .forEach(line -> mapped.put(line.field(), line.done()));
        return mapped;
    }

    /** Writes the draft, which must load and whose case must pass; then the text of a file of it. */
    String written(Draft draft, byte[] sample, String file) {
        try {
            var written = new DraftFolder(path).write(draft, new Sample("sample", sample));
            assertThat(written.problems()).isEmpty();
            return Files.readString(written.folder().resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
