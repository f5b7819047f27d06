package passerelle.format.edifact;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.List;
import passerelle.model.FailureCode;

/** The message that is being read, from its UNH on. */
final class OpenMessage {
    /** Longest message, in bytes: some 15,000 persons, while no aircraft has 900 seats. */
    static final int MOST_BYTES = 8 << 20;

    /** Segments of a message; one of the longest length has no more. */
    static final int MOST_SEGMENTS = 200_000;

    private final Segment header;
    private final String name;
    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();
    private final List<Segment> body = new ArrayList<>();
    private int segments;
    private long lastLine;
    private boolean isBeyondLimits;

    /** @param number of the message in its file, from 1 */
    OpenMessage(Segment header, long number) {
        this.header = header;
        this.name = header.text(1, 1).matches("[A-Za-z0-9]{1,14}") ? header.text(1, 1) : "no. " + number;
        keep(header.piece(), header.piece().start());
    }

    Segment header() {
        return header;
    }

    /** As people read it: its reference, or its number in the file where that is none. */
    String name() {
        return name;
    }

    /** Between UNH and UNT. */
    List<Segment> body() {
        return body;
    }

    /** So far, UNH among them. */
    int segments() {
        return segments;
    }

    long lastLine() {
        return lastLine;
    }

    byte[] raw() {
        return raw.toByteArray();
    }

    void add(Interchange interchange, Piece piece) {
        keep(piece, 0);
        if (!isBeyondLimits) {
            body.add(interchange.parse(piece));
        }
    }

    /** Takes UNT, which is no part of {@link #body}. */
    void end(Piece unt) {
        keep(unt, 0);
    }

    private void keep(Piece piece, int from) {
        segments++;
        lastLine = piece.lastLine();
        isBeyondLimits |= raw.size() + piece.raw().length > MOST_BYTES || segments > MOST_SEGMENTS;
        if (isBeyondLimits) {
            body.clear();
        } else {
            raw.write(piece.raw(), from, piece.raw().length - from);
        }
    }

    boolean isBeyondLimits() {
        return isBeyondLimits;
    }

    EdifactFault beyondLimits() {
        var lapse = Lapse.ofSegment(
                FailureCode.READ_LIMIT,
                ErrorCode.TOO_LONG,
                header,
                "a larger message",
                "a message of at most " + MOST_BYTES + " bytes and " + MOST_SEGMENTS + " segments");
        return EdifactFault.of(lapse, header, name, 1);
    }
}
