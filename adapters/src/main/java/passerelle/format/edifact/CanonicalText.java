package passerelle.format.edifact;

import java.util.List;

/** Writes a segment for StAEDI to check: the standard's service characters, a line a segment. */
final class CanonicalText {
    private static final String SERVICE = ":+?'*";

    private CanonicalText() {}

    /** Empty ends are left out: they say nothing, and a sender may write as many as he likes. */
    static void append(StringBuilder text, Segment segment) {
        text.append(segment.tag());
        int elements = segment.elements().size();
        while (elements > 0 && isEmpty(segment.elements().get(elements - 1))) {
            elements--;
        }
        for (var repetitions : segment.elements().subList(0, elements)) {
            text.append('+');
            for (int i = 0; i < repetitions.size(); i++) {
                text.append(i == 0 ? "" : "*");
                append(text, repetitions.get(i));
            }
        }
        text.append("'\n");
    }

    static boolean isEmpty(List<List<Segment.Component>> repetitions) {
        return repetitions.stream().allMatch(components -> components.stream()
                .allMatch(each -> each.text().isEmpty()));
    }

    private static void append(StringBuilder text, List<Segment.Component> components) {
        int size = components.size();
        while (size > 0 && components.get(size - 1).text().isEmpty()) {
            size--;
        }
        for (int i = 0; i < size; i++) {
            text.append(i == 0 ? "" : ":");
            // Letters beyond ASCII count as one each, whatever they are.
            components.get(i).text().codePoints().forEach(each -> {
                if (each < 0x7F && SERVICE.indexOf(each) >= 0) {
                    text.append('?');
                }
                text.append(each < 0x7F ? (char) each : 'X');
            });
        }
    }
}
