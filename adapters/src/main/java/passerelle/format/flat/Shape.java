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

    /** The bytes of a field as they stand in a record, or MAP-UNWRITABLE without a place. */
    Result<byte[]> dress(byte[] field);

    /** Puts a record together from the dressed bytes of its fields, in the order of its type. */
    byte[] join(FlatRecordType type, List<byte[]> fields);

    /** Whether no record can have both. */
    boolean contradict(Key one, Key other);

    /** Where the field after this one begins, counted as {@link Field#at()} is. */
    int after(Field field);

    /** Where a person finds a field: {@code at byte 3}. */
    String place(Field field);

    /** A record, cut. */
    interface Row {
        boolean has(Key key);

        /** Why its fields cannot be those of the type. */
        Optional<Misfit> misfit(FlatRecordType type);

        /** The text of a field, or READ-RECORD or READ-CHARSET without a place; only of a record that fits. */
        Result<String> text(Field field);

        /** First byte of a field, from 0. */
        int at(Field field);
    }

    /** @param at the byte, from 0, at which it shows */
    record Misfit(int at, Failure failure) {}
}
