package passerelle.translate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Pattern;
import javax.xml.validation.Schema;
import javax.xml.validation.ValidatorHandler;
import net.sf.saxon.om.NamespaceBinding;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import net.sf.saxon.type.Type;
import org.xml.sax.ErrorHandler;
import org.xml.sax.SAXException;
import org.xml.sax.SAXNotRecognizedException;
import org.xml.sax.SAXNotSupportedException;
import org.xml.sax.SAXParseException;
import org.xml.sax.helpers.AttributesImpl;
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
        var walk = waiting == null ? new Walk(schema.newValidatorHandler(), node, SchemaCheck::stop) : waiting;
        try {
            walk.document(node);
        } catch (Invalid e) {
            return Result.failed(new Failure(code, e.place(), e.found(), e.expected()));
        } catch (SAXException e) {
            throw new IllegalStateException("The schema validator failed by itself", e);
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
            new Walk(schema.newValidatorHandler(), node, found::add).document(node);
        } catch (Invalid e) {
            found.add(e);
        } catch (SAXException e) {
            throw new IllegalStateException("The schema validator failed by itself", e);
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

    private static final class Walk implements ErrorHandler {
        private final ValidatorHandler validator;
        private final AttributesImpl attributes = new AttributesImpl();
        private final Complaints complaints;
        private NodeInfo current;

        Walk(ValidatorHandler validator, XdmNode first, Complaints complaints) {
            this.validator = validator;
            this.complaints = complaints;
            this.current = first.getUnderlyingNode();
            validator.setErrorHandler(this);
            try {
                validator.setProperty("http://apache.org/xml/properties/locale", Locale.ENGLISH);
            } catch (SAXNotRecognizedException | SAXNotSupportedException e) {
                throw new IllegalStateException("The JDK's validator speaks English", e);
            }
        }

        void document(XdmNode node) throws SAXException {
            current = node.getUnderlyingNode();
            validator.startDocument();
            if (node.getNodeKind() == XdmNodeKind.DOCUMENT) {
                children(current);
            } else {
                element(current);
            }
            validator.endDocument();
        }

        private void children(NodeInfo parent) throws SAXException {
            for (var child : parent.children()) {
                if (child.getNodeKind() == Type.ELEMENT) {
                    element(child);
                } else if (child.getNodeKind() == Type.TEXT) {
                    current = parent;
                    var text = plain(child.getStringValue());
                    validator.characters(text.toCharArray(), 0, text.length());
                }
            }
        }

        private void element(NodeInfo element) throws SAXException {
            NamespaceBinding[] declared = element.getDeclaredNamespaces(null);
            for (var binding : declared) {
                if (binding != null) {
                    validator.startPrefixMapping(
                            binding.getPrefix(), binding.getNamespaceUri().toString());
                }
            }
            current = element;
            attributes.clear();
            for (var attribute : element.attributes()) {
                var name = attribute.getNodeName();
                attributes.addAttribute(
                        name.getNamespaceUri().toString(),
                        name.getLocalPart(),
                        name.getDisplayName(),
                        "CDATA",
                        attribute.getValue());
            }
            var namespace = element.getNamespaceUri().toString();
            var name = element.getLocalPart();
            var displayed = element.getDisplayName();
            validator.startElement(namespace, name, displayed, attributes);
            children(element);
            current = element;
            validator.endElement(namespace, name, displayed);
            for (int i = declared.length - 1; i >= 0; i--) {
                if (declared[i] != null) {
                    validator.endPrefixMapping(declared[i].getPrefix());
                }
            }
        }

        /** A flat file may hold control characters, which a node can carry and no XML 1.0 document can. */
        private String plain(String text) throws Invalid {
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                if (c < ' ' && c != '\t' && c != '\n' && c != '\r' || c >= '\uFFFE') {
                    throw new Invalid(new XdmNode(current), "no control characters");
                }
            }
            return text;
        }

        @Override
        public void warning(SAXParseException e) {
            // A warning of the validator is about the schema, which was compiled without one.
        }

        @Override
        public void error(SAXParseException e) throws SAXException {
            complaints.take(new Invalid(new XdmNode(current), e.getMessage() == null ? "" : e.getMessage()));
        }

        @Override
        public void fatalError(SAXParseException e) throws SAXException {
            error(e);
        }
    }
}
