package passerelle.format.flat;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.type.Type;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Finds the place in the layout of every text in a record's element, or the first that has none. It walks Saxon's own
 * nodes: those of s9api are made anew at each step, which is most of the time that writing takes.
 */
final class FieldTexts {
    private final FlatRecordType type;
    private final Map<String, String> texts = new HashMap<>();
    private Optional<Failure> refusal = Optional.empty();

    private FieldTexts(FlatRecordType type) {
        this.type = type;
    }

    /**
     * The texts by the names of their fields.
     *
     * @param isHeaderFirst the first element is a record of its own
     */
    static Result<Map<String, String>> of(FlatRecordType type, XdmNode record, boolean isHeaderFirst) {
        var found = new FieldTexts(type);
        var seen = found.children(record.getUnderlyingNode(), "", isHeaderFirst);
        type.tail().ifPresent(tail -> found.count(tail, seen.getOrDefault(tail.element(), 0)));
        return found.refusal.<Result<Map<String, String>>>map(Result::failed).orElseGet(() -> Result.ok(found.texts));
    }

    /** @return how often each name was there */
    private Map<String, Integer> children(NodeInfo parent, String path, boolean isHeaderFirst) {
        var seen = new HashMap<String, Integer>();
        boolean isHeaderNext = isHeaderFirst;
        for (var child : parent.children()) {
            if (child.getNodeKind() == Type.TEXT && !child.getStringValue().isBlank()) {
                refuse("", "fields only, and no text between them");
            }
            if (child.getNodeKind() == Type.ELEMENT && isHeaderNext) {
                isHeaderNext = false;
            } else if (child.getNodeKind() == Type.ELEMENT) {
                var name = RecordElement.name(child);
                child(child, path, name, seen.merge(name, 1, Integer::sum));
            }
        }
        return seen;
    }

    private void child(NodeInfo child, String path, String name, int number) {
        var single = path + name;
        if (isKnown(single)) {
            if (number == 1) {
                take(child, single);
            } else {
                refuse(path + name, (type.hasGroup(single) ? "the group" : "the field") + " once");
            }
            return;
        }
        var occurrence = FieldPath.occurrence(single, number);
        if (isKnown(occurrence)) {
            take(child, occurrence);
        } else {
            boolean isOther = isKnown(FieldPath.occurrence(single, 1));
            refuse(
                    path + child.getLocalPart(),
                    isOther ? "at most " + (number - 1) + " of them" : "a field of the layout, with text only");
        }
    }

    private boolean isKnown(String path) {
        return type.index(path) >= 0 || type.hasGroup(path);
    }

    private void take(NodeInfo child, String path) {
        boolean isGroup = type.hasGroup(path);
        if (child.attributes().size() > 0 || !isGroup && hasElements(child)) {
            refuse(path, isGroup ? "a group without attributes" : "a field of the layout, with text only");
        } else if (isGroup) {
            children(child, path + "/", false);
        } else {
            texts.put(path, child.getStringValue());
        }
    }

    private static boolean hasElements(NodeInfo field) {
        if (field.hasChildNodes()) {
            for (var child : field.children()) {
                if (child.getNodeKind() == Type.ELEMENT) {
                    return true;
                }
            }
        }
        return false;
    }

    /** The number of occurrences is written as there are some, whether it is said or not. */
    private void count(Tail tail, int occurrences) {
        var counter = type.fields().get(tail.counter()).name();
        var place = "record " + type.name() + ", field " + counter;
        refusal = refusal.or(() -> Tail.contradiction(texts.getOrDefault(counter, ""), occurrences)
                .map(failure -> new Failure(failure.code(), place, failure.found(), failure.expected())));
        texts.put(counter, Integer.toString(occurrences));
    }

    private void refuse(String field, String expected) {
        var place = "record " + type.name() + (field.isEmpty() ? "" : ", field " + field);
        refusal = refusal.or(() -> Optional.of(new Failure(FailureCode.MAP_UNKNOWN_ELEMENT, place, "", expected)));
    }
}
