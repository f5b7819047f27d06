package passerelle.format.hl7v2;

import java.util.regex.Pattern;
import passerelle.format.FileFault;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/**
 * One thing that is wrong with a message of a file, or with the frames around the messages.
 *
 * @param place names its line in the file
 */
record MessageFault(FailureCode code, long line, long offset, String place, String found, String expected)
        implements FileFault {
    private static final Pattern LINE = Pattern.compile("line ([0-9]{1,18})");

    /** Why a message is refused that begins at {@code line} and {@code offset}. */
    static MessageFault of(Failure failure, long line, long offset) {
        var named = LINE.matcher(failure.place());
        boolean isNamed = named.find();
        return new MessageFault(
                failure.code(),
                isNamed ? Long.parseLong(named.group(1)) : line,
                offset,
                isNamed ? failure.place() : "line " + line,
                failure.found(),
                failure.expected());
    }

    /** What is wrong with a header or trailer at {@code line}; of one that is missing, 0. */
    static MessageFault frame(FailureCode code, String segment, long line, long offset, String found, String expected) {
        return new MessageFault(
                code, line, offset, segment + (line == 0 ? "" : ", line " + line), found, expected);
    }

    /** A message that is refused has no document. */
    @Override
    public String path() {
        return "";
    }

    /** Without what was found, which may be personal data. */
    @Override
    public String toString() {
        return toFailure().toString();
    }
}
