package passerelle.format.flat;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;

/**
 * Records that belong together and are one message: those that follow each other and have the same text in one field.
 *
 * @param key the field, which every record of the group has
 * @param min how many a file has at least @param max and at most; {@link FlatRecordType#MANY} is no limit
 * @param mixed neighbouring types that may stand more than once come in any order, and not in that of the layout
 * @param types their min and max count in each group
 */
record RecordGroup(String name, String key, int min, int max, boolean mixed, List<FlatRecordType> types) {
    /** Records of one group, which are held until its last one is known. */
    static final int MOST_RECORDS = 10_000;

    /** Bytes of one group in its file. */
    static final int MOST_BYTES = 16 << 20;

    RecordGroup {
        types = List.copyOf(types);
    }

    /** Where in the order of a group a type stands. */
    int stage(FlatRecordType type) {
        int stage = 0;
        for (int i = 1; i <= types.indexOf(type); i++) {
            boolean mixes = mixed && types.get(i - 1).max() > 1 && types.get(i).max() > 1;
            stage += mixes ? 0 : 1;
        }
        return stage;
    }

    /** The types of one stage, for people. */
    String namesAt(int stage) {
        return types.stream()
                .filter(type -> stage(type) == stage)
                .map(FlatRecordType::name)
                .collect(Collectors.joining(" or "));
    }

    /** Whether a group can have such a record first: none that must be there stands before it. */
    boolean mayBeginWith(FlatRecordType type) {
        return mustStandBefore(type).isEmpty();
    }

    /** The record that a group must have before such a one. */
    Optional<FlatRecordType> mustStandBefore(FlatRecordType type) {
        return types.stream()
                .filter(other -> other.min() > 0 && stage(other) < stage(type))
                .findFirst();
    }

    /** The element that a group becomes. */
    NodeName element() {
        return new NoNamespaceName(name);
    }
}
