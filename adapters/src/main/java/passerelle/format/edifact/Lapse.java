package passerelle.format.edifact;

import passerelle.model.FailureCode;

/**
 * One thing that is wrong in a segment.
 *
 * @param error the same in the words of CONTRL: code list 0085
 * @param element position in the segment, from 1; 0 for the segment as a whole
 * @param component position in the element, from 1; 0 for the element as a whole
 * @param at index in the bytes of the segment
 */
record Lapse(FailureCode code, ErrorCode error, int element, int component, int at, String found, String expected) {

    static Lapse ofSegment(FailureCode code, ErrorCode error, Segment segment, String found, String expected) {
        return new Lapse(code, error, 0, 0, segment.piece().start(), found, expected);
    }
}
