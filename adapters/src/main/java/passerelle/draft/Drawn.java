package passerelle.draft;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was drawn from samples before it is written as files.
 *
 * @param source what stylesheets are drafted for
 * @param charset of the samples
 * @param recognised what they are, in a sentence
 * @param notes what a person has to know first, each a sentence
 * @param files that are of this syntax alone
 * @param input the message of the first case; empty for a flat file
 */
record Drawn(
        Source source,
        CharsetGuess charset,
        String recognised,
        List<String> notes,
        Map<String, String> files,
        Optional<Draft.Input> input) {
    Drawn {
        notes = List.copyOf(notes);
        files = Map.copyOf(files);
    }
}
