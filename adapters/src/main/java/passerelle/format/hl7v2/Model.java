package passerelle.format.hl7v2;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.Version;
import ca.uhn.hl7v2.model.Composite;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Type;
import ca.uhn.hl7v2.model.Varies;
import ca.uhn.hl7v2.model.v26.message.ACK;
import ca.uhn.hl7v2.parser.DefaultModelClassFactory;
import ca.uhn.hl7v2.parser.ModelClassFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import net.sf.saxon.om.NodeName;

/** What HL7 2.6 says of messages, segments and data types, asked of HAPI once each. Thread-safe. */
final class Model {
    /** The version by which every message is taken apart; HL7 keeps later versions readable by it. */
    static final String VERSION = "2.6";

    private static final Pattern NAME = Pattern.compile("[A-Z][A-Z0-9_]{1,15}");

    /** @param field elements of the fields, from 1 @param types their types */
    record SegmentType(String id, NodeName element, List<NodeName> fields, List<DataType> types) {
        SegmentType {
            fields = List.copyOf(fields);
            types = List.copyOf(types);
        }

        NodeName field(int number) {
            return number <= fields.size() ? fields.get(number - 1) : DataType.element(id + "." + number);
        }

        DataType type(int number) {
            return number <= types.size() ? types.get(number - 1) : DataType.GENERIC;
        }
    }

    private final ModelClassFactory classes = new DefaultModelClassFactory();
    private final Message owner = new ACK(classes);
    private final ConcurrentHashMap<String, SegmentType> segments = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, DataType> types = new ConcurrentHashMap<>();

    /** An empty message of a structure; empty when there is no such structure. */
    Optional<Message> message(String structure) {
        try {
            if (!NAME.matcher(structure).matches()) {
                return Optional.empty();
            }
            var found = classes.getMessageClass(structure, VERSION, true);
            return found == null || !found.getSimpleName().equals(structure)
                    ? Optional.empty()
                    : Optional.of(
                            found.getConstructor(ModelClassFactory.class).newInstance(classes));
        } catch (HL7Exception | ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI has no message " + structure, e);
        }
    }

    /** The structure that an event has in table 0354, as in {@code ADT_A01} for {@code ADT_A04}. */
    String structure(String event) {
        try {
            return classes.getMessageStructureForEvent(event, Version.V26);
        } catch (HL7Exception e) {
            throw new IllegalStateException("HAPI has no table of events", e);
        }
    }

    SegmentType segment(String id) {
        var known = segments.get(id);
        return known == null ? learn(id) : known;
    }

    private SegmentType learn(String id) {
        try {
            var found = classes.getSegmentClass(id, VERSION);
            if (found == null) {
                // Not kept: senders choose the names of segments that HL7 does not know.
                return new SegmentType(id, DataType.element(id), List.of(), List.of());
            }
            var segment =
                    found.getConstructor(Group.class, ModelClassFactory.class).newInstance(owner, classes);
            var type = segmentType(id, segment);
            segments.put(id, type);
            return type;
        } catch (HL7Exception | ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI has no segment " + id, e);
        }
    }

    private SegmentType segmentType(String id, Segment segment) throws HL7Exception {
        var fields = new ArrayList<NodeName>();
        var its = new ArrayList<DataType>();
        for (int number = 1; number <= segment.numFields(); number++) {
            fields.add(DataType.element(id + "." + number));
            its.add(type(segment.getField(number, 0)));
        }
        return new SegmentType(id, DataType.element(id), fields, its);
    }

    /** The type that OBX-2 names (table 0125); ST where it names none, so that what it holds stays whole. */
    DataType observation(String name) {
        var known = types.get(name);
        return known == null ? learnType(name.isEmpty() ? "ST" : name) : known;
    }

    private DataType learnType(String name) {
        try {
            var found = NAME.matcher(name).matches() ? classes.getTypeClass(name, VERSION) : null;
            if (found == null) {
                return observation("ST");
            }
            var type = type(found.getConstructor(Message.class).newInstance(owner));
            types.put(name, type);
            return type;
        } catch (HL7Exception | ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI has no data type " + name, e);
        }
    }

    private static DataType type(Type type) {
        if (type instanceof Varies) {
            return DataType.GENERIC;
        }
        if (!(type instanceof Composite composite)) {
            return DataType.primitive(type.getName());
        }
        var names = new ArrayList<NodeName>();
        var components = new ArrayList<DataType>();
        for (var component : composite.getComponents()) {
            names.add(DataType.element(type.getName() + "." + (names.size() + 1)));
            components.add(type(component));
        }
        return new DataType(type.getName(), names, components);
    }
}
