package passerelle.format.edifact;

import passerelle.format.edifact.FrontFilter.Kind;
import passerelle.model.FailureCode;

/** What is wrong with a file beside its messages. */
final class FileFaults {
    private FileFaults() {}

    static EdifactFault noInterchange() {
        return syntax(ErrorCode.MISSING, 1, 0, "", "no UNB", "an EDIFACT interchange: UNA or UNB, messages, UNZ");
    }

    static EdifactFault astray(Piece piece) {
        var tag = piece.tag();
        return syntax(
                ErrorCode.OUTSIDE_MESSAGE,
                piece.line(),
                piece.offset(),
                tag,
                tag,
                "UNH, UNG, UNE or UNZ between two messages");
    }

    /** Of an interchange that cannot be read, and of a message that is in none. */
    static EdifactFault notTaken(Piece piece) {
        return piece.kind() == Kind.STRAY
                ? syntax(
                        ErrorCode.OUTSIDE_MESSAGE,
                        piece.line(),
                        piece.offset(),
                        "UNH",
                        "a message outside of an interchange",
                        "UNB before it")
                : syntax(
                        ErrorCode.INVALID_SERVICE_CHARACTER,
                        piece.line(),
                        piece.offset(),
                        "UNA",
                        "service characters that cannot be told",
                        "UNA with six characters that are used as it says");
    }

    private static EdifactFault syntax(
            ErrorCode error, long line, long offset, String tag, String found, String expected) {
        return new EdifactFault(FailureCode.READ_SYNTAX, error, line, offset, "", 0, tag, 0, 0, found, expected);
    }
}
