package passerelle.model;

/**
 * What the gateway does with a file that a partner sends, beside reading it.
 *
 * @param wrongTotals when a control total of a header or trailer does not fit the records
 * @param mostRefused with more refused records than this the file stops and is held for a person
 * @param sameFile when the file has the digest of an earlier one
 * @param chunk records of one transaction
 * @param report what goes back to the partner's outbox
 */
public record FileRules(WrongTotals wrongTotals, long mostRefused, SameFile sameFile, int chunk, Report report) {
    public static final int MOST_IN_CHUNK = 5_000;

    /** What holds where the partner's file says nothing: no limit to refused records. */
    public static final FileRules DEFAULT =
            new FileRules(WrongTotals.REFUSE, Long.MAX_VALUE, SameFile.REFUSE, 500, Report.CSV);

    public FileRules {
        if (mostRefused < 0 || chunk < 1 || chunk > MOST_IN_CHUNK) {
            throw new IllegalArgumentException("A file stops after 0 or more refused records, and has chunks of 1 to "
                    + MOST_IN_CHUNK + " records; found " + mostRefused + " and " + chunk);
        }
    }

    /** A control total that does not fit. */
    public enum WrongTotals {
        /** Nothing of the file is sent; the report says why. */
        REFUSE,
        /** Nothing is sent until a person decides. */
        HOLD,
        /** The records are sent; the report and the log say what does not fit. */
        WARN
    }

    /** A file with the bytes of an earlier one. */
    public enum SameFile {
        /** It is refused whole, and the report names the earlier one. */
        REFUSE,
        /** Its records are taken again: each has its old answer, and nothing is sent a second time. */
        REPEAT
    }

    /** What the partner gets back about a file. */
    public enum Report {
        CSV,
        /** In the partner's own format, by its {@code report.xml}; as CSV when that cannot say one of the refusals. */
        NATIVE,
        NONE
    }
}
