package passerelle.cli;

import java.util.ArrayList;
import java.util.List;

/** Two texts line by line: {@code -} stands before what is only in the first, {@code +} before what is only in the second. */
final class TextDifference {
    /** Above this, what lies between equal beginnings and ends is shown whole. */
    private static final long MOST_PAIRS = 1L << 22;

    private TextDifference() {}

    /** The lines that differ, each with its number in its own text; empty when none does. */
    static List<String> between(String before, String after) {
        var a = before.lines().toList();
        var b = after.lines().toList();
        int start = 0;
        while (start < Math.min(a.size(), b.size()) && a.get(start).equals(b.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(a.size(), b.size()) - start
                && a.get(a.size() - 1 - end).equals(b.get(b.size() - 1 - end))) {
            end++;
        }
        return middle(a.subList(start, a.size() - end), b.subList(start, b.size() - end), start);
    }

    private static List<String> middle(List<String> a, List<String> b, int skipped) {
        var said = new ArrayList<String>();
        int[][] common = (long) a.size() * b.size() > MOST_PAIRS ? new int[0][] : common(a, b);
        int i = 0;
        int j = 0;
        while (i < a.size() || j < b.size()) {
            if (i < a.size() && j < b.size() && common.length > 0 && a.get(i).equals(b.get(j))) {
                i++;
                j++;
            } else if (i < a.size() && (j == b.size() || common.length == 0 || common[i + 1][j] >= common[i][j + 1])) {
                said.add("- " + (skipped + i + 1) + ": " + a.get(i++));
            } else {
                said.add("+ " + (skipped + j + 1) + ": " + b.get(j++));
            }
        }
        return said;
    }

    /** How many lines the rest of both have in common, from each pair of lines on. */
    private static int[][] common(List<String> a, List<String> b) {
        var common = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                common[i][j] = a.get(i).equals(b.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        return common;
    }
}
