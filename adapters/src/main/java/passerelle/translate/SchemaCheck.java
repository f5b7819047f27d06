package passerelle.translate;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.xml.transform.sax.SAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.Validator;
import net.sf.saxon.om.NamespaceBinding;
import net.sf.saxon.om.NamespaceMap;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.tree.tiny.TinyNodeImpl;
import net.sf.saxon.tree.tiny.TinyTextImpl;
import net.sf.saxon.tree.tiny.TinyTree;
import net.sf.saxon.type.Type;
import org.xml.sax.ContentHandler;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
import org.xml.sax.helpers.XMLFilterImpl;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Holds a node against one frozen schema (W3C XML Schema 1.0). The node is walked into the validator as events, so that
 * nothing is serialised or parsed again and a complaint knows the very node. Thread-safe.
 */
final class SchemaCheck {
    /** Validators carry state and are costly to make, so a used one waits here for the next message. */
    private static final int MOST_IDLE = 64;

    private static final int MOST_TOLD = 100;

    private static final Pattern RULE = Pattern.compile("^[a-zA-Z-]+(\\.[0-9a-z]+)*: *");
    private static final Pattern UNKNOWN =
            Pattern.compile("^cvc-(complex-type\\.2\\.4\\.[ad]|elt\\.1)\\b.*", Pattern.DOTALL);
    private static final Pattern STRUCTURE = Pattern.compile("^cvc-(complex-type|elt)\\b.*", Pattern.DOTALL);

    private final Schema schema;
    private final Queue<Walk> idle = new ConcurrentLinkedQueue<>();

    SchemaCheck(Schema schema) {
        this.schema = schema;
    }

    /** The node itself when it is valid; otherwise the first thing that is wrong, under {@code code}. */
    Result<XdmNode> check(XdmNode node, FailureCode code) {
        var waiting = idle.poll();
        var walk = waiting == null ? new Walk(schema.newValidator(), node, SchemaCheck::stop) : waiting;
        try {
            walk.document(node);
        } catch (Invalid e) {
            return Result.failed(new Failure(code, e.place(), e.found(), e.expected()));
        }
        if (idle.size() < MOST_IDLE) {
            idle.add(walk);
        }
        return Result.ok(node);
    }

    /** Everything that is wrong with a node, up to a hundred things; behind the first, some may follow from it. */
    List<Failure> broken(XdmNode node, FailureCode code) {
        var found = new ArrayList<Invalid>();
        try {
            new Walk(schema.newValidator(), node, found::add).document(node);
        } catch (Invalid e) {
            found.add(e);
        }
        return found.stream()
                .map(invalid -> new Failure(code, invalid.place(), invalid.found(), invalid.expected()))
                .distinct()
                .limit(MOST_TOLD)
                .toList();
    }

    private static void stop(Invalid invalid) throws Invalid {
        throw invalid;
    }

    /** What becomes of a complaint of the validator. */
    private interface Complaints {
        void take(Invalid invalid) throws Invalid;
    }

    private static final class Invalid extends SAXException {
        private static final long serialVersionUID = 1;
        private final transient XdmNode node;
        private final String complaint;

        Invalid(XdmNode node, String complaint) {
            super("Not valid by its schema");
            this.node = node;
            this.complaint = complaint;
        }

        String place() {
            return UNKNOWN.matcher(complaint).matches() ? Place.ofUnknown(node) : Place.of(node);
        }

        String found() {
            return STRUCTURE.matcher(complaint).matches()
                    ? node.getNodeName().getLocalName()
                    : Failures.shortened(node.getStringValue());
        }

        String expected() {
            return "what the schema says: "
                    + RULE.matcher(complaint).replaceFirst("").replaceAll("\"[^\"{}]+\":", "");
        }
    }

    /**
     * Reads a node as a parser reads bytes (SAX): so the validator takes the names as they are, which are internalised
     * already, and does not look each of them up in a table of its own. All trees of the gateway are Saxon's tiny trees,
     * which are arrays: their nodes are met by their numbers, without an object for each.
     */
    private static final class Walk extends XMLFilterImpl {
        private static final String INTERNALISED = "http://xml.org/sax/features/string-interning";
        /** Characters of a text: a longer one, such as an attachment, has an array that does not wait with the validator. */
        private static final int LONGEST_KEPT = 1024;

        private static final NamespaceBinding[] NOTHING = {};

        private final Validator validator;
        private final SAXSource itself = new SAXSource(this, new InputSource());
        private final AttributesImpl attributes = new AttributesImpl();
        private final Complaints complaints;
        private TinyTree tree;
        /** The number of the node that the validator was last told of. */
        private int current;

        private final char[] text = new char[LONGEST_KEPT];

