package passerelle.format;

import java.util.List;

/**
 * A message of a file that breaks its syntax, with everything that is wrong with it.
 *
 * @param type name of the record or message; "" when it is none of the format @param line from 1
 * @param offset of its first byte in the file, from 0
 * @param raw without the line end; of a record that is too long, its beginning; treat as immutable
 */
public record BadRecord(String type, long line, long offset, byte[] raw, List<? extends FileFault> faults) {

    public BadRecord {
        faults = List.copyOf(faults);
    }

    /** Without the content, which may be personal data. */
    @Override
    public String toString() {
        return faults.toString();
    }
}
