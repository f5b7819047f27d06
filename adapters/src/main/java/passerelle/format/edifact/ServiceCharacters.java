package passerelle.format.edifact;

import java.util.Optional;
import java.util.stream.IntStream;

/**
 * The characters that separate and release, as UNA states them or ISO 9735 has them where there is no UNA. Each is one
 * byte; {@link #NONE} where the interchange has none.
 */
record ServiceCharacters(int component, int element, int decimal, int release, int repetition, int terminator) {
    static final int NONE = -1;

    /** How many bytes follow the letters UNA. */
    static final int LENGTH = 6;

    /** What holds without UNA. */
    static final ServiceCharacters DEFAULT = new ServiceCharacters(':', '+', '.', '?', '*', '\'');

    /** Syntax version that brought the repetition separator; before it, its place in UNA was reserved. */
    private static final int REPEATING = 4;

    /**
     * The bytes after the letters UNA; empty when they cannot separate: letters, digits, one byte for two purposes. A
     * blank says that there is no release character or no repetition.
     */
    static Optional<ServiceCharacters> of(int[] bytes) {
        int release = bytes[3] == ' ' ? NONE : bytes[3];
        var separators = IntStream.of(bytes[0], bytes[1], release, bytes[5])
                .filter(each -> each != NONE)
                .toArray();
        boolean areUsable = IntStream.of(bytes[0], bytes[1]).allMatch(ServiceCharacters::isMark)
                && (release == NONE || isMark(release))
                && (isMark(bytes[5]) || isLineEnd(bytes[5]))
                && IntStream.of(separators).distinct().count() == separators.length;
        int repetition =
                isMark(bytes[4]) && IntStream.of(separators).noneMatch(each -> each == bytes[4]) ? bytes[4] : NONE;
        return areUsable
                ? Optional.of(new ServiceCharacters(bytes[0], bytes[1], bytes[2], release, repetition, bytes[5]))
                : Optional.empty();
    }

    private static boolean isMark(int each) {
        return each > ' '
                && each < 0x7F
                && !(each >= '0' && each <= '9')
                && !(each >= 'A' && each <= 'Z')
                && !(each >= 'a' && each <= 'z');
    }

    static boolean isLineEnd(int each) {
        return each == '\r' || each == '\n';
    }

    /** The same for a syntax version: before 4 nothing repeats. */
    ServiceCharacters inVersion(int version) {
        return version >= REPEATING
                ? this
                : new ServiceCharacters(component, element, decimal, release, NONE, terminator);
    }

    /** Line ends are where a line was wrapped, and no part of what it says, unless they end the segments. */
    boolean isWrap(int each) {
        return isLineEnd(each) && each != terminator;
    }
}
