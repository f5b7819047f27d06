package passerelle.format.edifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Cuts a file into the segments of its interchanges. What telex and mail put around an interchange is passed over:
 * everything before UNA or UNB and behind UNZ; blanks, control characters and bytes beyond ASCII between two segments.
 * Line ends in a segment are where a line was wrapped and go; blanks stay, since they may be part of a name.
 */
final class FrontFilter {
    /** Longest segment, in bytes: 99 free texts of 512 characters would not fit, a real one is below 2,000. */
    static final int MOST_BYTES = 16 << 10;

    /** Kept of what stands between two segments. */
    private static final int MOST_BETWEEN = 1 << 10;

    /** What a piece is. */
    enum Kind {
        SEGMENT,
        /** The file, or the interchange, ends before the segment does. */
        CUT,
        /** A segment of more than {@link #MOST_BYTES}, without its end. */
        TOO_LONG,
        /** An interchange whose service characters cannot be told: UNA is unusable, or is missing where it is needed. */
        UNREADABLE,
        /** A message that stands in no interchange. */
        STRAY
    }

    /** UNA before UNB, or UNB alone. @param length bytes before UNB @param characters none when unusable */
    private record Start(int length, @Nullable ServiceCharacters characters) {}

    private final Bytes in;
    /** Of the interchange that is being read; none outside of interchanges. */
    private @Nullable ServiceCharacters characters;

    private final ByteArrayOutputStream raw = new ByteArrayOutputStream();

    FrontFilter(Bytes in, Optional<ServiceCharacters> characters) {
        this.in = in;
        this.characters = characters.orElse(null);
    }

    /** What holds for the next segment; empty outside of interchanges. */
    Optional<ServiceCharacters> characters() {
        return Optional.ofNullable(characters);
    }

    long offset() {
        return in.offset();
    }

    long line() {
        return in.line();
    }

    /** The next piece; empty at the end of the file. */
    Optional<Piece> next() throws IOException {
        raw.reset();
        return characters == null ? outside() : inside(characters);
    }

    private Optional<Piece> outside() throws IOException {
        while (in.peek(0) != Bytes.END) {
            var start = in.peek(0) == 'U' ? start() : null;
            if (start != null) {
                return Optional.of(begin(start));
            }
            if (in.peek(0) == 'U' && isStrayMessage()) {
                return Optional.of(marker(Kind.STRAY, 3));
            }
            in.take();
        }
        return Optional.empty();
    }

    private boolean isStrayMessage() throws IOException {
        int i = spelled(0, "UNH+");
        return i > 0 && Character.isLetterOrDigit(in.peek(i));
    }

    private Piece marker(Kind kind, int length) throws IOException {
        long offset = in.offset();
        long line = in.line();
        take(length);
        return new Piece(kind, offset, line, raw.toByteArray(), 0, offset, line, in.line(), ServiceCharacters.DEFAULT);
    }

    private Piece begin(Start start) throws IOException {
        var said = start.characters();
        if (said == null) {
            characters = null;
            return marker(Kind.UNREADABLE, start.length() + 3);
        }
        long from = in.offset();
        long fromLine = in.line();
        take(start.length());
        raw.reset();
        characters = said;
        return segment(said, from, fromLine);
    }

    private Optional<Piece> inside(ServiceCharacters said) throws IOException {
        long from = in.offset();
        long fromLine = in.line();
        while (isBetween(in.peek(0), said)) {
            if (raw.size() < MOST_BETWEEN) {
                raw.write(in.peek(0));
            }
            in.take();
        }
        if (in.peek(0) == Bytes.END) {
            return Optional.empty();
        }
        var start = in.peek(0) == 'U' ? start() : null;
        return Optional.of(start == null ? segment(said, from, fromLine) : begin(start));
    }

    private static boolean isBetween(int each, ServiceCharacters said) {
        return each != Bytes.END && each != said.terminator() && (each <= ' ' || each >= 0x7F);
    }

