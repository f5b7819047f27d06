package passerelle.translate.functions;

import static passerelle.translate.functions.Function.INTEGER;
import static passerelle.translate.functions.Function.MAP;
import static passerelle.translate.functions.Function.MAYBE_INTEGER;
import static passerelle.translate.functions.Function.MAYBE_MAP;
import static passerelle.translate.functions.Function.MAYBE_STRING;
import static passerelle.translate.functions.Function.STRING;
import static passerelle.translate.functions.Function.STRINGS;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.ExtensionFunction;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmEmptySequence;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;

/** {@code p:mrz} and its like: machine readable zones by ICAO Doc 9303. A wrong argument is an answer, not an error. */
final class Mrz {
    private Mrz() {}

    static List<ExtensionFunction> all() {
        return List.of(
                // p:mrz($lines as xs:string*) as map(*)
                new Function("mrz", MAP, List.of(STRINGS), given -> map(MrzReading.of(given.texts(0)))),
                // p:mrz-check-digit($text) as xs:integer?
                new Function("mrz-check-digit", MAYBE_INTEGER, List.of(STRING), given -> {
                    var digit = CheckDigit.of(given.text(0));
                    return digit.isPresent() ? new XdmAtomicValue(digit.getAsInt()) : XdmEmptySequence.getInstance();
                }),
                // p:mrz-name($primary as xs:string?, $secondary as xs:string?, $language as xs:string?, $length) as
                // map(*)?
                new Function(
                        "mrz-name",
                        MAYBE_MAP,
                        List.of(MAYBE_STRING, MAYBE_STRING, MAYBE_STRING, INTEGER),
                        given -> map(MrzNames.field(given.text(0), given.text(1), given.text(2), given.count(3)))),
                // p:mrz-text($text, $language as xs:string?, $length) as map(*)?
                new Function(
                        "mrz-text",
                        MAYBE_MAP,
                        List.of(STRING, MAYBE_STRING, INTEGER),
                        given -> map(MrzNames.text(given.text(0), given.text(1), given.count(2)))),
                // p:mrz-form($text, $language as xs:string?) as xs:string?
                new Function("mrz-form", MAYBE_STRING, List.of(STRING, MAYBE_STRING), given -> MrzNames.form(
                                given.text(0), given.text(1))
                        .<XdmValue>map(XdmAtomicValue::new)
                        .orElse(XdmEmptySequence.getInstance())),
                // p:mrz-name-parts($field) as map(*)
                new Function("mrz-name-parts", MAP, List.of(STRING), given -> map(MrzNames.parts(given.text(0)))));
    }

    private static XdmValue map(Optional<MrzNames.Field> field) {
        return field.<XdmValue>map(name -> XdmMap.makeMap(Map.of("field", name.text(), "truncated", name.truncated())))
                .orElse(XdmEmptySequence.getInstance());
    }

    private static XdmMap map(MrzNames.Parts name) {
        var map = new LinkedHashMap<String, Object>();
        present(map, "primary", name.primary());
        present(map, "secondary", name.secondary());
        map.put("lossy", true);
        map.put("possible-truncation", name.possibleTruncation());
        present(map, "fault", name.fault());
        return XdmMap.makeMap(map);
    }

    private static XdmMap map(MrzReading reading) {
        var map = new LinkedHashMap<String, Object>();
        reading.layout().ifPresent(layout -> map.put("layout", layout.title()));
        map.put("holds", reading.holds());
        map.put("fields", XdmMap.makeMap(reading.fields()));
        map.put("name", map(reading.name()));
        map.put("checks", sequence(reading.digits().stream().map(Mrz::map).toList()));
        map.put("faults", sequence(reading.faults().stream().map(Mrz::map).toList()));
        reading.suggestion()
                .ifPresent(lines -> map.put(
                        "suggestion",
                        new XdmValue(lines.stream().map(XdmAtomicValue::new).toList())));
        return XdmMap.makeMap(map);
    }

    private static XdmValue sequence(List<XdmMap> maps) {
        return new XdmValue(maps);
    }

    private static XdmMap map(MrzReading.Digit digit) {
        return XdmMap.makeMap(Map.of(
                "field",
                digit.field(),
                "found",
                digit.found(),
                "holds",
                digit.holds(),
                "reading",
                new XdmValue(digit.manners().stream()
                        .map(manner -> new XdmAtomicValue(manner.title))
                        .toList()),
                "computed",
                new XdmValue(digit.computed().values().stream()
                        .map(XdmAtomicValue::new)
                        .toList())));
    }

    private static XdmMap map(MrzReading.Fault fault) {
        return XdmMap.makeMap(Map.of(
                "field", fault.field(),
                "line", fault.line(),
                "column", fault.column(),
                "found", fault.found(),
                "expected", fault.expected()));
    }

    private static void present(Map<String, Object> map, String key, String text) {
        if (!text.isEmpty()) {
            map.put(key, text);
        }
    }
}
