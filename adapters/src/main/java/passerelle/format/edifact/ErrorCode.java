package passerelle.format.edifact;

/** What CONTRL says went wrong: the codes of element 0085 that the gateway uses. */
enum ErrorCode {
    SYNTAX_NOT_SUPPORTED(2),
    INVALID_VALUE(12),
    MISSING(13),
    VALUE_NOT_SUPPORTED(14),
    NOT_SUPPORTED_HERE(15),
    TOO_MANY_CONSTITUENTS(16),
    NO_AGREEMENT(17),
    UNSPECIFIED(18),
    INVALID_CHARACTER(21),
    INVALID_SERVICE_CHARACTER(22),
    DUPLICATE(26),
    REFERENCES_DIFFER(28),
    COUNT_DIFFERS(29),
    LOWER_LEVEL_EMPTY(32),
    OUTSIDE_MESSAGE(33),
    TOO_MANY_REPETITIONS(35),
    TOO_MANY_GROUPS(36),
    TOO_LONG(39),
    TOO_SHORT(40);

    private final int number;

    ErrorCode(int number) {
        this.number = number;
    }

    String number() {
        return Integer.toString(number);
    }
}
