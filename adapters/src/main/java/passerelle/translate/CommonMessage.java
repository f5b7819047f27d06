package passerelle.translate;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import passerelle.model.PartnerId;
import passerelle.model.Question;

/** Reads common messages that {@code common-1.xsd} has accepted. */
public final class CommonMessage {
    /** ICAO 9303 part 3: stateless and refugees. No state, so no tie to one. */
    private static final Set<String> NO_STATE = Set.of("XXA", "XXB", "XXC");

    /** ICAO 9303 part 3: unspecified. There may be a tie that nobody wrote down. */
    private static final String UNSPECIFIED = "XXX";

    private CommonMessage() {}

    /** The type that the envelope names; "" when there is no envelope. */
    public static String type(XdmNode message) {
        return text(envelope(message), "type").orElse("");
    }

    /** What the agreements need to know about a message of the authenticated {@code sender}. */
    public static Question facts(XdmNode message, PartnerId sender) {
        var envelope = envelope(message);
        return new Question(
                sender,
                text(envelope, "type").orElse(""),
                text(envelope, "purpose").orElse(""),
                texts(envelope, "recipient").stream().map(PartnerId::new).toList(),
                text(envelope, "agreement"),
                children(content(message)).stream()
                        .filter(part -> name(part).equals("person"))
                        .map(CommonMessage::subject)
                        .toList(),
                fields(message));
    }

    /** Paths of all fields that the message holds, as agreements write them: {@code person/name}, {@code subject-reference}. */
    static Set<String> fields(XdmNode message) {
        var fields = new LinkedHashSet<String>();
        for (var part : children(content(message))) {
            if (children(part).isEmpty()) {
                fields.add(name(part));
            }
            children(part).forEach(field -> fields.add(name(part) + "/" + name(field)));
        }
        return fields;
    }

    static XdmNode envelope(XdmNode message) {
        return children(Stylesheet.element(message)).get(0);
    }

    /** The element below body that carries the type's content. */
    static XdmNode content(XdmNode message) {
        return children(children(Stylesheet.element(message)).get(1)).get(0);
    }

    static List<XdmNode> children(XdmNode parent) {
        var children = new ArrayList<XdmNode>();
        for (var child : parent.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                children.add(child);
            }
        }
        return children;
    }

    static String name(XdmNode element) {
        return element.getUnderlyingNode().getLocalPart();
    }

    private static Question.Subject subject(XdmNode person) {
        var nationalities = texts(person, "nationality");
        var ties = nationalities.contains(UNSPECIFIED)
                ? Set.<String>of()
                : Stream.concat(nationalities.stream(), texts(person, "former-residence").stream())
                        .filter(state -> !NO_STATE.contains(state))
                        .collect(Collectors.toSet());
        return new Question.Subject(
                ties, text(person, "protection-status").orElse("").equals("never"));
    }

    private static Optional<String> text(XdmNode parent, String name) {
        return texts(parent, name).stream().findFirst();
    }

    private static List<String> texts(XdmNode parent, String name) {
        return children(parent).stream()
                .filter(child -> name(child).equals(name))
                .map(child -> child.getStringValue().strip())
                .toList();
    }
}
