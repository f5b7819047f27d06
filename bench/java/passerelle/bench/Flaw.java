package passerelle.bench;

/** What can be wrong with a record of border-extract-v1: the first five break the layout, the others the stylesheet. */
enum Flaw {
    /** One byte is missing at the end, and the fee with it. */
    SHORT(0, "", false) {
        @Override
        String of(String record) {
            return record.substring(0, record.length() - 1);
        }
    },
    /** A control character in the Latin name. */
    CONTROL(94, "\u0007", true),
    NO_DIRECTION(228, " ", true),
    NO_TIME(247, " ".repeat(19), true),
    /** The fee is no number. */
    FEE(289, "12 or more", false),
    SEX(189, "Q", true),
    /** The thirtieth of February. */
    DAY(157, "G19810230", true),
    /** Digits in a calendar that the format does not have. */
    CALENDAR(157, "K13570101", true),
    STATE(190, "JKL", true),
    /** Neither of the two names. */
    NAMELESS(53, " ".repeat(80), true);

    private final int at;
    private final String text;
    private final boolean keepsFee;

    Flaw(int at, String text, boolean keepsFee) {
        this.at = at;
        this.text = text;
        this.keepsFee = keepsFee;
    }

    /** Makes a good record bad. */
    String of(String record) {
        return record.substring(0, at) + text + record.substring(at + text.length());
    }

    /** Whether the fee can still be read, and counts in the trailer's total. */
    boolean keepsFee() {
        return keepsFee;
    }
}
