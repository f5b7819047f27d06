package passerelle.format.flat;

import java.util.Optional;
import net.sf.saxon.om.NameChecker;

/** How often a record or group stands in its file: what a layout says of it by {@code name}, {@code min} and {@code max}. */
record Occurrence(String name, int min, int max) {
    private static final int MOST = 999_999_999;

    static Occurrence read(LayoutElement element) {
        var name = element.needed("name");
        var what = element.name();
        if (!name.isEmpty() && !NameChecker.isValidNCName(name)) {
            element.problem(what + " name '" + name + "' is no name of an element; expected as in birth-date");
        }
        int min = element.number("min", 0, MOST, 0);
        int max = element.text("max").equals(Optional.of("many"))
                ? FlatRecordType.MANY
                : element.number("max", 1, MOST, 1);
        if (min > max) {
            element.problem(what + " '" + name + "' has min " + min + " and max " + max + "; max is at least min");
        }
        return new Occurrence(name, min, max);
    }
}
