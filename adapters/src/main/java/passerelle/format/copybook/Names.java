package passerelle.format.copybook;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Names of elements for the names of COBOL, each once among its neighbours: {@code BIRTH-DATE} becomes birth-date. */
final class Names {
    private final Reports reports;
    private final Set<String> taken = new HashSet<>();
    private final Map<String, Integer> times = new HashMap<>();

    Names(Reports reports) {
        this.reports = reports;
    }

    String of(String cobol, int line) {
        var name = plain(cobol);
        var free = name;
        int number = times.merge(name, 1, Integer::sum);
        for (int i = Math.max(2, number); taken.contains(free); i++) {
            free = name + "-" + i;
        }
        taken.add(free);
        if (!free.equals(name)) {
            reports.report(
                    line,
                    cobol + " stands there a second time and is called '" + free
                            + "' in the layout; look whether another name says more");
        }
        return free;
    }

    /** Without placeholders like :TAG:, and with _ for each character that a name of an element cannot have. */
    static String plain(String cobol) {
        var name = cobol.toLowerCase(Locale.ROOT)
                .replaceAll(":[^:]*:", "")
                .replaceAll("[^a-z0-9_-]", "_")
                .replaceAll("-{2,}", "-")
                .replaceAll("^-|-$", "");
        if (name.isEmpty()) {
            return "item";
        }
        return name.matches("[a-z_].*") ? name : "_" + name;
    }
}
