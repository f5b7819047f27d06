package passerelle.format.edifact;

import java.util.List;
import java.util.Optional;

/**
 * A segment, taken apart.
 *
 * @param elements data elements, the first behind the tag; each has its repetitions, of which each has its components
 * @param lapses what is wrong with it by itself
 */
record Segment(String tag, List<List<List<Component>>> elements, Piece piece, List<Lapse> lapses) {

    /** A value, without release characters and line ends. @param at index of its first byte in the piece */
    record Component(String text, int at) {}

    Segment {
        elements = List.copyOf(elements);
        lapses = List.copyOf(lapses);
    }

    /** A component of an element's first occurrence, both from 1; "" when there is none. */
    String text(int element, int component) {
        return component(element, 1, component).map(Component::text).orElse("");
    }

    /** All from 1. */
    Optional<Component> component(int element, int occurrence, int component) {
        return get(elements, element)
                .flatMap(repetitions -> get(repetitions, occurrence))
                .flatMap(components -> get(components, component));
    }

    /** Where a position is in the piece: of the nearest position before it when there is none. */
    int at(int element, int occurrence, int component) {
        return component(element, Math.max(1, occurrence), Math.max(1, component))
                .or(() -> component(element, 1, 1))
                .map(Component::at)
                .orElse(piece.start());
    }

    private static <T> Optional<T> get(List<T> list, int position) {
        return position >= 1 && position <= list.size() ? Optional.of(list.get(position - 1)) : Optional.empty();
    }
}
