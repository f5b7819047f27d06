package passerelle.format.edifact;

import java.util.Set;

/**
 * A control total that counts segments: CNT with this qualifier says how many there are whose first element is one of
 * these codes.
 */
record PersonTotal(String qualifier, String segment, Set<String> codes) {

    PersonTotal {
        codes = Set.copyOf(codes);
    }

    boolean counts(Segment each) {
        return each.tag().equals(segment) && codes.contains(each.text(1, 1));
    }
}
