package passerelle.format.edifact;

/** Control counts as senders write them: digits, with zeros before them or without. */
final class Counts {
    private Counts() {}

    static boolean isCount(String text, long count) {
        return text.matches("0{0,30}" + count);
    }
}
