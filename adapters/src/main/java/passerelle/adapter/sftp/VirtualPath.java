package passerelle.adapter.sftp;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import passerelle.adapter.WholeFile;

/**
 * A path as a partner writes it. It is resolved by its text alone, from the partner's own root, and never given to the
 * file system: a file is reached only through one of the four {@link Area}s and a name that {@link WholeFile} allows.
 */
record VirtualPath(List<String> steps) {
    private static final int LONGEST = 4096;

    VirtualPath {
        steps = List.copyOf(steps);
    }

    /** {@code /inbox/../outbox/./a} and {@code outbox/a} are the same; above the root is the root. */
    static VirtualPath of(String text) {
        var steps = new ArrayList<String>();
        if (text.length() > LONGEST) {
            return new VirtualPath(List.of(text.substring(0, LONGEST)));
        }
        for (var step : text.split("/", -1)) {
            if (step.equals("..")) {
                if (!steps.isEmpty()) {
                    steps.remove(steps.size() - 1);
                }
            } else if (!step.isEmpty() && !step.equals(".")) {
                steps.add(step);
            }
        }
        return new VirtualPath(steps);
    }

    boolean isRoot() {
        return steps.isEmpty();
    }

    /** The folder that this path is. */
    Optional<Area> folder() {
        return steps.size() == 1 ? Area.named(steps.get(0)) : Optional.empty();
    }

    /** The file that this path names, whether or not it is there. */
    Optional<Place> file() {
        if (steps.size() != 2 || !WholeFile.isName(steps.get(1))) {
            return Optional.empty();
        }
        return Area.named(steps.get(0)).map(area -> new Place(area, steps.get(1)));
    }

    @Override
    public String toString() {
        return "/" + String.join("/", steps);
    }

    /** A name in a folder. */
    record Place(Area area, String name) {}
}
