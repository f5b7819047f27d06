package passerelle.format;

import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** One thing that is wrong with a message of a file, or with the file as a whole. */
public interface FileFault {
    /** A READ-… code. */
    FailureCode code();

    /** From 1; 0 when something is missing from the file. */
    long line();

    /** Of the first byte that is meant in the file, from 0. */
    long offset();

    /** Where it is, for people: {@code line 812, record person, field birth-date, column 34}. */
    String place();

    /** The same as a path in the message's document: {@code /person/birth-date}; "" when the message has none. */
    String path();

    /** May be a value of the message: for its sender only. */
    String found();

    String expected();

    /** The same as the answer to the sender has it. */
    default Failure toFailure() {
        return new Failure(code(), place(), found(), expected());
    }
}
