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
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.JarURLConnection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.zip.ZipEntry;
import net.sf.saxon.om.NodeName;

/** What HL7 2.6 says of messages, segments and data types, asked of HAPI once each. Thread-safe. */
final class Model {
    /** The version by which every message is taken apart; HL7 keeps later versions readable by it. */
    static final String VERSION = "2.6";

    /** @param field elements of the fields, from 1 @param types their types @param titles what HL7 calls them */
    record SegmentType(String id, NodeName element, List<NodeName> fields, List<DataType> types, List<String> titles) {
        SegmentType {
            fields = List.copyOf(fields);
            types = List.copyOf(types);
            titles = List.copyOf(titles);
        }

        String title(int number) {
            return number >= 1 && number <= titles.size() ? titles.get(number - 1) : "";
        }

        NodeName field(int number) {
            return number <= fields.size() ? fields.get(number - 1) : DataType.element(id + "." + number);
        }

        DataType type(int number) {
            return number <= types.size() ? types.get(number - 1) : DataType.GENERIC;
        }
    }

    private final DefaultModelClassFactory classes = new DefaultModelClassFactory();
    private final Message owner = new ACK(classes);
    private final Map<String, String> events = events(classes);
    private final Set<String> names = names();
    private final ConcurrentHashMap<String, Part> messages = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, SegmentType> segments = new ConcurrentHashMap<>();
    private final ConcurrentHashMap<String, DataType> types = new ConcurrentHashMap<>();

    /**
     * All that HL7 2.6 has, as {@code segment/PID}. Looked up here first: a class loader remembers each name that it is
     * asked for and does not find, and senders can invent any number.
     */
    private static Set<String> names() {
        try {
            var connection = (JarURLConnection)
                    Objects.requireNonNull(ACK.class.getResource("ACK.class")).openConnection();
            connection.setUseCaches(false);
            var folder = connection.getEntryName().replace("message/ACK.class", "");
            try (var jar = connection.getJarFile()) {
                return jar.stream()
                        .map(ZipEntry::getName)
                        .filter(name -> name.startsWith(folder) && name.endsWith(".class"))
                        .map(name -> name.substring(folder.length(), name.length() - ".class".length()))
                        .collect(Collectors.toUnmodifiableSet());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Table 0354, where a structure has another name than its event. */
    private static Map<String, String> events(DefaultModelClassFactory classes) {
        try {
            return Map.copyOf(classes.getEventMapForVersion(Version.V26));
        } catch (HL7Exception e) {
            throw new IllegalStateException("HAPI has no table of events", e);
        }
    }

    /**
     * The structure of a message: the one that MSH-9.3 names; where HL7 has none of that name, that of the event in
     * MSH-9.1 and 9.2, since senders write {@code ADT^A04^ADT_A04} as well.
     */
    Optional<String> structure(String code, String event, String structure) {
        var name = event.isEmpty() ? code : code + "_" + event;
        return Optional.of(structure).filter(this::exists).or(() -> Optional.of(events.getOrDefault(name, name))
                .filter(this::exists));
    }

    private boolean exists(String structure) {
        return names.contains("message/" + structure);
    }

    /** What a structure is made of. */
    Part message(String structure) {
        var known = messages.get(structure);
        return known == null ? learnMessage(structure) : known;
    }

    private Part learnMessage(String structure) {
        try {
            var message = classes.getMessageClass(structure, VERSION, true)
                    .getConstructor(ModelClassFactory.class)
                    .newInstance(classes);
            var part = group(DataType.element(structure), structure, message, false);
            messages.put(structure, part);
            return part;
        } catch (HL7Exception | ReflectiveOperationException e) {
            throw new IllegalStateException("HAPI has no message " + structure, e);
        }
    }

    private static Part group(NodeName element, String structure, Group group, boolean isRepeating)
            throws HL7Exception {
        var children = new ArrayList<Part>();
        var first = new HashSet<String>();
        boolean isBegun = false;
        for (var name : group.getNames()) {
            var child = child(group, structure, name);
            children.add(child);
            if (!isBegun) {
                first.addAll(child.first());
            }
            isBegun |= group.isRequired(name) && !group.isChoiceElement(name);
        }
        return new Part(element, isRepeating, children, first);
    }

    private static Part child(Group group, String structure, String name) throws HL7Exception {
        boolean isRepeating = group.isRepeating(name);
        if (group.get(name) instanceof Group inner) {
            return group(DataType.element(structure + "." + name), structure, inner, isRepeating);
        }
        // Where a structure has a segment twice, HAPI numbers the second name.
        var id = name.substring(0, 3);
        return new Part(DataType.element(id), isRepeating, List.of(), Set.of(id));
    }

    SegmentType segment(String id) {
        var known = segments.get(id);
        return known == null ? learn(id) : known;
    }

    private SegmentType learn(String id) {
        try {
            if (!names.contains("segment/" + id)) {
                return new SegmentType(id, DataType.element(id), List.of(), List.of(), List.of());
            }
            var segment = classes.getSegmentClass(id, VERSION)
                    .getConstructor(Group.class, ModelClassFactory.class)
                    .newInstance(owner, classes);
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
        return new SegmentType(id, DataType.element(id), fields, its, List.of(segment.getNames()));
    }

    /** The type that OBX-2 names (table 0125); ST where it names none, so that what it holds stays whole. */
    DataType observation(String name) {
        var known = types.get(name);
        return known == null ? learnType(name.isEmpty() ? "ST" : name) : known;
    }

    private DataType learnType(String name) {
        try {
            if (!names.contains("datatype/" + name)) {
                return observation("ST");
            }
            var type = type(classes.getTypeClass(name, VERSION)
                    .getConstructor(Message.class)
                    .newInstance(owner));
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
