package passerelle.draft;

import java.util.function.Function;

/**
 * What a standard of messages adds to a drafted stylesheet and to {@code format.yaml}: its shared functions, and what of a
 * message is sure because the standard says so.
 *
 * @param namespace declaration of the prefix of its functions
 * @param library its functions, as a stylesheet imports them
 * @param checks what is called for a message before anything is made of it
 * @param envelope parameters for the envelope
 * @param rest XPath from a message to everything that no shared function takes
 * @param bodies what shared functions make of a message
 * @param functions what these need in the stylesheet
 * @param notBlank predicate of elements that say something though they are empty
 * @param yaml lines about the sender's id and about what is left behind
 */
record Standard(
        String namespace,
        String library,
        Function<Message, String> checks,
        String envelope,
        String rest,
        Function<Message, String> bodies,
        String functions,
        String notBlank,
        String yaml) {

    String check(Message message) {
        return checks.apply(message);
    }

    String body(Message message) {
        return bodies.apply(message);
    }
}
