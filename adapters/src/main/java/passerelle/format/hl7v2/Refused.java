package passerelle.format.hl7v2;

import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Carries why a message is refused out of the depth of reading or writing it; it never leaves this package. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private static final int LONGEST = 200;

    private final transient Failure failure;

    Refused(FailureCode code, String place, String found, String expected) {
        super(code.code(), null, false, false);
        this.failure = new Failure(code, place, shortened(found), expected);
    }

    /** What was found may be as long as a message. */
    private static String shortened(String found) {
        int length = found.codePointCount(0, found.length());
        return length <= LONGEST ? found : found.substring(0, found.offsetByCodePoints(0, LONGEST)) + "…";
    }

    Failure failure() {
        return failure;
    }
}
