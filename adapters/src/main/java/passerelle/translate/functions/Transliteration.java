package passerelle.translate.functions;

import static passerelle.translate.functions.Function.BOOLEAN;
import static passerelle.translate.functions.Function.MAYBE_STRING;
import static passerelle.translate.functions.Function.STRING;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmValue;

/** {@code p:transliterate} and {@code p:name-compare}: names across scripts, by ICAO Doc 9303 part 3 section 6 and others. */
final class Transliteration {
    private Transliteration() {}

    static List<ExtensionFunction> all() {
        return List.of(
                // p:transliterate($text, $system, $language as xs:string?) as xs:string?
                new Function(
                        "transliterate",
                        MAYBE_STRING,
                        List.of(STRING, STRING, MAYBE_STRING),
                        given -> maybe(Transliterator.system(given.text(1))
                                .flatMap(system -> system.latin(given.text(0), given.text(2))))),
                // p:name-compare($text, $language?, $truncated, $other, $its-language?, $its-truncated) as xs:string
                new Function(
                        "name-compare",
                        STRING,
                        List.of(STRING, MAYBE_STRING, BOOLEAN, STRING, MAYBE_STRING, BOOLEAN),
                        given -> new XdmAtomicValue(NameComparison.of(
                                        new NameComparison.Written(given.text(0), given.text(1), given.is(2)),
                                        new NameComparison.Written(given.text(3), given.text(4), given.is(5)))
                                .name()
                                .toLowerCase(Locale.ROOT))));
    }

    private static XdmValue maybe(Optional<String> text) {
        return text.<XdmValue>map(XdmAtomicValue::new).orElse(XdmEmptySequence.getInstance());
    }
}
