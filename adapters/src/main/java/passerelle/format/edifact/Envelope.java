package passerelle.format.edifact;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import passerelle.model.FailureCode;

/** What UNB, UNG and UNH may hold: no more elements than the standard has, and one value where it has one. */
final class Envelope {
    /** For each element, how many components it has at most. */
    private static final Map<String, List<Integer>> COMPONENTS = Map.of(
            "UNB", List.of(4, 4, 4, 2, 1, 2, 1, 1, 1, 1, 1),
            "UNG", List.of(1, 2, 2, 2, 1, 1, 3, 1),
            "UNH", List.of(1, 7, 1, 2, 4, 4, 4),
            "UNT", List.of(1, 1),
            "UNE", List.of(1, 1),
            "UNZ", List.of(1, 1));

    private Envelope() {}

    static List<Lapse> lapses(Segment segment) {
        var most = COMPONENTS.getOrDefault(segment.tag(), List.of());
        var lapses = new ArrayList<Lapse>();
        for (int i = 1; i <= segment.elements().size(); i++) {
            var repetitions = segment.elements().get(i - 1);
            int allowed = i <= most.size() ? most.get(i - 1) : 0;
            if (repetitions.size() > 1) {
                lapses.add(lapse(segment, ErrorCode.TOO_MANY_REPETITIONS, i, 0, "the element no more often"));
            }
            var components = repetitions.get(0);
            for (int c = allowed + 1; c <= components.size(); c++) {
                if (!components.get(c - 1).text().isEmpty()) {
                    lapses.add(lapse(
                            segment,
                            ErrorCode.TOO_MANY_CONSTITUENTS,
                            i,
                            allowed == 0 ? 0 : c,
                            allowed == 0 ? "no element at this position" : "no component at this position"));
                    break;
                }
            }
        }
        return lapses;
    }

    private static Lapse lapse(Segment segment, ErrorCode error, int element, int component, String expected) {
        return new Lapse(
                FailureCode.READ_SYNTAX,
                error,
                element,
                component,
                segment.at(element, 1, component),
                segment.text(element, Math.max(1, component)),
                expected);
    }
}
