package passerelle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import passerelle.config.Nearest;
import passerelle.model.FormatId;
import passerelle.model.Problem;

/**
 * One part of a home folder, and what it touches: of a partner its formats and agreements, of an agreement its partners, of
 * a format the partners that use it. What all parts stand on (settings, common model, codes, routes) is always touched.
 *
 * @param places beginnings of the paths of files that are meant, relative to the home folder
 * @param formats that are touched; none means all of them
 */
record Part(Set<String> places, Set<FormatId> formats) {
    private static final List<String> SHARED =
            List.of("config/gateway.properties", "config/codes", "config/schemas", "xslt/common", "routes");

    Part {
        places = Set.copyOf(places);
        formats = Set.copyOf(formats);
    }

    boolean holds(Problem problem) {
        return Stream.concat(SHARED.stream(), places.stream())
                .anyMatch(
                        place -> problem.file().equals(place) || problem.file().startsWith(place + "/"));
    }

    /** The part of this name: the id of a partner, agreement or format, or a file or folder of the home. */
    static Optional<Part> of(Path home, String name) {
        var id = name.replaceFirst("^(config/(partners|agreements)/(?=[^/]+\\.yaml$)|xslt/(?!common/))", "")
                .replaceFirst("\\.yaml$", "")
                .replaceFirst("/.*", "");
        var files = new LinkedHashSet<Path>();
        if (Files.isRegularFile(home.resolve("config/partners/" + id + ".yaml"))) {
            files.add(home.resolve("config/partners/" + id + ".yaml"));
            files.addAll(naming(home, "config/agreements", id));
        } else if (Files.isRegularFile(home.resolve("config/agreements/" + id + ".yaml"))) {
            var agreement = home.resolve("config/agreements/" + id + ".yaml");
            files.add(agreement);
            yaml(home, "config/partners").stream()
                    .filter(partner -> names(agreement, stem(partner)))
                    .forEach(files::add);
        } else if (!id.equals("common") && Files.isDirectory(home.resolve("xslt/" + id)) && !id.isEmpty()) {
            files.addAll(naming(home, "config/partners", id));
            return Optional.of(new Part(places(home, files, Set.of(id)), format(id)));
        } else {
            return Files.exists(home.resolve(name)) ? Optional.of(new Part(Set.of(name), Set.of())) : Optional.empty();
        }
        var formats = new TreeSet<String>();
        for (var format : known(home)) {
            if (files.stream().anyMatch(file -> names(file, format))) {
                formats.add(format);
            }
        }
        return Optional.of(new Part(
                places(home, files, formats),
                Set.copyOf(formats.stream().map(FormatId::new).toList())));
    }

    /** None for a folder whose name is no format's, which is told where all are loaded. */
    private static Set<FormatId> format(String id) {
        try {
            return Set.of(new FormatId(id));
        } catch (IllegalArgumentException e) {
            return Set.of();
        }
    }

    /** What somebody may have meant by a name that no part has. */
    static Optional<String> nearest(Path home, String name) {
        var all = new TreeSet<>(known(home));
        Stream.of("config/partners", "config/agreements")
                .flatMap(folder -> yaml(home, folder).stream())
                .forEach(file -> all.add(stem(file)));
        return Nearest.to(name, all);
    }

    private static Set<String> places(Path home, Set<Path> files, Set<String> formats) {
        var places = new TreeSet<String>();
        files.forEach(file -> places.add(home.relativize(file).toString()));
        formats.forEach(format -> places.add("xslt/" + format));
        return places;
    }

    private static Set<String> known(Path home) {
        var names = new TreeSet<String>();
        try (Stream<Path> folders = Files.list(home.resolve("xslt"))) {
            folders.filter(folder -> Files.isRegularFile(folder.resolve("format.yaml")))
                    .forEach(folder -> names.add(folder.getFileName().toString()));
        } catch (IOException e) {
            // That the folder is missing is told where formats are loaded.
            return names;
        }
        return names;
    }

    private static List<Path> naming(Path home, String folder, String id) {
        return yaml(home, folder).stream().filter(file -> names(file, id)).toList();
    }

    private static List<Path> yaml(Path home, String folder) {
        try (Stream<Path> files = Files.list(home.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".yaml"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            // That the folder is missing is told where configuration is read.
            return List.of();
        }
    }

    /** By its text, so that a file with a fault still tells what it is about. */
    private static boolean names(Path file, String id) {
        try {
            return Pattern.compile("(?<![\\w-])" + Pattern.quote(id) + "(?![\\w-])")
                    .matcher(Files.readString(file))
                    .find();
        } catch (IOException e) {
            return false;
        }
    }

    private static String stem(Path file) {
        return file.getFileName().toString().replaceFirst("\\.yaml$", "");
    }
}
