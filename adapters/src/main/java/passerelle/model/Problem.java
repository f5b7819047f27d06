package passerelle.model;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One fault in configuration, routes or stylesheets, found before anything starts.
 *
 * @param file relative to the home folder @param line counts from 1; 0 when the whole file is meant
 * @param text what was found and what would be right
 */
public record Problem(String file, int line, int column, String text, Optional<String> suggestion) {
    private static final Pattern PLACE = Pattern.compile("line (\\d{1,9}), column (\\d{1,9})");

    public static Problem at(String file, int line, int column, String text) {
        return new Problem(file, line, column, text, Optional.empty());
    }

    public static Problem in(String file, String text) {
        return at(file, 0, 0, text);
    }

    /** A file of ours that cannot be read, at the line and column that its failure names. */
    public static Problem of(String file, Failure failure) {
        var place = PLACE.matcher(failure.place());
        return place.matches()
                ? at(
                        file,
                        Integer.parseInt(place.group(1)),
                        Integer.parseInt(place.group(2)),
                        failure.code().code() + ": " + failure.inWords())
                : in(file, failure.forSender());
    }

    /** {@code config/partners/civil-registry.yaml:3:1: unknown key 'formt'; known keys: …; did you mean 'format'?} */
    @Override
    public String toString() {
        var where = line == 0 ? file : column == 0 ? file + ":" + line : file + ":" + line + ":" + column;
        return where + ": " + text
                + suggestion.map(s -> "; did you mean '" + s + "'?").orElse("");
    }
}
