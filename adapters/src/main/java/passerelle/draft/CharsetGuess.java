package passerelle.draft;

import java.util.Optional;

/**
 * In which character set a sample is.
 *
 * @param charset the best candidate, by its Java name
 * @param confidence from 0 to 100
 * @param second the next best candidate, where there is one
 * @param reason why, in a sentence
 * @param sure whether no person has to decide
 */
public record CharsetGuess(String charset, int confidence, Optional<String> second, String reason, boolean sure) {}
