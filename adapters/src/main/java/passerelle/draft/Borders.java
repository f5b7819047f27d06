package passerelle.draft;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;

/**
 * Finds where fields begin in lines of one type, from all of them: behind a column that is blank in every line, where the
 * lines are suddenly full, where digits end and letters begin, and around eight digits that are a date in every line.
 */
final class Borders {
    private static final double FULL = 0.95;
    private static final double HALF_EMPTY = 0.6;
    private static final double RARE = 0.3;

    private final List<String> lines;
    private final int length;

    private Borders(List<String> lines) {
        this.lines = lines;
        this.length = lines.stream().mapToInt(String::length).max().orElse(0);
    }

    /** Where fields begin, from 0, in order; the first is 0. @param key characters at the start that tell the type */
    static List<Integer> of(List<String> lines, int key) {
        var borders = new Borders(lines);
        var starts = new TreeSet<Integer>(List.of(0));
        if (key > 0 && key < borders.length) {
            starts.add(key);
        }
        for (int at = Math.max(1, key); at < borders.length; at++) {
            if (borders.begins(at)) {
                starts.add(at);
            }
        }
        borders.dates(starts, key);
        return List.copyOf(starts);
    }

    private boolean begins(int at) {
        double before = filled(at - 1);
        double here = filled(at);
        if (before == 0 && here > 0) {
            return here >= RARE || at > 1 && filled(at - 2) == 0;
        }
        if (here >= FULL && before <= HALF_EMPTY) {
            return true;
        }
        return before == 1 && here == 1 && all(at - 1, true) && all(at, false) && digitsBefore(at) >= 2;
    }

    private double filled(int at) {
        return (double) lines.stream().filter(line -> c(line, at) != ' ').count() / lines.size();
    }

    /** Whether all lines have a digit there, or none has and all have a letter. */
    private boolean all(int at, boolean digit) {
        return lines.stream()
                .allMatch(line -> digit ? Character.isDigit(c(line, at)) : Character.isLetter(c(line, at)));
    }

    private int digitsBefore(int at) {
        int count = 0;
        while (at - count - 1 >= 0 && all(at - count - 1, true)) {
            count++;
        }
        return count;
    }

    private static char c(String line, int at) {
        return at < line.length() ? line.charAt(at) : ' ';
    }

    /** Adds where eight digits that are a date in every line begin and end. */
    private void dates(TreeSet<Integer> starts, int key) {
        if (lines.size() < 3) {
            return;
        }
        int at = key;
        while (at + 8 <= length) {
            if (isDate(at)) {
                starts.removeAll(new ArrayList<>(starts.subSet(at + 1, at + 8)));
                starts.add(at);
                if (at + 8 < length) {
                    starts.add(at + 8);
                }
                at += 8;
            } else {
                at++;
            }
        }
    }

    private boolean isDate(int at) {
        return lines.stream().allMatch(line -> isDate(line, at, 0, 4, 6))
                || lines.stream().allMatch(line -> isDate(line, at, 4, 2, 0));
    }

    private static boolean isDate(String line, int at, int year, int month, int day) {
        if (line.length() < at + 8 || !line.substring(at, at + 8).matches("[0-9]{8}")) {
            return false;
        }
        int y = Integer.parseInt(line.substring(at + year, at + year + 4));
        int m = Integer.parseInt(line.substring(at + month, at + month + 2));
        int d = Integer.parseInt(line.substring(at + day, at + day + 2));
        if (y < 1900 || y > 2100 || m == 0 && d != 0) {
            return false;
        }
        try {
            return LocalDate.of(y, Math.max(1, m), Math.max(1, d)).getYear() == y;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
