package passerelle.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.type.Type;
import passerelle.model.PartnerId;
import passerelle.model.Question;

/** Reads common messages that {@code common-1.xsd} has accepted. */
public final class CommonMessage {
    /** ICAO 9303 part 3: stateless and refugees. No state, so no tie to one. */
    private static final Set<String> NO_STATE = Set.of("XXA", "XXB", "XXC");

    /** ICAO 9303 part 3: unspecified. There may be a tie that nobody wrote down. */
    private static final String UNSPECIFIED = "XXX";

    /** ISO 3166-3: states and territories that are no more. */
    private static final Set<String> GONE = Set.of(
            "AFI ANT ATB ATN BUR BYS CSK CTE DDR DHY FXX GEL HVO JTN MID NHB NTZ PCI PCZ PUS RHO SCG SKM SUN TMP VDR WAK YMD YUG ZAR"
                    .split(" "));

    /** ICAO 9303 part 3: classes of British nationality, each a tie to one state. */
    private static final Set<String> BRITISH = Set.of("GBD", "GBN", "GBO", "GBP", "GBS");

    /** What tells a person's ties. */
    private static final Set<String> KNOWN_BY = Set.of("nationality", "former-residence", "origin");

    /** What adds a tie, and does not make the others known. */
    private static final Set<String> MORE_TIES = Set.of("former-nationality", "feared-state");

    /** Fields that go only where an agreement names them, however deep they stand in a part. */
    static final List<String> GUARDED = List.of("special-categories", "protected-address");

    private static final NamespaceUri COMMON = NamespaceUri.of(CommonModel.NAMESPACE);

    private CommonMessage() {}

    /** The type that the envelope names; "" when there is no envelope. */
    public static String type(XdmNode message) {
        return text(envelope(message), "type").orElse("");
    }

    /** The id that the envelope says; "" when it says none. */
    public static String id(XdmNode message) {
        return text(envelope(message), "id").orElse("");
    }

    /** The sender that the envelope says; "" when it says none. */
    public static String sender(XdmNode message) {
        return text(envelope(message), "sender").orElse("");
    }

    /**
     * What the agreements need to know about a message of the authenticated {@code sender}. Every person in the body is
     * a subject, however deep it stands. A message that can hold persons and holds none is about somebody unknown.
     */
    static Question facts(XdmNode message, PartnerId sender, CommonModel model) {
        var envelope = envelope(message);
        var type = text(envelope, "type").orElse("");
        var subjects = new ArrayList<Question.Subject>();
        persons(content(message).getUnderlyingNode(), model.persons(), subjects);
        if (subjects.isEmpty() && model.aboutPersons().contains(type)) {
            subjects.add(new Question.Subject(Set.of(), false));
        }
        return new Question(
                sender,
                type,
                text(envelope, "purpose").orElse(""),
                texts(envelope, "recipient").stream().map(PartnerId::new).toList(),
                text(envelope, "agreement"),
                subjects,
                fields(message));
    }

    /** Paths of all fields that the message holds, as agreements write them: {@code person/name}, {@code subject-reference}. */
    static Set<String> fields(XdmNode message) {
        var fields = new LinkedHashSet<String>();
        for (var part : children(content(message))) {
            var name = name(part);
            var inside = new LinkedHashSet<String>();
            for (var said : part.getUnderlyingNode().attributes()) {
                inside.add(name + "/" + said.getNodeName().getLocalPart());
            }
            for (var child : part.getUnderlyingNode().children()) {
                if (child.getNodeKind() == Type.ELEMENT) {
                    inside.add(name + "/" + child.getLocalPart());
                }
            }
            fields.addAll(inside.isEmpty() ? Set.of(name) : inside);
            guarded(part).forEach(guarded -> fields.add(name + "/" + guarded));
        }
        children(envelope(message)).stream()
                .map(CommonMessage::name)
                .filter(View.BY_PERMISSION::contains)
                .forEach(fact -> fields.add("envelope/" + fact));
        return fields;
    }

