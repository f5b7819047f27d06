package passerelle.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** A home folder of a test's own, with one format of the house and some of its cases. */
record FormatHome(Path path, String format) {

    /** Copies what a format stands on. */
    static FormatHome of(Path folder, String format, List<String> cases) {
        copy(Path.of("config"), folder.resolve("config"), "");
        copy(Path.of("xslt/common"), folder.resolve("xslt/common"), "");
        copy(Path.of("xslt", format), folder.resolve("xslt").resolve(format), "cases");
        cases.forEach(name -> copy(
                Path.of("xslt", format, "cases", name),
                folder.resolve("xslt").resolve(format).resolve("cases").resolve(name),
                ""));
        return new FormatHome(folder, format);
    }

    private static void copy(Path from, Path to, String without) {
        try (var files = Files.walk(from)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                var name = from.relativize(file);
                if (without.isEmpty() || !name.startsWith(without)) {
                    Files.createDirectories(to.resolve(name.toString()).getParent());
                    Files.copy(file, to.resolve(name.toString()));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A file of the format. */
    Path file(String name) {
        return path.resolve("xslt").resolve(format).resolve(name);
    }

    /** Changes a file of the format, where it must hold {@code before}. */
    void change(String name, String before, String after) throws IOException {
        var text = Files.readString(file(name));
        if (!text.contains(before)) {
            throw new IllegalArgumentException(name + " does not hold " + before);
        }
        Files.writeString(file(name), text.replace(before, after));
    }
}
