package passerelle.draft;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import passerelle.draft.Guess.Kind;
import passerelle.draft.Guess.Reading;
import passerelle.format.hl7v2.Hl7Syntax;

/**
 * Makes what a draft of HL7 v2 needs, of any message that HL7 2.6 has: fields by their numbers. Those of the header and,
 * for a health record, of segments that tell of the patient are mapped by the functions that the shipped formats use.
 */
final class Hl7Drafts {
    static final String NAMESPACE = "urn:hl7-org:v2xml";
    private static final String RECORD = "HealthRecordTransfer";

    private final Meanings meanings;

    Hl7Drafts(Meanings meanings) {
        this.meanings = meanings;
    }

    /** The common type that a message about a patient is, where nobody says another. */
    static Optional<String> type(SampleMessages messages) {
        return messages.documents().stream()
                        .allMatch(document -> !texts(document, "PID").isEmpty())
                ? Optional.of(RECORD)
                : Optional.empty();
    }

    /** What the header says of the character set. */
    static CharsetGuess charset(SampleMessages messages) {
        return texts(messages.documents().get(0), "MSH.18").stream()
                .findFirst()
                .map(name -> new CharsetGuess(name, 100, Optional.empty(), "MSH-18 says so.", true))
                .orElseGet(() -> new CharsetGuess(
                        "UTF-8", 100, Optional.empty(), "MSH-18 names none, and all bytes are of UTF-8.", true));
    }

    /** @param type of the common model */
    Source of(SampleMessages samples, Optional<String> type) {
        boolean isRecord = type.filter(RECORD::equals).isPresent();
        var roots = new LinkedHashMap<String, XmlNode>();
        var events = new LinkedHashMap<String, LinkedHashSet<String>>();
        for (var document : samples.documents()) {
            var root = XmlSamples.children(document).get(0);
            var name = root.getNodeName().getLocalName();
            roots.computeIfAbsent(name, key -> new XmlNode(name, NAMESPACE)).add(root);
            var said = texts(document, "MSG.1");
            var event = texts(document, "MSG.2");
            events.computeIfAbsent(name, key -> new LinkedHashSet<>())
                    .add((said.isEmpty() ? "" : said.get(0)) + "^" + (event.isEmpty() ? "" : event.get(0)));
        }
        var messages = new ArrayList<Message>();
        var segments = new LinkedHashMap<String, List<String>>();
        roots.forEach((name, root) -> {
            var sure = isRecord ? segments(root) : List.of("MSH");
            segments.put("n:" + name, sure);
            messages.add(message(root, sure));
        });
        return new Source(
                "hl7v2",
                NAMESPACE,
                messages,
                List.of(),
                List.of(),
                false,
                true,
                Optional.of(standard(segments, events, isRecord)));
    }

    /** Paths of the segments that shared functions map: of the patient and beside it, where there is one patient. */
    private static List<String> segments(XmlNode root) {
        var found = new ArrayList<String>();
        collect(root, "", found);
        return List.copyOf(found);
    }

    private static void collect(XmlNode group, String path, List<String> found) {
        boolean isOfPatient = path.isEmpty() || group.children.containsKey("PID") || group.name.endsWith("VISIT");
        for (var child : group.children.values()) {
            boolean isSegment = child.name.length() == 3;
            boolean mayRepeat = List.of("NK1", "AL1", "DG1").contains(child.name);
            if (isSegment
                    && isOfPatient
                    && Hl7Fields.segmentNames().contains(child.name)
                    && (mayRepeat || !child.isRepeated)) {
                found.add(path + child.name);
            } else if (!isSegment && !child.isRepeated) {
                collect(child, path + child.name + "/", found);
            }
        }
    }

    private Message message(XmlNode root, List<String> sure) {
        var fields = XmlSamples.fields(root).stream().map(Hl7Drafts::called).toList();
        var guesses = new ArrayList<Guess>();
        var byValues = meanings.of(fields);
        for (int i = 0; i < fields.size(); i++) {
            guesses.add(guess(fields.get(i), byValues.get(i), sure));
        }
        return new Message("n:" + root.name, "{" + NAMESPACE + "}" + root.name, fields, guesses);
    }

