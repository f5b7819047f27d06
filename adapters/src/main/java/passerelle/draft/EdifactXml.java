package passerelle.draft;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import passerelle.draft.EdifactStructure.Part;
import passerelle.format.edifact.InterchangeSample;
import passerelle.format.edifact.InterchangeSample.SegmentSample;

/** Writes {@code edifact.xml} for what messages of samples have; whatever they do not have stops a message. */
final class EdifactXml {
    private final StringBuilder out = new StringBuilder();
    private int groups;

    private EdifactXml() {}

    /** An element of a segment. @param components 1 where none has more @param isRepeated whether it repeats */
    private record Element(int components, boolean isRepeated) {
        Element and(Element other) {
            return new Element(Math.max(components, other.components), isRepeated || other.isRepeated);
        }
    }

    /** @param messages of one type, one at least */
    static String of(List<InterchangeSample> messages) {
        var xml = new EdifactXml();
        xml.write(messages);
        return xml.out.toString();
    }

    private void write(List<InterchangeSample> messages) {
        var versions =
                new TreeSet<>(messages.stream().map(InterchangeSample::version).toList());
        out.append("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n")
                .append(
                        "<!-- A draft from samples, as an EDISchema of StAEDI: segments, groups and elements that they do not")
                .append(" have stop a message. -->\n")
                .append("<?edifact message=\"")
                .append(messages.get(0).type())
                .append("\" versions=\"")
                .append(String.join(" ", versions))
                .append("\"?>\n<schema xmlns=\"http://xlate.io/EDISchema/v4\">\n  <transaction>\n");
        var parts = EdifactStructure.of(messages.stream()
                .map(message ->
                        message.segments().stream().map(SegmentSample::tag).toList())
                .toList());
        sequence(parts, 4);
        out.append(
                "  </transaction>\n  <elementType name=\"text\" code=\"text\" base=\"string\" maxLength=\"512\"/>\n");
        types(elements(messages));
        out.append("</schema>\n");
    }

    private void sequence(List<Part> parts, int depth) {
        line(depth, "<sequence>");
        for (var part : parts) {
            if (part.isGroup()) {
                groups++;
                line(depth + 2, "<loop code=\"Group" + groups + "-" + part.tag() + "\" maxOccurs=\"99999\">");
                sequence(part.inside(), depth + 4);
                line(depth + 2, "</loop>");
            } else {
                boolean begins = part == parts.get(0) && depth > 4;
                line(
                        depth + 2,
                        "<segment type=\"" + part.tag() + "\"" + (begins ? " minOccurs=\"1\"" : "")
                                + (part.isRepeated() ? " maxOccurs=\"99\"" : "") + "/>");
            }
        }
        line(depth, "</sequence>");
    }

    private static Map<String, List<Element>> elements(List<InterchangeSample> messages) {
        var all = new TreeMap<String, List<Element>>();
        for (var message : messages) {
            for (var segment : message.segments()) {
                var known = all.computeIfAbsent(segment.tag(), tag -> new ArrayList<>());
                for (int i = 0; i < segment.elements().size(); i++) {
                    var repetitions = segment.elements().get(i);
                    int most = repetitions.stream().mapToInt(List::size).max().orElse(1);
                    var element = new Element(most, repetitions.size() > 1);
                    if (i < known.size()) {
                        known.set(i, known.get(i).and(element));
                    } else {
                        known.add(element);
                    }
                }
            }
        }
        return all;
    }

    private void types(Map<String, List<Element>> segments) {
        segments.forEach((tag, elements) -> {
            for (int i = 0; i < elements.size(); i++) {
                if (elements.get(i).components() > 1) {
                    var name = tag + (i + 1);
                    line(
                            2,
                            "<compositeType name=\"" + name + "\" code=\"" + name + "\"><sequence>"
                                    + "<element type=\"text\"/>"
                                            .repeat(elements.get(i).components())
                                    + "</sequence></compositeType>");
                }
            }
        });
        segments.forEach((tag, elements) -> {
            var references = new StringBuilder();
            for (int i = 0; i < elements.size(); i++) {
                var repeats = elements.get(i).isRepeated() ? " maxOccurs=\"99\"" : "";
                references.append(
                        elements.get(i).components() > 1
                                ? "<composite type=\"" + tag + (i + 1) + "\"" + repeats + "/>"
                                : "<element type=\"text\"" + repeats + "/>");
            }
            line(2, "<segmentType name=\"" + tag + "\"><sequence>" + references + "</sequence></segmentType>");
        });
    }

    private void line(int depth, String text) {
        out.append(" ".repeat(depth)).append(text).append('\n');
    }
}
