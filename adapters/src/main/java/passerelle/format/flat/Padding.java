package passerelle.format.flat;

import java.util.Arrays;

/**
 * What fills a field whose text is shorter, and on which side. It is taken off after decoding, so that a byte which is
 * half of a character is never mistaken for it.
 *
 * @param fill the one byte that {@code pad} is in the character set of the file
 * @param right the text stands at the right, as numbers do
 */
record Padding(char pad, byte fill, boolean right) {
    /** Of a field that is as long as its text. No text has the character. */
    static final Padding NONE = new Padding('\0', (byte) 0, false);

    boolean fills() {
        return !equals(NONE);
    }

    String strip(String text) {
        int from = 0;
        int to = text.length();
        if (right) {
            while (from < to && text.charAt(from) == pad) {
                from++;
            }
        } else {
            while (to > from && text.charAt(to - 1) == pad) {
                to--;
            }
        }
        return text.substring(from, to);
    }

    /** Exactly {@code length} bytes where it fills; the content must not be longer. */
    byte[] fill(byte[] content, int length) {
        if (!fills()) {
            return content;
        }
        var field = new byte[length];
        Arrays.fill(field, fill);
        System.arraycopy(content, 0, field, right ? length - content.length : 0, content.length);
        return field;
    }
}
