package passerelle.config;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Finds what somebody probably meant: the known word that is fewest typing slips away. */
public final class Nearest {
    private Nearest() {}

    /** The nearest of {@code known}, if it is near enough to be a slip of {@code found}. */
    public static Optional<String> to(String found, Collection<String> known) {
        return some(found, known, 1).stream().findFirst();
    }

    /** The nearest of {@code known}, at most {@code most} of them, that are near enough to be a slip of {@code found}. */
    public static List<String> some(String found, Collection<String> known, int most) {
        var limit = Math.max(1, found.length() / 3);
        return known.stream()
                .filter(word -> Math.abs(word.length() - found.length()) <= limit && slips(found, word) <= limit)
                .sorted(Comparator.<String>comparingInt(word -> slips(found, word))
                        .thenComparing(word -> word))
                .limit(most)
                .toList();
    }

    /** Insertions, deletions, changes and swaps of neighbours (optimal string alignment distance). */
    static int slips(String a, String b) {
        var d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            d[i][0] = i;
        }
        for (int j = 0; j <= b.length(); j++) {
            d[0][j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                d[i][j] = Math.min(Math.min(d[i - 1][j] + 1, d[i][j - 1] + 1), d[i - 1][j - 1] + change);
                if (i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1)) {
                    d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
                }
            }
        }
        return d[a.length()][b.length()];
    }
}
