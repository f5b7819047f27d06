package passerelle.format.edifact;

import java.util.List;

/** A segment at its place in the loops of its message. @param closed loops that end before it @param opened loops that begin */
record Placed(Segment segment, int closed, List<String> opened) {

    Placed {
        opened = List.copyOf(opened);
    }
}