        Walk(Validator validator, XdmNode first, Complaints complaints) {
            this.validator = validator;
            this.complaints = complaints;
            begin(first);
            validator.setErrorHandler(this);
            try {
                validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
                throw new IllegalStateException("The JDK's validator speaks English", e);
            }
        }

        private void begin(XdmNode node) {
            var first = (TinyNodeImpl) node.getUnderlyingNode();
            tree = first.getTree();
            current = first.getNodeNumber();
        }

        private XdmNode current() {
            return new XdmNode(tree.getNode(current));
        }

        void document(XdmNode node) throws Invalid {
            begin(node);
            try {
                validator.validate(itself);
            } catch (Invalid e) {
                throw e;
            } catch (SAXException | IOException e) {
                throw new IllegalStateException("The schema validator failed by itself", e);
            }
        }

        @Override
        public boolean getFeature(String name) {
            return name.equals(INTERNALISED);
        }

        @Override
        public void setProperty(String name, Object value) {
            // Limits of a parser: there is nothing to parse.
        }

        @Override
        public void parse(InputSource none) throws SAXException {
            var validating = getContentHandler();
            validating.startDocument();
            if (tree.getNodeKindArray()[current] == Type.DOCUMENT) {
                inside(current, NamespaceMap.emptyMap(), validating);
            } else {
                element(current, NamespaceMap.emptyMap(), validating);
            }
            validating.endDocument();
        }

        /** @return the number of the first node behind it */
        private int inside(int parent, NamespaceMap inScope, ContentHandler validating) throws SAXException {
            var depth = tree.getNodeDepthArray();
            int node = parent + 1;
            while (node < tree.getNumberOfNodes() && depth[node] > depth[parent]) {
                switch (tree.getNodeKindArray()[node]) {
                    case Type.ELEMENT, Type.TEXTUAL_ELEMENT -> node = element(node, inScope, validating);
                    case Type.TEXT, Type.WHITESPACE_TEXT -> {
                        current = parent;
                        characters(text(node), validating);
                        node++;
                    }
                    default -> node++;
                }
            }
            return node;
        }

        private String text(int node) {
            return tree.getNodeKindArray()[node] == Type.WHITESPACE_TEXT
                    ? tree.getNode(node).getStringValue()
                    : TinyTextImpl.getStringValue(tree, node).toString();
        }

        private int element(int node, NamespaceMap inScope, ContentHandler validating) throws SAXException {
            boolean isText = tree.getNodeKindArray()[node] == Type.TEXTUAL_ELEMENT;
            var namespaces = isText ? inScope : tree.getNamespaceMaps()[tree.getBetaArray()[node]];
            var declared = namespaces == inScope ? NOTHING : namespaces.getDifferences(inScope, false);
            for (var binding : declared) {
                validating.startPrefixMapping(
                        binding.getPrefix().intern(),
                        binding.getNamespaceUri().toString().intern());
            }
            current = node;
            attributes.clear();
            if (!isText) {
                attributes(node);
            }
            var name = InternalName.of(tree, tree.getNameCode(node));
            validating.startElement(name.uri(), name.local(), name.displayed(), attributes);
            int behind = node + 1;
            if (isText) {
                characters(text(node), validating);
            } else {
                behind = inside(node, namespaces, validating);
            }
            current = node;
            validating.endElement(name.uri(), name.local(), name.displayed());
            for (int i = declared.length - 1; i >= 0; i--) {
                validating.endPrefixMapping(declared[i].getPrefix().intern());
            }
            return behind;
        }

        private void attributes(int element) {
            var parents = tree.getAttributeParentArray();
            int attribute = tree.getAlphaArray()[element];
            while (attribute >= 0 && attribute < tree.getNumberOfAttributes() && parents[attribute] == element) {
                var name = InternalName.of(tree, tree.getAttributeNameCodeArray()[attribute]);
                var value = tree.getAttributeValueArray()[attribute];
                attributes.addAttribute(name.uri(), name.local(), name.displayed(), "CDATA", value);
                attribute++;
            }
        }

        /** A flat file may hold control characters, which a node can carry and no XML 1.0 document can. */
        private void characters(String characters, ContentHandler validating) throws SAXException {
            int length = characters.length();
            var chars = length <= LONGEST_KEPT ? text : new char[length];
            characters.getChars(0, length, chars, 0);
            for (int i = 0; i < length; i++) {
                char c = chars[i];
                if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= '\uFFFE') {
                    throw new Invalid(current(), "no control characters");
                }
            }
            validating.characters(chars, 0, length);
        }

        @Override
        public void warning(SAXParseException e) {
            // A warning of the validator is about the schema, which was compiled without one.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            complaints.take(new Invalid(current(), e.getMessage() == null ? "" : e.getMessage()));
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }
}