    /** A field under the name that people of HL7 use: {@code PID-5.1.1 Patient Name}. */
    private static Field called(Field field) {
        var below = below(field);
        var number = below.substring(below.indexOf('.') + 1).replaceAll("/[A-Za-z0-9]+\\.", ".");
        var title = Hl7Syntax.title(segment(field), Integer.parseInt(number.replaceAll("\\..*", "")));
        return new Field(
                field.path(),
                field.name(),
                Optional.of((segment(field) + "-" + number + " " + title).strip()),
                field.values(),
                field.length(),
                field.constant(),
                field.isRepeated());
    }

    private static String plain(Field field) {
        return field.path().replace("n:", "");
    }

    /** {@code PID.5/XPN.1} of {@code SIU_S12.PATIENT/PID/PID.5/XPN.1}. */
    private static String below(Field field) {
        var path = plain(field);
        return path.substring(segmentPath(path).length() + 1);
    }

    private static String segment(Field field) {
        var path = segmentPath(plain(field));
        return path.substring(path.lastIndexOf('/') + 1);
    }

    private static String segmentPath(String path) {
        int end = 0;
        for (var step : path.split("/")) {
            end += step.length();
            if (step.length() == 3) {
                break;
            }
            end++;
        }
        return path.substring(0, end);
    }

    private static Guess guess(Field field, Guess byValues, List<String> sure) {
        var below = below(field);
        var place = sure.contains(segmentPath(plain(field)))
                ? Hl7Fields.place(segment(field), below)
                : Optional.<String>empty();
        return place.map(path -> Guess.sure(
                        Meaning.STANDARD, 95, "HL7 2.6 says so.", new Reading(Kind.SHARED, ".", ".", "", path)))
                .orElseGet(() -> Guess.unsure(byValues.meaning(), byValues.confidence(), byValues.reason()));
    }

    private static Standard standard(
            Map<String, List<String>> segments, Map<String, LinkedHashSet<String>> events, boolean isRecord) {
        return new Standard(
                "xmlns:h=\"urn:passerelle:hl7\"",
                "../common/hl7-record-in.xsl",
                message -> checks(events.getOrDefault(message.root().substring(2), new LinkedHashSet<>())),
                """
                <xsl:with-param name="sent" select="h:sent(n:MSH/n:MSH.7[not(h:is-empty(.))])"/>
                <xsl:with-param name="reference" select="n:MSH/n:MSH.10[not(h:is-empty(.))] ! h:text(.)"/>
                """,
                "n:open(.)",
                message -> isRecord ? Hl7Body.of(segments.getOrDefault(message.root(), List.of())) : "",
                Hl7Body.functions(segments),
                "[not(self::n:escape)]",
                """

                # The sender's own id of the message: its application, its facility and its number.
                source-id: MSH/MSH.10[string()]/concat(../MSH.3, '|', ../MSH.4, '|', .)

                losses:
                  - what: "header, but for the event"
                    why: "The gateway writes its own: sender, recipient, time, number and version."
                    in: [MSH]
                  - what: "numbers that count segments"
                    why: "They follow from the order."
                    in: [PID/PID.1, PV1/PV1.1, DG1/DG1.1, AL1/AL1.1, NK1/NK1.1]
                """);
    }

    private static String checks(LinkedHashSet<String> events) {
        // One structure is of one type; a message of another stops here, whatever the samples hold.
        var type = events.stream()
                .map(event -> event.substring(0, event.indexOf('^')))
                .findFirst()
                .orElse("");
        var codes = events.stream()
                .map(event -> event.substring(event.indexOf('^') + 1))
                .distinct();
        return "<!-- The events of the samples; another means something else. -->\n<xsl:sequence select=\"h:header(n:MSH, "
                + XmlText.string(type) + ", ("
                + codes.map(XmlText::string).collect(Collectors.joining(", ")) + "))\"/>";
    }

    /** What every element of a name in a document holds, in order. */
    private static List<String> texts(XdmNode document, String name) {
        var texts = new ArrayList<String>();
        var found = document.axisIterator(Axis.DESCENDANT);
        while (found.hasNext()) {
            var node = found.next();
            if (node.getNodeName() != null
                    && node.getNodeName().getLocalName().equals(name)
                    && !node.getStringValue().isEmpty()) {
                texts.add(node.getStringValue());
            }
        }
        return texts;
    }
}
