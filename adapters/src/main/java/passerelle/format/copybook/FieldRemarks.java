package passerelle.format.copybook;

import java.nio.charset.Charset;
import java.util.List;
import passerelle.format.copybook.Picture.Kind;
import passerelle.format.copybook.Statement.Entry;
import passerelle.format.copybook.Statement.Trait;

/** What a person must know of a field although its bytes are right. */
final class FieldRemarks {
    private final Reports reports;
    private final Charset charset;

    FieldRemarks(Reports reports, Charset charset) {
        this.reports = reports;
        this.charset = charset;
    }

    void add(Entry entry, Picture picture, Scope scope, List<Part> parts) {
        var text = entry.picture().map(Token::text).orElse("");
        boolean isNumber = picture.kind() == Kind.NUMBER;
        if (picture.kind() == Kind.EDITED) {
            parts.add(reports.say(
                    entry,
                    "has the edited picture " + text + " and is read as text; take signs, points and"
                            + " blanks off in the stylesheet, and put them there on the way out"));
        }
        if (picture.zeros() > 0) {
            parts.add(reports.say(
                    entry,
                    "has the picture " + text + ": its number is 1" + "0".repeat(picture.zeros())
                            + " times what is stored, and the layout has what is stored. Multiply in the stylesheet, and divide on"
                            + " the way out"));
        }
        if (isNumber && entry.has(Trait.BLANK_WHEN_ZERO)) {
            parts.add(reports.say(
                    entry,
                    "is BLANK WHEN ZERO: a blank field is read as no number. Read it as 0 in the"
                            + " stylesheet, and write 0 as an empty field"));
        }
        if (picture.kind() == Kind.TEXT && entry.has(Trait.BLANK_WHEN_ZERO)) {
            parts.add(reports.say(
                    entry,
                    "is BLANK WHEN ZERO and text, which COBOL does not have; it is read as text. Look"
                            + " whether it is a number"));
        }
        if (isNumber && entry.has(Trait.JUSTIFIED)) {
            parts.add(reports.say(
                    entry,
                    "is JUSTIFIED and a number, which COBOL does not have; it is read as a number. Look"
                            + " whether it is text"));
        }
        boolean hasZone = isNumber && picture.signed() && scope.usage() == Usage.DISPLAY;
        if (entry.sign().isPresent() && !hasZone) {
            parts.add(reports.say(
                    entry,
                    "has a SIGN clause, which means nothing with PIC " + text + " and usage " + scope.usage()
                            + ": it is read without it. Look which is right"));
        }
        if (scope.usage() == Usage.NATIVE_BINARY && !isEbcdic()) {
            parts.add(reports.say(
                    entry,
                    "is COMP-5 in a file that is not EBCDIC: the layout has the highest byte first, and"
                            + " many systems write the lowest first. Ask for COMP, or for the order of bytes"));
        }
    }

    private boolean isEbcdic() {
        return !"0".equals(new String(new byte[] {'0'}, charset));
    }
}
