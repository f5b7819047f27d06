package passerelle.translate.functions;

import static passerelle.translate.functions.Function.STRING;
import static passerelle.translate.functions.Function.STRINGS;

import java.util.List;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmValue;
import passerelle.config.Nearest;

/** What {@code xslt/common/codes.xsl} needs of Java. */
final class Codes {
    private static final int MOST_SUGGESTIONS = 3;

    private Codes() {}

    static List<ExtensionFunction> all() {
        return List.of(
                // p:nearest('UKA', ('UKR', 'FRA')) is UKR: at most three words that are near, the nearest first.
                new Function(
                        "nearest",
                        STRINGS,
                        List.of(STRING, STRINGS),
                        given -> new XdmValue(Nearest.some(given.text(0), given.texts(1), MOST_SUGGESTIONS).stream()
                                .map(XdmAtomicValue::new)
                                .toList())));
    }
}
