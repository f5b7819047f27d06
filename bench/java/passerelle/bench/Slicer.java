package passerelle.bench;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.Charset;

/**
 * The barest program that reads a flat file: splits lines and cuts each into its strings.
 *
 * @param lengths bytes of each field
 */
record Slicer(int[] lengths, Charset charset) {

    void slice(InputStream in) throws IOException {
        int line = 0;
        for (int length : lengths) {
            line += length;
        }
        var buffer = new byte[64 << 10];
        long kept = 0;
        int end = 0;
        for (int count = in.read(buffer, 0, buffer.length); count > 0; ) {
            end += count;
            int at = 0;
            for (int i = at; i < end; i++) {
                if (buffer[i] == '\n') {
                    kept += i - at == line ? cut(buffer, at).length : 0;
                    at = i + 1;
                }
            }
            System.arraycopy(buffer, at, buffer, 0, end - at);
            end -= at;
            count = in.read(buffer, end, buffer.length - end);
        }
        if (kept == 0) {
            throw new IllegalStateException("The slicer cut nothing");
        }
    }

    private String[] cut(byte[] buffer, int line) {
        var strings = new String[lengths.length];
        int at = line;
        for (int i = 0; i < strings.length; i++) {
            strings[i] = new String(buffer, at, lengths[i], charset);
            at += lengths[i];
        }
        return strings;
    }
}
