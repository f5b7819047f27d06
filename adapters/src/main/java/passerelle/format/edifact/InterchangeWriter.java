package passerelle.format.edifact;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Writes a native document as an interchange of one message, with the standard's service characters after UNA. What UNB
 * and UNG do not say of themselves is filled in: syntax, date and time, references; UNT, UNE and UNZ are made.
 */
final class InterchangeWriter {
    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmm").withZone(ZoneOffset.UTC);
    private static final Pattern POSITION = Pattern.compile("[ec]([1-9][0-9]{0,2})");

    private static final class Unwritable extends Exception {
        private static final long serialVersionUID = 1;
        private final transient Failure failure;

        Unwritable(String place, String found, String expected) {
            super("unwritable");
            this.failure = new Failure(FailureCode.MAP_UNWRITABLE, place, found, expected);
        }
    }

    /** @param place in the document, as an XPath */
    private record Line(String tag, String place, List<List<List<String>>> elements) {

        String text(int element, int component) {
            return element <= elements.size()
                            && !elements.get(element - 1).isEmpty()
                            && component <= elements.get(element - 1).get(0).size()
                    ? elements.get(element - 1).get(0).get(component - 1)
                    : "";
        }

        boolean lacks(int element) {
            return text(element, 1).isEmpty();
        }

        /** The same with another element. */
        Line with(int element, String... components) {
            var changed = new ArrayList<>(elements);
            while (changed.size() < element) {
                changed.add(List.of());
            }
            changed.set(element - 1, List.of(List.of(components)));
            return new Line(tag, place, changed);
        }
    }

    private final EdifactSchema schema;
    private final List<Line> lines = new ArrayList<>();

    private InterchangeWriter(EdifactSchema schema) {
        this.schema = schema;
    }

    static Result<byte[]> write(EdifactSchema schema, XdmNode document, Instant at) {
        try {
            return Result.ok(new InterchangeWriter(schema).write(document, at));
        } catch (Unwritable e) {
            return Result.failed(e.failure);
        }
    }

    private byte[] write(XdmNode document, Instant at) throws Unwritable {
        var root = document.getNodeKind() == XdmNodeKind.DOCUMENT ? document.getOutermostElement() : document;
        var place = "/" + name(root);
        if (!name(root).equals(schema.message())) {
            throw new Unwritable(place, name(root), "/" + schema.message());
        }
        collect(root, place);
        var unb = line("UNB").orElseThrow(() -> new Unwritable(place + "/interchange/UNB", "", "sender and recipient"));
        var unh = line("UNH").orElseThrow(() -> new Unwritable(place + "/UNH", "", "reference and message type"));
        unh = unh.lacks(1) ? unh.with(1, "1") : unh;
        unb = unb.lacks(1) ? unb.with(1, "UNOA", "4") : unb;
        unb = unb.lacks(4) ? unb.with(4, DAY.format(at), TIME.format(at)) : unb;
        unb = unb.lacks(5) ? unb.with(5, unh.text(1, 1)) : unb;
        var ung = line("UNG").map(each -> each.lacks(4) ? each.with(4, DAY.format(at), TIME.format(at)) : each);
        var reference = unb.text(5, 1);
        ung = ung.map(each -> each.lacks(5) ? each.with(5, reference) : each);
        var body = lines.stream()
                .filter(each -> !each.tag().equals("UNB")
                        && !each.tag().equals("UNG")
                        && !each.tag().equals("UNH"))
                .toList();
        var all = new ArrayList<Line>();
        all.add(unb);
        ung.ifPresent(all::add);
        all.add(unh);
        all.addAll(body);
        all.add(made("UNT", Integer.toString(body.size() + 2), unh.text(1, 1)));
        ung.ifPresent(each -> all.add(made("UNE", "1", each.text(5, 1))));
        all.add(made("UNZ", "1", reference));
        return bytes(unb, all);
    }

    private Optional<Line> line(String tag) {
        return lines.stream().filter(each -> each.tag().equals(tag)).findFirst();
    }

    private static Line made(String tag, String count, String reference) {
        return new Line(tag, "", List.of(List.of(List.of(count)), List.of(List.of(reference))));
    }

