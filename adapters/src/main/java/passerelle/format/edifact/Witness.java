package passerelle.format.edifact;

import java.util.List;

/** Sees what a file holds while it is read, in its order: what CONTRL answers. */
interface Witness {
    Witness NONE = new Witness() {};

    /** UNB. */
    default void interchange(Interchange opened) {}

    /** UNG. */
    default void group(Segment ung) {}

    /** A message was read. @param faults that make it bad */
    default void message(Segment unh, List<EdifactFault> faults) {}

    /** Something is wrong with the interchange, or with the file outside of any. */
    default void fault(EdifactFault fault) {}
}
