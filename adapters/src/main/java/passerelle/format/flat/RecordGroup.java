package passerelle.format.flat;

import java.util.List;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;

/**
 * Records that belong together and are one message: those that follow each other and have the same text in one field.
 *
 * @param key the field, which every record of the group has
 * @param min how many a file has at least @param max and at most; {@link FlatRecordType#MANY} is no limit
 * @param mixed its records come in any order, and not in that of the layout
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
        return mixed ? 0 : types.indexOf(type);
    }

    /** The element that a group becomes. */
    NodeName element() {
        return new NoNamespaceName(name);
    }
}
