package passerelle.format.flat;

import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.util.OptionalInt;
import passerelle.config.Nearest;

/** Reads the attribute {@code encoding} of a layout or field. */
final class EncodingAttribute {
    private static final int LINE_FEED = '\n';

    private EncodingAttribute() {}

    /** @param hasLines no other character may have the byte of a line end */
    static Characters read(LayoutElement element, String name, boolean hasLines) {
        try {
            var charset = Charset.forName(name);
            var characters = new Characters(charset.canEncode() ? charset : StandardCharsets.UTF_8);
            if (charset.canEncode()
                    && characters.oneByte(' ').isPresent()
                    && (!hasLines || characters.oneByte('\n').equals(OptionalInt.of(LINE_FEED)))) {
                return characters;
            }
            element.problem("'encoding' is '" + name + "'; "
                    + (hasLines
                            ? "lines need a character set in which a blank is one byte and a line end is the byte 0A"
                            : "expected a character set in which a blank is one byte"));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            element.problem(
                    "'encoding' is '" + name + "', which is no character set of Java; expected as in windows-1256",
                    Nearest.to(name, Charset.availableCharsets().keySet()));
        }
        return new Characters(StandardCharsets.UTF_8);
    }
}
