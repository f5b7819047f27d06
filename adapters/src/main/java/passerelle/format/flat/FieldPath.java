package passerelle.format.flat;

import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;

/**
 * The name of a field, which says where its element stands in that of its record: {@code surname}, {@code phone[2]} for
 * one of several, {@code address[1]/street} in a group of fields.
 */
final class FieldPath {
    private FieldPath() {}

    /** What has to be opened before a field's own element, and how many are closed behind it. */
    record Step(List<NodeName> opened, NodeName element, int closed) {}

    /** The path of one occurrence. @param number from 1 */
    static String occurrence(String name, int number) {
        return name + "[" + number + "]";
    }

    /** The path without the numbers: the same for all occurrences. */
    static String plain(String path) {
        return path.replaceAll("\\[[0-9]+]", "");
    }

    /** The groups that a field stands in, from the outside, as paths: {@code a}, {@code a/b[1]} of {@code a/b[1]/c}. */
    static List<String> groups(String path) {
        var groups = new ArrayList<String>();
        for (int at = path.indexOf('/'); at >= 0; at = path.indexOf('/', at + 1)) {
            groups.add(path.substring(0, at));
        }
        return groups;
    }

    /** How the elements of a record are opened and closed, field by field. */
    static List<Step> steps(List<String> paths) {
        var steps = new ArrayList<Step>(paths.size());
        List<String> open = List.of();
        for (int i = 0; i < paths.size(); i++) {
            var groups = groups(paths.get(i));
            var next = i + 1 < paths.size() ? groups(paths.get(i + 1)) : List.<String>of();
            var opened = groups.subList(shared(open, groups), groups.size()).stream()
                    .map(FieldPath::element)
                    .toList();
            steps.add(new Step(opened, element(paths.get(i)), groups.size() - shared(groups, next)));
            open = groups;
        }
        return List.copyOf(steps);
    }

    private static int shared(List<String> one, List<String> other) {
        int shared = 0;
        while (shared < Math.min(one.size(), other.size()) && one.get(shared).equals(other.get(shared))) {
            shared++;
        }
        return shared;
    }

    private static NodeName element(String path) {
        return new NoNamespaceName(plain(path.substring(path.lastIndexOf('/') + 1)));
    }
}
