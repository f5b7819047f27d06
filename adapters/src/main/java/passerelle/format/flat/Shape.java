package passerelle.format.flat;

import java.util.List;
import java.util.Optional;
import passerelle.model.Failure;
import passerelle.model.Result;

/** How the fields of a record stand in its bytes: at fixed places, or between delimiters. */
sealed interface Shape permits FixedShape, DelimitedShape {

    /** A record is a line, so that no field may have the bytes of a line end. */
    boolean hasLines();

    /** Cuts a record that was read. */
    Row cut(byte[] record);

    /** The bytes of a text as they stand in a record, or why the field cannot hold it, without a place. */
    Result<byte[]> write(Field field, String text);

    /**
     * Puts a record together from the bytes of its fields, in the order of its type.
     *
     * @param length of the record, as {@link FlatRecordType#length()} is, with as many fields as there are
     */
    byte[] join(FlatRecordType type, int length, List<byte[]> fields);

    /** Whether no record can have both. */
    boolean contradict(Key one, Key other);

    /** Where the field after this one begins, counted as {@link Field#at()} is. */
    int after(Field field);

    /** Where a person finds a field: {@code at byte 3}. */
    String place(Field field);

    /** A record, cut. */
    interface Row {
        boolean has(Key key);

        /** Why it cannot be a record of this length, counted as {@link FlatRecordType#length()} is. */
        Optional<Misfit> misfit(int length);

        /** Whether it is long enough to have anything of a field. */
        boolean reaches(Field field);

        /** The text of a field, or READ-RECORD or READ-CHARSET without a place; only of a record that fits. */
        Result<String> text(Field field);

        /** First byte of a field, from 0. */
        int at(Field field);
    }

    /** @param at the byte, from 0, at which it shows */
    record Misfit(int at, Failure failure) {}
}
