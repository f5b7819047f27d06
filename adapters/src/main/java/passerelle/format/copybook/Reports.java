package passerelle.format.copybook;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import passerelle.format.copybook.Part.Note;
import passerelle.format.copybook.Statement.Entry;
import passerelle.model.Problem;

/**
 * What a person must know of a copybook: reports, after which there is a layout all the same, and refusals, after which
 * there is none. Each has the line.
 */
final class Reports {
    private static final int MOST_REFUSALS = 20;

    private final String file;
    private final List<Problem> problems;
    private final AtomicInteger refusals;
    private final boolean isQuiet;

    Reports(String file, List<Problem> problems) {
        this(file, problems, new AtomicInteger(), false);
    }

    private Reports(String file, List<Problem> problems, AtomicInteger refusals, boolean isQuiet) {
        this.file = file;
        this.problems = problems;
        this.refusals = refusals;
        this.isQuiet = isQuiet;
    }

    /** For items that the layout has in a comment only: what to do about them is nobody's work yet. */
    Reports ofWhatIsLeftOut() {
        return new Reports(file, problems, refusals, true);
    }

    /** @param text what was found, and what a person must do */
    void report(int line, String text) {
        if (!isQuiet) {
            problems.add(Problem.at(file, line, 0, text));
        }
    }

    /** The same of an item, and as a note for its place in the layout. */
    Note say(Entry entry, String text) {
        report(entry.line(), entry.title() + " " + text);
        return new Note(entry.line(), entry.title() + " " + text);
    }

    void refuse(int line, String found, String expected) {
        int number = refusals.incrementAndGet();
        if (number <= MOST_REFUSALS) {
            problems.add(Problem.at(file, line, 0, "found " + found + "; expected " + expected));
        }
        if (number == MOST_REFUSALS) {
            problems.add(Problem.in(
                    file, MOST_REFUSALS + " places cannot be read; what follows was not looked at. Is it a copybook?"));
        }
    }

    boolean refused() {
        return refusals.get() > 0;
    }

    /** So much is wrong that more words help nobody. */
    boolean isHopeless() {
        return refusals.get() >= MOST_REFUSALS;
    }
}
