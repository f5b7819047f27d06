package passerelle.format.hl7v2;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Group;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.parser.PipeParser;
import ca.uhn.hl7v2.parser.UnexpectedSegmentBehaviourEnum;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import net.sf.saxon.om.NodeName;
import passerelle.model.FailureCode;

/**
 * Puts the segments of a message into the groups of its structure. HAPI is given their names alone: what a sender wrote
 * in them never reaches it, so it can neither lose nor change it. Thread-safe.
 */
final class Structures {
    /** Orders of segments that are kept; senders repeat themselves, and one who does not must not fill the memory. */
    private static final int MOST_KEPT = 500;

    private static final int LONGEST_KEPT = 100;

    private static final String EXPECTED = "a message of HL7 2.6, as in ADT^A01^ADT_A01";

    /** One step through the document, which takes the segments in their order. */
    sealed interface Step {
        /** A group begins. */
        record Open(NodeName group) implements Step {}

        /** The next segment. */
        record Next() implements Step {}

        /** The group that began last ends. */
        record Close() implements Step {}
    }

    /** @param root the structure @param steps what is in it */
    record Arrangement(NodeName root, List<Step> steps) {
        Arrangement {
            steps = List.copyOf(steps);
        }
    }

    private final Model model;
    private final PipeParser parser = parser();
    private final ConcurrentHashMap<String, Arrangement> known = new ConcurrentHashMap<>();

    Structures(Model model) {
        this.model = model;
    }

    private static PipeParser parser() {
        var context = new DefaultHapiContext();
        context.setValidationContext(ValidationContextFactory.noValidation());
        var configuration = context.getParserConfiguration();
        configuration.setValidating(false);
        configuration.setUnexpectedSegmentBehaviour(UnexpectedSegmentBehaviourEnum.ADD_INLINE);
        return context.getPipeParser();
    }

    /**
     * The structure of a message: the one that MSH-9.3 names; where HL7 has none of that name, that of the event in
     * MSH-9.1 and 9.2, since senders write {@code ADT^A04^ADT_A04} as well.
     *
     * @param type MSH-9, its components
     */
    Optional<String> structure(List<String> type) {
        var code = part(type, 0);
        var event = part(type, 1);
        return Optional.of(part(type, 2))
                .filter(this::exists)
                .or(() -> Optional.of(model.structure(event.isEmpty() ? code : code + "_" + event))
                        .filter(this::exists));
    }

    private boolean exists(String structure) {
        return model.message(structure).isPresent();
    }

    private static String part(List<String> type, int index) {
        return index < type.size() ? type.get(index) : "";
    }

    /** How the segments of a message stand in its structure; refuses MSH-9 when there is no such structure. */
    Arrangement arrange(List<String> type, List<RawSegment> segments, String place) throws Refused {
        var structure = structure(type)
                .orElseThrow(
                        () -> new Refused(FailureCode.READ_UNEXPECTED, place, String.join("^", type), EXPECTED));
        var names = segments.stream().map(RawSegment::id).collect(Collectors.joining("\r"));
        var key = structure + "\r" + names;
        var kept = known.get(key);
        if (kept != null) {
            return kept;
        }
        var made = made(structure, names, segments);
        if (segments.size() <= LONGEST_KEPT && known.size() < MOST_KEPT) {
            known.put(key, made);
        }
        return made;
    }

    private Arrangement made(String structure, String names, List<RawSegment> segments) throws Refused {
        var message = model.message(structure).orElseThrow();
        try {
            parser.parse(message, names.replaceFirst("^MSH", "MSH|^~\\\\&"));
        } catch (HL7Exception e) {
            throw new IllegalStateException("HAPI did not take a message of names", e);
        }
        var steps = new ArrayList<Step>();
        var order = new ArrayList<String>();
        walk(message, message, steps, order);
        for (int i = 0; i < segments.size(); i++) {
            var segment = segments.get(i);
            if (i >= order.size() || !order.get(i).equals(segment.id())) {
                throw new Refused(
                        FailureCode.READ_UNEXPECTED,
                        segment.name() + ", line " + segment.line(),
                        "",
                        "the order of segments that " + structure + " has");
            }
        }
        return new Arrangement(DataType.element(structure), steps);
    }

    private static void walk(Group group, Message message, List<Step> steps, List<String> order) {
        for (var name : group.getNames()) {
            for (var structure : all(group, name)) {
                if (structure instanceof Group inner) {
                    steps.add(new Step.Open(DataType.element(message.getName() + "." + name)));
                    walk(inner, message, steps, order);
                    steps.add(new Step.Close());
                } else {
                    order.add(name.substring(0, 3));
                    steps.add(new Step.Next());
                }
            }
        }
    }

    private static Structure[] all(Group group, String name) {
        try {
            return group.getAll(name);
        } catch (HL7Exception e) {
            throw new IllegalStateException("HAPI lost a part of a message: " + name, e);
        }
    }
}
