package passerelle.format.copybook;

import java.util.Locale;

/** How a file tells its records apart, as far as COBOL programs write it. */
public enum FileFraming {
    /** All records have one length, and nothing is between them: RECFM F and FB. */
    FIXED,
    /** Each record has its length before it, in a record descriptor word: RECFM V. */
    RDW,
    /** Each record is a line. */
    LINE;

    /** In a layout. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
