package passerelle.format.hl7v2;

import java.util.List;
import net.sf.saxon.om.FingerprintedQName;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeName;

/**
 * How a data type is taken apart and how its parts are called: {@code CX.1}, {@code CX.2} …
 *
 * @param names elements of its components, in their order
 * @param components their types; empty for a type that is not made of parts
 */
record DataType(String name, List<NodeName> names, List<DataType> components) {
    /** Namespace of the XML encoding of HL7 v2. */
    static final NamespaceUri NAMESPACE = NamespaceUri.of("urn:hl7-org:v2xml");

    /** What stands where HL7 2.6 has nothing: fields of later versions, components too many, segments of a site. */
    static final DataType GENERIC = primitive("UNKNOWN");

    DataType {
        names = List.copyOf(names);
        components = List.copyOf(components);
    }

    static DataType primitive(String name) {
        return new DataType(name, List.of(element(name + ".1")), List.of());
    }

    static NodeName element(String name) {
        return new FingerprintedQName("", NAMESPACE, name);
    }

    boolean isPrimitive() {
        return components.isEmpty();
    }

    /** The type of a component, from 0; of one too many, and of any part of what should have none, a generic one. */
    DataType component(int index) {
        if (isPrimitive()) {
            return index == 0 ? this : GENERIC;
        }
        return index < components.size() ? components.get(index) : GENERIC;
    }

    NodeName elementOf(int index) {
        return index < names.size() ? names.get(index) : element(name + "." + (index + 1));
    }
}
