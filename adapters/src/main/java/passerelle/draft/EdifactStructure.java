package passerelle.draft;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Which segments follow each other in messages of EDIFACT, and which of them make a group that comes again: a group begins
 * at the first segment that stands again with others between, as every group of a directory begins with a segment of its
 * own.
 */
final class EdifactStructure {
    /** A segment, or a group of them. @param inside of a group, with the segment that begins it; of a segment, nothing */
    record Part(String tag, boolean isRepeated, List<Part> inside) {
        Part {
            inside = List.copyOf(inside);
        }

        boolean isGroup() {
            return !inside.isEmpty();
        }
    }

    /** Segments that in the directories tell more of the one before them, and seldom begin a group. */
    private static final Set<String> DETAILS = Set.of(
            "ATT", "COM", "CTA", "DIM", "DTM", "EMP", "FTX", "GEI", "MEA", "MOA", "NAT", "PCI", "QTY", "RFF", "SEL",
            "TMP");

    private EdifactStructure() {}

    /** The parts of messages, each the tags of its segments in order: every message is some of them, in their order. */
    static List<Part> of(List<List<String>> messages) {
        var trigger = trigger(messages, false).or(() -> trigger(messages, true));
        if (trigger.isEmpty()) {
            return line(messages);
        }
        var before = new ArrayList<List<String>>();
        var bodies = new ArrayList<List<String>>();
        var after = new ArrayList<List<String>>();
        var known = inside(messages, trigger.get());
        for (var message : messages) {
            int first = message.indexOf(trigger.get());
            if (first < 0) {
                before.add(message);
                continue;
            }
            before.add(message.subList(0, first));
            int end = message.lastIndexOf(trigger.get()) + 1;
            while (end < message.size() && known.contains(message.get(end))) {
                end++;
            }
            bodies.addAll(bodies(message.subList(first, end), trigger.get()));
            after.add(message.subList(end, message.size()));
        }
        var inside = new ArrayList<>(List.of(new Part(trigger.get(), false, List.of())));
        inside.addAll(of(bodies));
        var parts = new ArrayList<>(of(before));
        parts.add(new Part(trigger.get(), true, inside));
        parts.addAll(of(after));
        return List.copyOf(parts);
    }

    /** The first segment that stands twice in a message with others between. */
    private static Optional<String> trigger(List<List<String>> messages, boolean isDetail) {
        return messages.stream()
                .flatMap(message -> message.stream()
                        .filter(tag -> DETAILS.contains(tag) == isDetail)
                        .filter(tag -> message.subList(message.indexOf(tag), message.lastIndexOf(tag)).stream()
                                .anyMatch(between -> !between.equals(tag)))
                        .limit(1))
                .findFirst();
    }

    /** Segments that stand between two that begin a group. */
    private static Set<String> inside(List<List<String>> messages, String trigger) {
        var inside = new HashSet<String>();
        for (var message : messages) {
            int first = message.indexOf(trigger);
            inside.addAll(first < 0 ? List.of() : message.subList(first, message.lastIndexOf(trigger)));
        }
        inside.remove(trigger);
        return inside;
    }

    private static List<List<String>> bodies(List<String> groups, String trigger) {
        var bodies = new ArrayList<List<String>>();
        var body = new ArrayList<String>();
        for (var tag : groups.subList(1, groups.size())) {
            if (tag.equals(trigger)) {
                bodies.add(List.copyOf(body));
                body.clear();
            } else {
                body.add(tag);
            }
        }
        bodies.add(List.copyOf(body));
        return bodies;
    }

    /** Segments without groups: the shortest line in which those of each message stand in their order. */
    private static List<Part> line(List<List<String>> messages) {
        List<Part> line = List.of();
        for (var message : messages) {
            var own = new ArrayList<Part>();
            for (var tag : message) {
                boolean isAgain =
                        !own.isEmpty() && own.get(own.size() - 1).tag().equals(tag);
                if (isAgain) {
                    own.remove(own.size() - 1);
                }
                own.add(new Part(tag, isAgain, List.of()));
            }
            line = merged(line, own);
        }
        return line;
    }

    private static List<Part> merged(List<Part> a, List<Part> b) {
        if (a.isEmpty() || b.isEmpty()) {
            return a.isEmpty() ? List.copyOf(b) : a;
        }
        int[][] most = new int[a.size() + 1][b.size() + 1];
        for (int i = a.size() - 1; i >= 0; i--) {
            for (int j = b.size() - 1; j >= 0; j--) {
                most[i][j] = a.get(i).tag().equals(b.get(j).tag())
                        ? most[i + 1][j + 1] + 1
                        : Math.max(most[i + 1][j], most[i][j + 1]);
            }
        }
        var line = new ArrayList<Part>();
        int i = 0;
        int j = 0;
        while (i < a.size() && j < b.size()) {
            var one = a.get(i);
            var other = b.get(j);
            if (one.tag().equals(other.tag())) {
                line.add(new Part(one.tag(), one.isRepeated() || other.isRepeated(), List.of()));
                i++;
                j++;
            } else if (most[i + 1][j] >= most[i][j + 1]) {
                line.add(one);
                i++;
            } else {
                line.add(other);
                j++;
            }
        }
        line.addAll(a.subList(i, a.size()));
        line.addAll(b.subList(j, b.size()));
        return List.copyOf(line);
    }
}