    /** Elements of others stand in a payload, where no name means what it means here. */
    private static boolean isCommon(NodeInfo element) {
        return element.getNamespaceUri().equals(COMMON);
    }

    /** The guarded fields that stand somewhere below. */
    static Set<String> guarded(XdmNode element) {
        var found = new LinkedHashSet<String>();
        guarded(element.getUnderlyingNode(), found);
        return found;
    }

    private static void guarded(NodeInfo element, Set<String> found) {
        for (var child : element.children()) {
            if (child.getNodeKind() == Type.ELEMENT && isCommon(child)) {
                if (GUARDED.contains(child.getLocalPart())) {
                    found.add(child.getLocalPart());
                }
                guarded(child, found);
            }
        }
    }

    static XdmNode envelope(XdmNode message) {
        return children(Stylesheet.element(message)).get(0);
    }

    /** Names of what was left behind of the sender's message. */
    static List<String> omitted(XdmNode message) {
        return texts(envelope(message), "omitted");
    }

    /** The headers of the protocol that carried it. */
    static Optional<XdmNode> carrier(XdmNode message) {
        return children(envelope(message)).stream()
                .filter(child -> name(child).equals("carrier"))
                .findFirst();
    }

    /** The element below body that carries the type's content. */
    static XdmNode content(XdmNode message) {
        return children(children(Stylesheet.element(message)).get(1)).get(0);
    }

    /** What comes along with the message. */
    static List<XdmNode> attachments(XdmNode message) {
        return children(Stylesheet.element(message)).stream()
                .filter(child -> name(child).equals("attachments"))
                .flatMap(all -> children(all).stream())
                .toList();
    }

    static List<XdmNode> attributes(XdmNode element) {
        var attributes = new ArrayList<XdmNode>();
        element.axisIterator(Axis.ATTRIBUTE).forEachRemaining(attributes::add);
        return attributes;
    }

    static List<XdmNode> children(XdmNode parent) {
        var children = new ArrayList<XdmNode>();
        for (var child : parent.getUnderlyingNode().children()) {
            if (child.getNodeKind() == Type.ELEMENT) {
                children.add(new XdmNode(child));
            }
        }
        return children;
    }

    static String name(XdmNode node) {
        return node.getUnderlyingNode().getLocalPart();
    }

    private static void persons(NodeInfo element, Set<String> names, List<Question.Subject> subjects) {
        for (var child : element.children()) {
            if (child.getNodeKind() == Type.ELEMENT && isCommon(child)) {
                if (names.contains(child.getLocalPart())) {
                    subjects.add(subject(new XdmNode(child)));
                }
                persons(child, names, subjects);
            }
        }
    }

    /**
     * A former nationality and a feared state are ties, but they do not make the others known. One that is no state of
     * today may be any of its successors.
     */
    private static Question.Subject subject(XdmNode person) {
        boolean never = text(person, "protection-status").orElse("").equals("never");
        var known = states(person, KNOWN_BY);
        var more = states(person, MORE_TIES);
        var all = Stream.concat(known.stream(), more.stream()).collect(Collectors.toSet());
        boolean unsure = all.stream().anyMatch(state -> state.equals(UNSPECIFIED) || GONE.contains(state));
        if (unsure || NO_STATE.containsAll(known)) {
            return new Question.Subject(Set.of(), never);
        }
        all.removeAll(NO_STATE);
        return new Question.Subject(all, never);
    }

    private static List<String> states(XdmNode person, Set<String> names) {
        var states = new ArrayList<String>();
        for (var child : children(person)) {
            if (names.contains(name(child))) {
                var state = child.getStringValue().strip();
                states.add(BRITISH.contains(state) ? "GBR" : state);
            }
        }
        return states;
    }

    private static Optional<String> text(XdmNode parent, String name) {
        return texts(parent, name).stream().findFirst();
    }

    private static List<String> texts(XdmNode parent, String name) {
        var texts = new ArrayList<String>();
        for (var child : children(parent)) {
            if (name(child).equals(name)) {
                texts.add(child.getStringValue().strip());
            }
        }
        return texts;
    }
}
