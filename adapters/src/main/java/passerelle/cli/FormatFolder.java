package passerelle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import passerelle.config.Nearest;
import passerelle.model.FormatId;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;

/** The folders of {@code xslt}, by the names that people type. */
final class FormatFolder {
    private FormatFolder() {}

    static Optional<FormatId> find(Path home, String name) {
        return names(home).contains(name) ? Optional.of(new FormatId(name)) : Optional.empty();
    }

    /** The format of this name; wrong use when there is none. */
    static FormatId named(Path home, String name, CommandSpec spec) {
        return find(home, name)
                .orElseThrow(() -> new ParameterException(
                        spec.commandLine(),
                        "there is no format '" + name + "' in " + home.resolve("xslt")
                                + Nearest.to(name, names(home))
                                        .map(near -> "; did you mean '" + near + "'?")
                                        .orElse("")));
    }

    static List<String> names(Path home) {
        if (!Files.isDirectory(home.resolve("xslt"))) {
            return List.of();
        }
        try (var folders = Files.list(home.resolve("xslt"))) {
            return folders.filter(folder -> Files.isRegularFile(folder.resolve("format.yaml")))
                    .map(folder -> folder.getFileName().toString())
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
