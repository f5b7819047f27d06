package passerelle.draft;

/** What a draft says about a field, for people. */
final class Sentences {
    private Sentences() {}

    /** {@code 'Born': perhaps the date of birth (60 %). Its name says so. …} */
    static String guess(Message.Read read) {
        var guess = read.guess();
        return called(read.field()) + (guess.sure() ? ": " : ": perhaps ")
                + guess.meaning().title() + " (" + guess.confidence() + " %). " + guess.reason();
    }

    /** What a person has to do about an open field. */
    static String decision(Message.Read read) {
        return "what " + called(read.field()) + " is; README.md of the format has the guess and its reason";
    }

    static String called(Field field) {
        return field.header().map(header -> "'" + header + "'").orElse(field.name());
    }
}