    private static byte[] bytes(Line unb, List<Line> all) throws Unwritable {
        var identifier = unb.text(1, 1);
        int version = unb.text(1, 2).matches("[1-4]") ? Integer.parseInt(unb.text(1, 2)) : 0;
        var repertoire = Repertoire.of(identifier, version)
                .orElseThrow(() -> new Unwritable(unb.place() + "/e1/c1", identifier, Repertoire.identifiers()));
        if (version == 0) {
            throw new Unwritable(unb.place() + "/e1/c2", unb.text(1, 2), "syntax version 1, 2, 3 or 4");
        }
        boolean repeats = all.stream().anyMatch(line -> line.elements().stream().anyMatch(each -> each.size() > 1));
        if (repeats && version < 4) {
            throw new Unwritable(unb.place() + "/e1/c2", unb.text(1, 2), "syntax version 4, since an element repeats");
        }
        int repetition = repeats ? ServiceCharacters.DEFAULT.repetition() : ServiceCharacters.NONE;
        var writer = new SegmentWriter(new ServiceCharacters(':', '+', '.', '?', repetition, '\''), repertoire);
        writer.una();
        for (var line : all) {
            for (int e = 1; e <= line.elements().size(); e++) {
                check(line.elements().get(e - 1), line.place() + "/e" + e, repertoire);
            }
            writer.segment(line.tag(), line.elements());
        }
        return writer.bytes();
    }

    private static void check(List<List<String>> repetitions, String place, Repertoire repertoire) throws Unwritable {
        for (var components : repetitions) {
            for (int c = 0; c < components.size(); c++) {
                var unwritable = repertoire.firstUnwritable(components.get(c));
                if (unwritable.isPresent()) {
                    throw new Unwritable(
                            place + (components.size() > 1 ? "/c" + (c + 1) : ""),
                            unwritable.get(),
                            "characters of " + repertoire.identifier());
                }
            }
        }
    }

    /** Takes the segments out of the loops, in their order. */
    private void collect(XdmNode parent, String place) throws Unwritable {
        Map<String, Integer> seen = new HashMap<>();
        for (var child : elements(parent)) {
            var name = name(child);
            var at = place + "/" + name + "[" + seen.merge(name, 1, Integer::sum) + "]";
            if (schema.isSegment(name)) {
                lines.add(segment(child, at));
            } else {
                collect(child, at);
            }
        }
    }

    private Line segment(XdmNode segment, String place) throws Unwritable {
        var elements = new ArrayList<List<List<String>>>();
        for (var child : elements(segment)) {
            int position = position(child, 'e', place, SegmentParser.MOST_ELEMENTS);
            if (position < elements.size()) {
                throw new Unwritable(place + "/" + name(child), name(child), "elements in their order");
            }
            while (elements.size() < position) {
                elements.add(new ArrayList<>());
            }
            elements.get(position - 1).add(components(child, place + "/" + name(child)));
        }
        return new Line(name(segment), place, elements);
    }

    private List<String> components(XdmNode element, String place) throws Unwritable {
        var children = elements(element);
        if (children.isEmpty()) {
            return List.of(element.getStringValue());
        }
        var components = new ArrayList<String>();
        for (var child : children) {
            int position = position(child, 'c', place, SegmentParser.MOST_COMPONENTS);
            if (position <= components.size()) {
                throw new Unwritable(place + "/" + name(child), name(child), "components in their order, each once");
            }
            while (components.size() < position - 1) {
                components.add("");
            }
            components.add(child.getStringValue());
        }
        return components;
    }

    private static int position(XdmNode element, char kind, String place, int most) throws Unwritable {
        var name = name(element);
        var matcher = POSITION.matcher(name);
        int position = matcher.matches() && name.charAt(0) == kind ? Integer.parseInt(matcher.group(1)) : 0;
        if (position < 1 || position > most) {
            throw new Unwritable(place + "/" + name, name, kind + "1 to " + kind + most);
        }
        return position;
    }

    private static List<XdmNode> elements(XdmNode parent) {
        var elements = new ArrayList<XdmNode>();
        for (var children = parent.axisIterator(Axis.CHILD); children.hasNext(); ) {
            var child = children.next();
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                elements.add(child);
            }
        }
        return elements;
    }

    private static String name(XdmNode element) {
        return element.getNodeName().getClarkName();
    }
}
