package passerelle.format.hl7v2;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import net.sf.saxon.event.ReceiverOption;
import net.sf.saxon.expr.parser.Loc;
import net.sf.saxon.om.AttributeInfo;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NoNamespaceName;
import net.sf.saxon.om.NodeName;
import net.sf.saxon.om.SingletonAttributeMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.str.StringView;
import net.sf.saxon.trans.XPathException;
import net.sf.saxon.tree.tiny.TinyBuilder;
import net.sf.saxon.type.BuiltInAtomicType;
import net.sf.saxon.type.Untyped;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FailureCode;

/**
 * Builds the document of a message straight into Saxon's tree, in the XML encoding of HL7 v2. Each character of a
 * segment is either a delimiter or ends up in the document, so nothing can be missing from it: fields and components
 * that HL7 2.6 does not have are there under their number. For one message.
 */
final class MessageNodes {
    /** As in XML from outside. */
    private static final int MOST_ELEMENTS = 200_000;

    private static final int MOST_FIELDS = 1_000;
    private static final int MOST_REPETITIONS = 1_000;
    private static final int MOST_COMPONENTS = 1_000;

    private static final NamespaceMap NAMESPACES = NamespaceMap.of("", DataType.NAMESPACE);
    private static final NodeName ESCAPE = DataType.element("escape");
    private static final NodeName SEQUENCE = new NoNamespaceName("V");

    private final Model model;
    private final Delimiters delimiters;
    private final TinyBuilder builder =
            new TinyBuilder(HardenedXml.SAXON.getUnderlyingConfiguration().makePipelineConfiguration());
    private int elements;

    MessageNodes(Model model, Delimiters delimiters) {
        this.model = model;
        this.delimiters = delimiters;
    }

    /** Where a text is, for a refusal. */
    private record Spot(RawSegment segment, int field, int repetition, String component) {
        Spot inner(int number) {
            return new Spot(segment, field, repetition, component + "." + number);
        }

        String place() {
            return segment.place(field, repetition, component);
        }
    }

    XdmNode build(Part message, List<RawSegment> segments) throws Refused {
        try {
            builder.open();
            builder.startDocument(ReceiverOption.NONE);
            start(message.element());
            var next = segments.iterator();
            for (var step : Grouping.of(message, segments)) {
                take(step, next);
            }
            end();
            builder.endDocument();
            builder.close();
            return new XdmNode(builder.getCurrentRoot());
        } catch (XPathException e) {
            throw new IllegalStateException("Saxon did not build the document of a message", e);
        }
    }

    private void take(Grouping.Step step, Iterator<RawSegment> next) throws XPathException, Refused {
        if (step instanceof Grouping.Step.Open open) {
            start(open.group());
        } else if (step instanceof Grouping.Step.Next) {
            segment(next.next());
        } else {
            end();
        }
    }

    private void segment(RawSegment segment) throws XPathException, Refused {
        var type = model.segment(segment.id());
        start(type.element());
        var fields = split(segment.text(), delimiters.field());
        int number = 1;
        int first = 1;
        if (segment.id().equals("MSH")) {
            field(type.field(1), String.valueOf(delimiters.field()));
            field(type.field(2), delimiters.encoding());
            number = 3;
            first = 2;
        }
        if (fields.size() - first > MOST_FIELDS) {
            throw limit(segment.place(MOST_FIELDS + 1, 1, ""), MOST_FIELDS + " fields");
        }
        for (int i = first; i < fields.size(); i++) {
            var its = type.id().equals("OBX") && number == 5 ? observed(fields) : type.type(number);
            repetitions(type.field(number), its, fields.get(i), new Spot(segment, number, 1, ""));
            number++;
        }
        end();
    }

    private DataType observed(List<String> fields) {
        return model.observation(fields.get(2));
    }

    private void field(NodeName name, String text) throws XPathException {
        start(name);
        builder.characters(StringView.of(text), Loc.NONE, ReceiverOption.NONE);
        end();
    }

    private void repetitions(NodeName name, DataType type, String text, Spot spot) throws XPathException, Refused {
        if (text.isEmpty()) {
            return;
        }
        if (text.indexOf(delimiters.repetition()) < 0) {
            one(name, type, 0, trimmed(text, 0), spot);
            return;
        }
        var all = split(text, delimiters.repetition());
        if (all.size() > MOST_REPETITIONS) {
            throw limit(spot.segment().place(spot.field(), MOST_REPETITIONS + 1, ""), MOST_REPETITIONS + " repetitions");
        }
        int last = all.size() - 1;
        while (last >= 0 && trimmed(all.get(last), 0).isEmpty()) {
            last--;
        }
        for (int i = 0; i <= last; i++) {
            var repetition = trimmed(all.get(i), 0);
            if (repetition.isEmpty()) {
                // It keeps its place, since the number of the next one may mean something.
                start(name);
                end();
            } else {
                one(name, type, 0, repetition, new Spot(spot.segment(), spot.field(), i + 1, ""));
            }
        }
    }

