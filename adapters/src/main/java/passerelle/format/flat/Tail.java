package passerelle.format.flat;

import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * The end of a record that has as many occurrences as one of its number fields says. The record's type has the fields of
 * as many as there can be.
 *
 * @param element what each occurrence becomes
 * @param counter index of the number field @param first index of the first field of the first occurrence
 * @param fields of each occurrence @param size of each occurrence, counted as the record's length is
 * @param most occurrences
 */
record Tail(String element, int counter, int first, int fields, int size, int most) {

    /** How many fields a record with so many occurrences has. */
    int end(int occurrences) {
        return first + occurrences * fields;
    }

    /** How much shorter than the longest a record with so many occurrences is. */
    int shorter(int occurrences) {
        return (most - occurrences) * size;
    }

    /** What the number field says, or READ-RECORD without a place. */
    Result<Integer> occurrences(String number) {
        boolean isWhole =
                !number.isEmpty() && number.length() <= 9 && number.chars().allMatch(c -> c >= '0' && c <= '9');
        if (isWhole && Integer.parseInt(number) <= most) {
            return Result.ok(Integer.parseInt(number));
        }
        return Result.failed(new Failure(
                FailureCode.READ_RECORD, "", number, "how often '" + element + "' follows, from 0 to " + most));
    }

    /** The same as an element of the record says it; one that says nothing leaves it to the occurrences. */
    static Optional<Failure> contradiction(String said, int occurrences) {
        var number = said.strip();
        boolean isSame = number.isEmpty() || number.matches("0*" + occurrences);
        return isSame
                ? Optional.empty()
                : Optional.of(new Failure(
                        FailureCode.MAP_BAD_VALUE, "", number, occurrences + ", as many as there are in the record"));
    }
}
