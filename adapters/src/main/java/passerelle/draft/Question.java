package passerelle.draft;

/**
 * Something about a file as a whole that the samples leave open: until a person decides, no message passes.
 *
 * @param subject one word, as in {@code encoding}
 * @param text what must be decided, as a sentence without its full stop
 */
public record Question(String subject, String text) {}