    /** @param level 0 in a repetition, 1 in a component, 2 in a subcomponent */
    private void content(DataType type, String text, int level, Spot spot) throws XPathException, Refused {
        if (type.isPrimitive() && !isDivided(text, level)) {
            characters(text, spot);
            return;
        }
        var parts = level == 2 ? List.of(text) : split(text, level == 0 ? delimiters.component() : delimiters.subcomponent());
        if (parts.size() > MOST_COMPONENTS) {
            throw limit(spot.place(), MOST_COMPONENTS + " components");
        }
        for (int i = 0; i < parts.size(); i++) {
            int below = Math.min(level + 1, 2);
            one(type.elementOf(i), type.component(i), below, trimmed(parts.get(i), below), level == 2 ? spot : spot.inner(i + 1));
        }
    }

    private void one(NodeName name, DataType type, int level, String text, Spot spot) throws XPathException, Refused {
        if (!text.isEmpty()) {
            if (elements > MOST_ELEMENTS) {
                throw limit(spot.place(), MOST_ELEMENTS + " fields and components in a message");
            }
            start(name);
            content(type, text, level, spot);
            end();
        }
    }

    private boolean isDivided(String text, int level) {
        return level == 0 && text.indexOf(delimiters.component()) >= 0
                || level < 2 && text.indexOf(delimiters.subcomponent()) >= 0;
    }

    /** Without the delimiters at the end, which say nothing. */
    private String trimmed(String text, int level) {
        int end = text.length();
        while (end > 0 && isBelow(text.charAt(end - 1), level)) {
            end--;
        }
        return text.substring(0, end);
    }

    private boolean isBelow(char c, int level) {
        return level == 0 && c == delimiters.component() || level < 2 && c == delimiters.subcomponent();
    }

    private void characters(String text, Spot spot) throws XPathException, Refused {
        if (text.isEmpty()) {
            return;
        }
        int control = Escapes.control(text);
        if (control >= 0) {
            throw new Refused(
                    FailureCode.READ_SYNTAX,
                    spot.place(),
                    String.format("the control character U+%04X", control),
                    "text; what is no text is written as \\X..\\");
        }
        if (text.indexOf(delimiters.escape()) < 0) {
            builder.characters(StringView.of(text), Loc.NONE, ReceiverOption.NONE);
            return;
        }
        var pieces = new ArrayList<Piece>();
        var unknown = Escapes.decode(text, delimiters, new Pieces(pieces));
        if (!unknown.isEmpty()) {
            throw new Refused(
                    FailureCode.READ_SYNTAX,
                    spot.place(),
                    unknown,
                    "an escape sequence of HL7; the escape character itself is written " + delimiters.escape() + "E"
                            + delimiters.escape());
        }
        for (var piece : pieces) {
            piece(piece);
        }
    }

    private void piece(Piece piece) throws XPathException {
        if (piece.isSequence()) {
            start(ESCAPE, SingletonAttributeMap.of(new AttributeInfo(
                    SEQUENCE, BuiltInAtomicType.UNTYPED_ATOMIC, piece.text(), Loc.NONE, ReceiverOption.NONE)));
            end();
        } else {
            builder.characters(StringView.of(piece.text()), Loc.NONE, ReceiverOption.NONE);
        }
    }

    private record Piece(String text, boolean isSequence) {}

    private record Pieces(List<Piece> all) implements Escapes.Sink {
        @Override
        public void text(String text) {
            all.add(new Piece(text, false));
        }

        @Override
        public void sequence(String sequence) {
            all.add(new Piece(sequence, true));
        }
    }

    private static Refused limit(String place, String most) {
        return new Refused(FailureCode.READ_LIMIT, place, "", "at most " + most);
    }

    /** All parts, the empty ones at the end too. */
    static List<String> split(String text, char delimiter) {
        var parts = new ArrayList<String>();
        int start = 0;
        for (int end = text.indexOf(delimiter); end >= 0; end = text.indexOf(delimiter, start)) {
            parts.add(text.substring(start, end));
            start = end + 1;
        }
        parts.add(text.substring(start));
        return parts;
    }

    private void start(NodeName name) throws XPathException {
        start(name, EmptyAttributeMap.INSTANCE);
    }

    private void start(NodeName name, AttributeMap attributes) throws XPathException {
        elements++;
        builder.startElement(name, Untyped.INSTANCE, attributes, NAMESPACES, Loc.NONE, ReceiverOption.NONE);
    }

    private void end() throws XPathException {
        builder.endElement();
    }
}
