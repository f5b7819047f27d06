package passerelle.format.hl7v2;

import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** Carries why a message is refused out of the depth of reading or writing it; it never leaves this package. */
final class Refused extends Exception {
    private static final long serialVersionUID = 1;

    private final transient Failure failure;

    Refused(FailureCode code, String place, String found, String expected) {
        super(code.code(), null, false, false);
        this.failure = new Failure(code, place, found, expected);
    }

    Failure failure() {
        return failure;
    }
}