    private Piece segment(ServiceCharacters said, long from, long fromLine) throws IOException {
        int start = raw.size();
        long offset = in.offset();
        long line = in.line();
        var kind = body(said, start);
        var piece = new Piece(kind, from, fromLine, raw.toByteArray(), start, offset, line, in.line(), said);
        if (piece.tag().equals("UNZ")) {
            characters = null;
        }
        return piece;
    }

    private Kind body(ServiceCharacters said, int start) throws IOException {
        int before = Bytes.END;
        while (true) {
            int each = in.peek(0);
            if (each == Bytes.END || each == 'U' && before != Bytes.END && isNextInterchange(before)) {
                return isTooLong(start) ? Kind.TOO_LONG : Kind.CUT;
            }
            before = each;
            take(1);
            if (each == said.release()) {
                while (said.isWrap(in.peek(0))) {
                    take(1);
                }
                take(1);
            } else if (each == said.terminator()) {
                return isTooLong(start) ? Kind.TOO_LONG : Kind.SEGMENT;
            }
        }
    }

    /** A name may end in UNB, and its neighbour begin with UNO: without UNA an interchange begins in a line of its own. */
    private boolean isNextInterchange(int before) throws IOException {
        var start = start();
        return start != null && (start.length() > 0 || ServiceCharacters.isLineEnd(before));
    }

    private boolean isTooLong(int start) {
        return raw.size() - start > MOST_BYTES;
    }

    /** Goes on; of a segment that is too long only the beginning is kept. */
    private void take(int bytes) throws IOException {
        for (int i = 0; i < bytes && in.peek(0) != Bytes.END; i++) {
            if (raw.size() <= MOST_BETWEEN + MOST_BYTES) {
                raw.write(in.peek(0));
            }
            in.take();
        }
    }

    /** Whether an interchange begins here: {@code UNA:+.? 'UNB+}, or UNB with a syntax identifier. */
    private @Nullable Start start() throws IOException {
        int i = spelled(0, "UNA");
        if (i > 0) {
            var bytes = new int[ServiceCharacters.LENGTH];
            for (int each = 0; each < bytes.length; each++) {
                bytes[each] = in.peek(i + each);
            }
            i += bytes.length;
            int most = i + Bytes.AHEAD / 2;
            while (i < most && in.peek(i) != Bytes.END && in.peek(i) <= ' ') {
                i++;
            }
            int end = spelled(i, "UNB");
            if (end < 0 || Arrays.stream(bytes).anyMatch(each -> each == Bytes.END)) {
                return null;
            }
            int next = in.peek(unwrapped(end));
            // Where line ends end the segments, none may stand in UNB.
            boolean isWrapped = unwrapped(end) > i + 3;
            return new Start(
                    i,
                    ServiceCharacters.of(bytes)
                            .filter(said -> said.element() == next)
                            .filter(said -> !isWrapped || !ServiceCharacters.isLineEnd(said.terminator()))
                            .orElse(null));
        }
        i = spelled(0, "UNB");
        i = i < 0 ? i : unwrapped(i);
        if (i < 0 || Character.isLetterOrDigit(in.peek(i)) || in.peek(i) <= ' ') {
            return null;
        }
        int syntax = Math.max(spelled(unwrapped(i + 1), "UNO"), spelled(unwrapped(i + 1), "IAT"));
        return syntax < 0 ? null : new Start(0, in.peek(i) == '+' ? ServiceCharacters.DEFAULT : null);
    }

    /** Whether the letters stand so far ahead, wrapped or not: the index behind them, or -1. */
    private int spelled(int ahead, String letters) throws IOException {
        int i = ahead;
        for (int each = 0; each < letters.length(); each++) {
            i = each == 0 ? i : unwrapped(i);
            if (in.peek(i) != letters.charAt(each)) {
                return -1;
            }
            i++;
        }
        return i;
    }

    /** Past line ends. */
    private int unwrapped(int ahead) throws IOException {
        int i = ahead;
        while (i < Bytes.AHEAD && ServiceCharacters.isLineEnd(in.peek(i))) {
            i++;
        }
        return i;
    }
}
