package passerelle.model;

/**
 * Why something was refused: what, where, what was found, what would be right. {@code found} may be a value of the
 * message and goes to its sender only; logs, metrics and the audit take {@code code} and {@code place}.
 *
 * @param place line and column, XPath, record and field; never a value of the message; "" when there is none
 */
public record Failure(FailureCode code, String place, String found, String expected) {

    /** One sentence for the sender. */
    public String forSender() {
        var where = place.isEmpty() ? "" : " at " + place;
        var what = found.isEmpty() ? "" : ": found '" + found + "'";
        var right = expected.isEmpty() ? "" : "; expected " + expected;
        return code.code() + where + what + right;
    }

    /** For the sender, without code and place: {@code found 'AB1'; expected 4 to 30 characters}. */
    public String inWords() {
        var what = found.isEmpty() ? "" : "found '" + found + "'";
        var right = expected.isEmpty() ? "" : "expected " + expected;
        return what.isEmpty() || right.isEmpty() ? what + right : what + "; " + right;
    }

    /** Without what was found, which may be personal data. */
    @Override
    public String toString() {
        return place.isEmpty() ? code.code() : code.code() + " at " + place;
    }
}
