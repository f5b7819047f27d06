package passerelle.format.hl7v2;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;

/**
 * Where in a message something is wrong, as ERR-2 has it (data type ERL); what is not known is "".
 *
 * @param segment its id @param sequence among the segments of this id, from 1
 */
record ErrorLocation(
        String segment, String sequence, String field, String repetition, String component, String subcomponent) {
    /** As our reader says it: {@code PID[2]-3[2].4.1, line 9}. */
    private static final Pattern FIELD = Pattern.compile("([A-Z][A-Z0-9]{2})(?:\\[(\\d+)\\])?(?:-(\\d+)"
            + "(?:\\[(\\d+)\\])?(?:\\.(\\d+))?(?:\\.(\\d+))?)?(?:, line \\d+)?");

    /** As a stylesheet's failure says it, from the segment on: {@code PID/PID.3[2]/CX.4/HD.1}. */
    private static final Pattern PATH = Pattern.compile("(?:line \\d+, )?(/[^/]+/(?:.*?/)?)([A-Z][A-Z0-9]{2})(?:\\[\\d+\\])?"
            + "(?:/\\2\\.(\\d+)(?:\\[(\\d+)\\])?(?:/[A-Z]+[0-9]?\\.(\\d+))?(?:/[A-Z]+[0-9]?\\.(\\d+))?)?(?:[/@].*)?");

    private static final Pattern STEP = Pattern.compile("([^\\[]+)(?:\\[(\\d+)\\])?");

    /** The components of ERR-2. */
    List<String> components() {
        return List.of(segment, sequence, field, repetition, component, subcomponent);
    }

    /** The location that a failure's place names; empty when it names no segment. */
    static Optional<ErrorLocation> of(String place, byte[] request) {
        var field = FIELD.matcher(place);
        if (field.matches()) {
            var sequence = field.group(2) == null ? "1" : field.group(2);
            return Optional.of(new ErrorLocation(
                    field.group(1),
                    sequence,
                    part(field, 3),
                    repetition(part(field, 3), part(field, 4)),
                    part(field, 5),
                    part(field, 6)));
        }
        var path = PATH.matcher(place);
        if (place.indexOf('/') < 0 || !path.matches()) {
            return Optional.empty();
        }
        return Optional.of(new ErrorLocation(
                path.group(2),
                sequence(place, path.group(2), request),
                part(path, 3),
                repetition(part(path, 3), part(path, 4)),
                part(path, 5),
                part(path, 6)));
    }

    private static String part(Matcher matcher, int group) {
        var text = matcher.group(group);
        return text == null ? "" : text;
    }

    private static String repetition(String field, String number) {
        return field.isEmpty() || !number.isEmpty() ? number : "1";
    }

    /** A path counts within its group, ERR-2 within the message: the request's document knows both. */
    private static String sequence(String place, String id, byte[] request) {
        return new Hl7Syntax().read(request).match(document -> sequence(place, id, document), failure -> "");
    }

    private static String sequence(String place, String id, XdmNode document) {
        var node = document;
        for (var step : place.substring(place.indexOf('/') + 1).split("/")) {
            var matcher = STEP.matcher(step);
            if (!matcher.matches()) {
                return "";
            }
            int number = matcher.group(2) == null ? 1 : Integer.parseInt(matcher.group(2));
            var child = child(node, matcher.group(1), number);
            if (child.isEmpty()) {
                return "";
            }
            if (matcher.group(1).equals(id)) {
                return Integer.toString(number(child.get(), document));
            }
            node = child.get();
        }
        return "";
    }

    private static Optional<XdmNode> child(XdmNode node, String name, int number) {
        int count = 0;
        for (var child : node.children(name)) {
            if (++count == number) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }

    /** Among the segments of its id, from 1. */
    private static int number(XdmNode segment, XdmNode document) {
        int number = 0;
        var all = document.axisIterator(Axis.DESCENDANT, segment.getNodeName());
        while (all.hasNext()) {
            number++;
            if (all.next().equals(segment)) {
                return number;
            }
        }
        return 0;
    }
}
