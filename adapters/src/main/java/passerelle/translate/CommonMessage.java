package passerelle.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.tree.tiny.TinyNodeImpl;
import net.sf.saxon.tree.tiny.TinyTree;
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
        var fields = fields(message, model.persons(), subjects);
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
                fields);
    }

    /** Paths of all fields that the message holds, as agreements write them: {@code person/name}, {@code subject-reference}. */
    static Set<String> fields(XdmNode message) {
        return fields(message, Set.of(), new ArrayList<>());
    }

    /** @param persons names of elements that are persons @param subjects takes those persons: one walk finds all */
    private static Set<String> fields(XdmNode message, Set<String> persons, List<Question.Subject> subjects) {
        var fields = new LinkedHashSet<String>();
        for (var part : elements(content(message).getUnderlyingNode())) {
            var name = part.getLocalPart();
            boolean plain = true;
            for (var said : part.attributes()) {
                fields.add(name + "/" + said.getNodeName().getLocalPart());
                plain = false;
            }
            for (var child : elements(part)) {
                fields.add(name + "/" + child.getLocalPart());
                plain = false;
            }
            if (plain) {
                fields.add(name);
            }
            if (isCommon(part) && persons.contains(name)) {
                subjects.add(subject(part));
            }
            below(part, (met, child) -> {
                if (GUARDED.contains(met)) {
                    fields.add(name + "/" + met);
                }
                if (persons.contains(met)) {
                    subjects.add(subject(child.get()));
                }
            });
        }
        for (var fact : elements(envelope(message).getUnderlyingNode())) {
            if (View.BY_PERMISSION.contains(fact.getLocalPart())) {
                fields.add("envelope/" + fact.getLocalPart());
            }
        }
        return fields;
    }

    /** The guarded fields that stand somewhere below. */
    static Set<String> guarded(NodeInfo element) {
        var found = new LinkedHashSet<String>();
        below(element, (met, child) -> {
            if (GUARDED.contains(met)) {
                found.add(met);
            }
        });
        return found;
    }

    /** An element on the way through a tree, and its local name. */
    private interface Met {
        void at(String name, Supplier<NodeInfo> element);
    }

    /** Meets every common element below. Elements of others stand in a payload, where no name means what it means here. */
    private static void below(NodeInfo element, Met met) {
        var tree = ((TinyNodeImpl) element).getTree();
        var depth = tree.getNodeDepthArray();
        int top = ((TinyNodeImpl) element).getNodeNumber();
        int within = Integer.MAX_VALUE;
        for (int node = top + 1; node < tree.getNumberOfNodes() && depth[node] > depth[top]; node++) {
            if (depth[node] <= within && isElement(tree, node)) {
                var name = InternalName.of(tree, tree.getNameCode(node));
                boolean common = name.uri().equals(CommonModel.NAMESPACE);
                within = common ? Integer.MAX_VALUE : depth[node];
                if (common) {
                    int number = node;
                    met.at(name.local(), () -> tree.getNode(number));
                }
            }
        }
    }

    private static boolean isCommon(NodeInfo element) {
        return element.getNamespaceUri().equals(COMMON);
    }

    /** Its children. All trees of the gateway are Saxon's tiny trees: arrays, in which what is inside stands behind. */
    static List<NodeInfo> elements(NodeInfo parent) {
        var tree = ((TinyNodeImpl) parent).getTree();
        var depth = tree.getNodeDepthArray();
        int top = ((TinyNodeImpl) parent).getNodeNumber();
        var children = new ArrayList<NodeInfo>();
        for (int node = top + 1; node < tree.getNumberOfNodes() && depth[node] > depth[top]; node++) {
            if (depth[node] == depth[top] + 1 && isElement(tree, node)) {
                children.add(tree.getNode(node));
            }
        }
        return children;
    }

    private static boolean isElement(TinyTree tree, int node) {
        int kind = tree.getNodeKindArray()[node];
        return kind == Type.ELEMENT || kind == Type.TEXTUAL_ELEMENT;
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

    static List<XdmNode> children(XdmNode parent) {
        return elements(parent.getUnderlyingNode()).stream().map(XdmNode::new).toList();
    }

    static String name(XdmNode node) {
        return node.getUnderlyingNode().getLocalPart();
    }

    /**
     * A former nationality and a feared state are ties, but they do not make the others known. One that is no state of
     * today may be any of its successors.
     */
    private static Question.Subject subject(NodeInfo person) {
        boolean never = false;
        var known = new ArrayList<String>();
        var more = new ArrayList<String>();
        for (var child : elements(person)) {
            var name = child.getLocalPart();
            if (KNOWN_BY.contains(name)) {
                known.add(state(child));
            } else if (MORE_TIES.contains(name)) {
                more.add(state(child));
            } else if (name.equals("protection-status")) {
                never = value(child).equals("never");
            }
        }
        var all = new LinkedHashSet<>(known);
        all.addAll(more);
        boolean unsure = all.stream().anyMatch(state -> state.equals(UNSPECIFIED) || GONE.contains(state));
        if (unsure || NO_STATE.containsAll(known)) {
            return new Question.Subject(Set.of(), never);
        }
        all.removeAll(NO_STATE);
        return new Question.Subject(all, never);
    }

    private static String state(NodeInfo element) {
        var state = value(element);
        return BRITISH.contains(state) ? "GBR" : state;
    }

    private static String value(NodeInfo element) {
        return element.getStringValue().strip();
    }

    private static Optional<String> text(XdmNode parent, String name) {
        return texts(parent, name).stream().findFirst();
    }

    private static List<String> texts(XdmNode parent, String name) {
        var texts = new ArrayList<String>();
        for (var child : elements(parent.getUnderlyingNode())) {
            if (child.getLocalPart().equals(name)) {
                texts.add(value(child));
            }
        }
        return texts;
    }
}
