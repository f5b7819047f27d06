package passerelle.format.edifact;

import java.io.ByteArrayInputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/**
 * What edifact.xml says before its schema, since an EDISchema has no place for it: {@code <?edifact message="PAXLST"
 * versions="D:02B D:05B"?>}, and for each control total {@code <?edifact total="42" segment="NAD" codes="FL DDU"?>}.
 */
record SchemaInstructions(String message, Set<String> versions, List<PersonTotal> totals) {
    private static final String EXPECTED =
            "expected <?edifact message=\"PAXLST\" versions=\"D:05B\"?> before the schema";
    private static final Pattern PAIR = Pattern.compile("\\s*([a-z]+)=\"([^\"]*)\"");

    static Optional<SchemaInstructions> read(String name, byte[] bytes, List<Problem> problems) {
        int before = problems.size();
        var found = new ArrayList<Map<String, String>>();
        try {
            var reader = HardenedXml.reader(new ByteArrayInputStream(bytes));
            while (reader.next() != XMLStreamConstants.START_ELEMENT) {
                if (reader.getEventType() == XMLStreamConstants.PROCESSING_INSTRUCTION
                        && reader.getPITarget().equals("edifact")) {
                    pairs(name, reader, problems).ifPresent(found::add);
                }
            }
        } catch (XMLStreamException e) {
            var failure = HardenedXml.failure(e);
            problems.add(Problem.in(name, "cannot be read: " + failure + "; expected " + failure.expected()));
            return Optional.empty();
        }
        var messages =
                found.stream().filter(pairs -> pairs.containsKey("message")).toList();
        if (messages.size() != 1 && problems.size() == before) {
            problems.add(Problem.in(name, "there are " + messages.size() + " message types; " + EXPECTED));
        }
        if (problems.size() > before) {
            return Optional.empty();
        }
        var totals = found.stream()
                .filter(pairs -> pairs.containsKey("total"))
                .map(pairs -> new PersonTotal(
                        pairs.getOrDefault("total", ""),
                        pairs.getOrDefault("segment", ""),
                        words(pairs.getOrDefault("codes", ""))))
                .toList();
        var message = messages.get(0);
        return Optional.of(new SchemaInstructions(
                message.getOrDefault("message", ""), words(message.getOrDefault("versions", "")), totals));
    }

    private static Set<String> words(String text) {
        return text.isBlank() ? Set.of() : Set.of(text.strip().split("\\s+"));
    }

    private static Optional<Map<String, String>> pairs(String name, XMLStreamReader at, List<Problem> problems) {
        var pairs = new HashMap<String, String>();
        var text = String.valueOf(at.getPIData());
        var matcher = PAIR.matcher(text);
        int end = 0;
        while (matcher.lookingAt()) {
            pairs.put(matcher.group(1), matcher.group(2));
            end = matcher.end();
            matcher.region(end, text.length());
        }
        boolean isKnown = pairs.keySet().equals(Set.of("message"))
                || pairs.keySet().equals(Set.of("message", "versions"))
                || pairs.keySet().equals(Set.of("total", "segment", "codes"));
        if (text.substring(end).isBlank() && isKnown) {
            return Optional.of(pairs);
        }
        problems.add(Problem.at(
                name,
                at.getLocation().getLineNumber(),
                0,
                "<?edifact " + text + "?> is not understood; " + EXPECTED
                        + ", or <?edifact total=\"42\" segment=\"NAD\" codes=\"FL DDU\"?>"));
        return Optional.empty();
    }
}
