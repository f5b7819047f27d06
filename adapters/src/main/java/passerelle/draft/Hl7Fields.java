package passerelle.draft;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Fields of HL7 v2 that functions of {@code xslt/common} carry into a health record with nothing left behind, each by its
 * numbers as a regular expression, and where it ends up. What is not here is open: other components of the same field too.
 */
final class Hl7Fields {
    private static final String NAME = "/XPN\\.([2-7]|1(/FN\\.1)?)";
    private static final String KEY = "/CX\\.[145](/HD\\.[123])?";
    private static final String ADDRESS = "/XAD\\.([2-7]|1(/SAD\\.[123])?)";
    private static final String CODE = "/CWE\\.[1-9]";
    private static final String PERSON = "/XCN\\.(1|[2-7](/FN\\.1)?|9(/HD\\.[123])?|10|13)";
    private static final String GATEWAY = "the gateway writes its own";
    private static final String COUNT = "nothing: it counts segments";

    /** Segments that are mapped as wholes, with their fields. */
    private static final Map<String, Map<String, String>> SEGMENTS = segments();

    private Hl7Fields() {}

    private static Map<String, Map<String, String>> segments() {
        var all = new LinkedHashMap<String, Map<String, String>>();
        put(
                all,
                "MSH",
                "MSH\\.7",
                "envelope/sent",
                "MSH\\.9(/MSG\\.[12])?",
                "event/code",
                "MSH\\.10",
                "envelope/reference");
        put(
                all,
                "MSH",
                "MSH\\.11(/PT\\.1)?",
                "nothing: it must be P",
                "MSH\\.(1|2|9/MSG\\.3|12(/VID\\.1)?|18)",
                GATEWAY);
        put(all, "MSH", "MSH\\.[3-6](/HD\\.[123])?", GATEWAY, "MSH\\.(13|15|16|17)", GATEWAY);
        put(all, "EVN", "EVN\\.2", "event/recorded", "EVN\\.3", "event/planned", "EVN\\.6", "event/occurred");
        put(all, "PID", "PID\\.1", COUNT, "PID\\.3" + KEY, "person/identifier", "PID\\.5" + NAME, "person/name");
        put(all, "PID", "PID\\.9" + NAME, "person/other-name", "PID\\.7", "person/birth", "PID\\.8", "person/sex");
        put(all, "PID", "PID\\.11" + ADDRESS, "person/address", "PID\\.16/CWE\\.1", "person/marital-status");
        put(all, "PID", "PID\\.19", "person/identifier", "PID\\.23", "person/birth-place");
        put(all, "PID", "PID\\.24", "person/multiple-birth", "PID\\.25", "person/birth-order");
        put(all, "PID", "PID\\.26/CWE\\.[13]", "person/nationality", "PID\\.29", "person/death");
        put(all, "PID", "PID\\.30", "person/vital-status", "PID\\.31", "person/identity-unknown");
        put(all, "PID", "PID\\.32", "person/identity-reliability");
        put(all, "NK1", "NK1\\.1", COUNT, "NK1\\.2" + NAME, "next-of-kin/name", "NK1\\.3/CWE\\.1", "next-of-kin/kind");
        put(all, "NK1", "NK1\\.4" + ADDRESS, "next-of-kin/address", "NK1\\.15", "next-of-kin/sex");
        put(all, "NK1", "NK1\\.16", "next-of-kin/birth", "NK1\\.33" + KEY, "next-of-kin/identifier");
        put(all, "PV1", "PV1\\.1", COUNT, "PV1\\.2", "visit/class", "PV1\\.3/PL\\.[1-9](/HD\\.[123])?", "visit/place");
        put(all, "PV1", "PV1\\.4", "visit/admission-kind", "PV1\\.7" + PERSON, "visit/attending");
        put(all, "PV1", "PV1\\.8" + PERSON, "visit/referring", "PV1\\.9" + PERSON, "visit/consulting");
        put(
                all,
                "PV1",
                "PV1\\.10",
                "visit/service",
                "PV1\\.14",
                "visit/source",
                "PV1\\.17" + PERSON,
                "visit/admitting");
        put(all, "PV1", "PV1\\.19" + KEY, "visit/number", "PV1\\.36", "visit/discharge");
        put(all, "PV1", "PV1\\.44", "visit/from", "PV1\\.45", "visit/until");
        put(all, "PV2", "PV2\\.3" + CODE, "visit/reason", "PV2\\.12", "visit/description");
        put(all, "AL1", "AL1\\.1", COUNT, "AL1\\.2" + CODE, "allergy/kind", "AL1\\.3" + CODE, "allergy/code");
        put(
                all,
                "AL1",
                "AL1\\.4" + CODE,
                "allergy/severity",
                "AL1\\.5",
                "allergy/reaction",
                "AL1\\.6",
                "allergy/since");
        put(all, "DG1", "DG1\\.1", COUNT, "DG1\\.3" + CODE, "condition/code", "DG1\\.4", "condition/title");
        put(all, "DG1", "DG1\\.5", "condition/since", "DG1\\.6", "condition/kind", "DG1\\.15", "condition/priority");
        put(all, "DG1", "DG1\\.16" + PERSON, "condition/clinician", "DG1\\.17", "condition/classification");
        put(all, "DG1", "DG1\\.18", "condition/confidential", "DG1\\.19", "condition/attested");
        return all;
    }

    private static void put(Map<String, Map<String, String>> all, String segment, String... pairs) {
        var fields = all.computeIfAbsent(segment, name -> new LinkedHashMap<>());
        for (int i = 0; i < pairs.length; i += 2) {
            fields.put(pairs[i], pairs[i + 1]);
        }
    }

    /** In the order in which a health record has what they become. */
    static List<String> segmentNames() {
        return List.copyOf(SEGMENTS.keySet());
    }

    /** One expression for all, of XPath and of Java, over paths below the segment: {@code PID.5/XPN.1/FN.1}. */
    static String regex() {
        return SEGMENTS.values().stream()
                .flatMap(fields -> fields.keySet().stream())
                .collect(Collectors.joining("|", "^(", ")$"));
    }

    /** Where a field ends up; empty when it is open. */
    static Optional<String> place(String segment, String path) {
        return SEGMENTS.getOrDefault(segment, Map.of()).entrySet().stream()
                .filter(field -> path.matches(field.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
    }
}
