package passerelle.draft;

/** Texts as they stand in XML. */
final class XmlText {
    private XmlText() {}

    /** For an attribute in double quotes, or for text. */
    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;")
                .replace("\t", "&#9;")
                .replace("\n", "&#10;")
                .replace("\r", "&#13;");
    }

    /** For a comment, which cannot hold two hyphens. */
    static String comment(String text) {
        return text.replaceAll("\\p{Cntrl}+", " ").replaceAll("-(?=-)", "- ").replaceAll("-$", "- ");
    }

    /** A string of XPath, for an attribute in double quotes. */
    static String string(String text) {
        return "'" + escaped(text.replace("'", "''")) + "'";
    }
}
