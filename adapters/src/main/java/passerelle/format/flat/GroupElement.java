package passerelle.format.flat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** What a stylesheet made for a group of records. */
record GroupElement(RecordGroup group, List<RecordElement> records) {

    GroupElement {
        records = List.copyOf(records);
    }

    static Result<GroupElement> read(RecordGroup group, XdmNode element) {
        var place = "group " + group.name();
        if (element.axisIterator(Axis.ATTRIBUTE).hasNext()) {
            return RecordElement.unknown(place, "a group of the layout, without attributes");
        }
        var records = new ArrayList<RecordElement>();
        for (var children = element.axisIterator(Axis.CHILD); children.hasNext(); ) {
            var child = children.next();
            if (child.getNodeKind() == XdmNodeKind.TEXT
                    && !child.getStringValue().isBlank()) {
                return RecordElement.unknown(place, "records only, and no text between them");
            }
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                var record = record(group, child);
                if (record instanceof Result.Failed<RecordElement> failed) {
                    return Result.failed(failed.failure());
                }
                record.match(records::add, failure -> false);
            }
        }
        return new GroupElement(group, records).checked();
    }

    private static Result<RecordElement> record(RecordGroup group, XdmNode element) {
        var type = group.types().stream()
                .filter(one -> one.name().equals(RecordElement.name(element)))
                .findFirst();
        if (type.isEmpty() || element.axisIterator(Axis.ATTRIBUTE).hasNext()) {
            return RecordElement.unknown(
                    "group " + group.name() + ", record "
                            + element.getNodeName().getLocalName(),
                    "a record of the group, without attributes");
        }
        return RecordElement.fields(type.get(), element, Optional.empty());
    }

    /** In the order of the layout; those of one type keep theirs. */
    List<RecordElement> inOrder() {
        return records.stream()
                .sorted(Comparator.comparingInt(record -> group.stage(record.type())))
                .toList();
    }

    private Result<GroupElement> checked() {
        var place = "group " + group.name();
        if (records.size() > RecordGroup.MOST_RECORDS) {
            return Result.failed(new Failure(
                    FailureCode.MAP_UNWRITABLE,
                    place,
                    records.size() + " records",
                    "at most " + RecordGroup.MOST_RECORDS));
        }
        for (var type : group.types()) {
            long count = records.stream()
                    .filter(record -> record.type().name().equals(type.name()))
                    .count();
            if (count < type.min()) {
                return Result.failed(new Failure(
                        FailureCode.MAP_MISSING, place, count + " " + type.name(), "at least " + type.min()));
            }
            if (count > type.max()) {
                return Result.failed(new Failure(
                        FailureCode.MAP_UNWRITABLE, place, count + " " + type.name(), "at most " + type.max()));
            }
        }
        return sameKey(place);
    }

    /** Records with another key would be read back as another group. */
    private Result<GroupElement> sameKey(String place) {
        var keys = records.stream()
                .map(record -> record.texts().getOrDefault(group.key(), "").strip())
                .distinct()
                .toList();
        if (records.isEmpty() || keys.contains("")) {
            return Result.failed(
                    new Failure(FailureCode.MAP_MISSING, place, "", "records that all have the field " + group.key()));
        }
        return keys.size() == 1
                ? Result.ok(this)
                : Result.failed(new Failure(
                        FailureCode.MAP_BAD_VALUE,
                        place,
                        String.join(" and ", keys),
                        "records that have the same text in the field " + group.key()));
    }
}
