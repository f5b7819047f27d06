package passerelle.translate;

/**
 * A declaration of a stylesheet that does something: a template or a function.
 *
 * @param file relative to the home folder @param line from 1
 * @param kind template or function
 * @param says the match of a template, as it is written, or the name
 * @param mode of a template; "" when it says none
 * @param isNamed a template that is called, not matched, or a function
 * @param comment the comment above it, on one line; "" when there is none
 */
public record Rule(String file, int line, String kind, String says, String mode, boolean isNamed, String comment) {

    /** {@code xslt/csv-v1/to-common.xsl:31}. */
    public String place() {
        return file + ":" + line;
    }

    /** {@code match="n:sex"}, {@code name="c:envelope"}, {@code function d:day}. */
    @Override
    public String toString() {
        var inMode = mode.isEmpty() ? "" : " mode=\"" + mode + "\"";
        return kind.equals("function") ? "function " + says : (isNamed ? "name=\"" : "match=\"") + says + "\"" + inMode;
    }
}
