package passerelle.draft;

import java.util.ArrayList;
import java.util.List;

/**
 * One native message of a draft: its fields, each with what it may mean.
 *
 * @param root its element as a name in a stylesheet, as in {@code record} or {@code n:notice}
 * @param declared the same as {@code format.yaml} has it, as in <code>{urn:x}notice</code>
 * @param guesses one for each field, in their order
 */
record Message(String root, String declared, List<Field> fields, List<Guess> guesses) {
    Message {
        fields = List.copyOf(fields);
        guesses = List.copyOf(guesses);
    }

    /** A field and its guess. */
    record Read(Field field, Guess guess) {}

    List<Read> reads() {
        var reads = new ArrayList<Read>();
        for (int i = 0; i < fields.size(); i++) {
            reads.add(new Read(fields.get(i), guesses.get(i)));
        }
        return reads;
    }

    /** Fields that are mapped, each by a template of its own. */
    List<Read> sure() {
        return reads().stream()
                .filter(read -> read.guess().sure() && !read.guess().isShared())
                .toList();
    }

    /** Fields that stop the message; those that only tell the type of a record do not. */
    List<Read> open() {
        return reads().stream()
                .filter(read -> !read.guess().sure() && read.field().constant().isEmpty())
                .toList();
    }

    /** The sure field of a meaning, as a path; empty text when there is none. */
    String path(Meaning meaning) {
        return sure().stream()
                .filter(read -> read.guess().meaning() == meaning)
                .map(read -> read.field().path())
                .findFirst()
                .orElse("");
    }

    /** The same message with every guess open whose meaning the type has no place for. */
    Message within(CommonShape shape) {
        return new Message(
                root,
                declared,
                fields,
                guesses.stream()
                        .map(guess -> guess.sure() && !guess.isShared() && !shape.has(guess.meaning())
                                ? guess.undecided("A " + shape.type() + " has no place that a draft would put it.")
                                : guess)
                        .toList());
    }
}
