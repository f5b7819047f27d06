package passerelle.cli;

/** Texts that may hold anything, for XML and HTML. */
final class Escaped {
    private Escaped() {}

    /** For content and for attributes in double or single quotes; what XML 1.0 cannot say becomes U+FFFD. */
    static String xml(String text) {
        var escaped = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            switch (c) {
                case '&' -> escaped.append("&amp;");
                case '<' -> escaped.append("&lt;");
                case '>' -> escaped.append("&gt;");
                case '"' -> escaped.append("&quot;");
                case '\'' -> escaped.append("&#39;");
                default -> escaped.appendCodePoint(isAllowed(c) ? c : 0xFFFD);
            }
        });
        return escaped.toString();
    }

    private static boolean isAllowed(int c) {
        return c >= ' ' && c < 0xD800
                || c == '\t'
                || c == '\n'
                || c == '\r'
                || c > 0xDFFF && c != 0xFFFE && c != 0xFFFF;
    }
}
