package passerelle.format.edifact;

import java.nio.charset.StandardCharsets;
import passerelle.format.edifact.FrontFilter.Kind;

/**
 * A segment as it stands in the file, or what stands where one should be.
 *
 * @param from offset of the first byte, with UNA where it begins an interchange @param fromLine that this is in, from 1
 * @param raw from the end of the segment before, or from the tag of UNB; with the terminator
 * @param start index of the tag in {@code raw}
 * @param line of the tag, from 1 @param lastLine of the terminator
 * @param offset of the tag @param characters that hold in it
 */
record Piece(
        Kind kind,
        long from,
        long fromLine,
        byte[] raw,
        int start,
        long offset,
        long line,
        long lastLine,
        ServiceCharacters characters) {

    /** Three letters, or what stands in their place, at most 16 characters. */
    String tag() {
        var tag = new StringBuilder();
        for (int i = start; i < raw.length && tag.length() < 16; i++) {
            int each = raw[i] & 0xFF;
            if (each == characters.element() || each == characters.component() || each == characters.terminator()) {
                break;
            }
            if (!characters.isWrap(each)) {
                tag.append((char) each);
            }
        }
        return tag.toString().strip();
    }

    /** Whether nothing stands in it but blanks and line ends. */
    boolean isBlank() {
        return new String(raw, start, raw.length - start, StandardCharsets.ISO_8859_1).isBlank();
    }

    /** The line of the byte at an index of {@code raw}, from 1. */
    long lineOf(int index) {
        long found = line;
        for (int i = start; i < index && i < raw.length; i++) {
            boolean isEnd = raw[i] == '\n' || raw[i] == '\r' && (i + 1 == raw.length || raw[i + 1] != '\n');
            found += isEnd ? 1 : 0;
        }
        return found;
    }
}
