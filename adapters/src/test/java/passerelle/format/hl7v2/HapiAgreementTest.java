package passerelle.format.hl7v2;

import static org.assertj.core.api.Assertions.assertThat;

import ca.uhn.hl7v2.DefaultHapiContext;
import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.parser.CanonicalModelClassFactory;
import ca.uhn.hl7v2.parser.DefaultXMLParser;
import ca.uhn.hl7v2.validation.impl.ValidationContextFactory;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Element;
import org.w3c.dom.Node;

/** The document of a message that HL7 2.6 knows whole is the one that HAPI makes of it. */
class HapiAgreementTest {
    static List<String> messages() {
        return InventedMessages.ALL;
    }

    @ParameterizedTest
    @MethodSource("messages")
    void ourDocumentIsTheOneThatHapiMakes(String message) throws HL7Exception {
        var context = new DefaultHapiContext(new CanonicalModelClassFactory(Model.VERSION));
        context.setValidationContext(ValidationContextFactory.noValidation());
        var parsed = context.getPipeParser().parse(message);

        var theirs = new ArrayList<String>();
        var root = new DefaultXMLParser(context).encodeDocument(parsed).getDocumentElement();
        root.normalize();
        list(root, "", theirs);
        var ours = new ArrayList<String>();
        new Hl7Syntax()
                .read(message.getBytes(StandardCharsets.UTF_8))
                .match(
                        document -> {
                            list(document.getOutermostElement(), "", ours);
                            return true;
                        },
                        failure -> ours.add(failure.forSender()));

        assertThat(ours).isEqualTo(theirs);
    }

    /** Every element and every text, with the way to it. */
    private static void list(Element element, String above, List<String> out) {
        var path = above + "/{" + element.getNamespaceURI() + "}" + element.getLocalName() + element.getAttribute("V");
        out.add(path);
        for (var child = element.getFirstChild(); child != null; child = child.getNextSibling()) {
            if (child instanceof Element inner) {
                list(inner, path, out);
            } else if (child.getNodeType() == Node.TEXT_NODE
                    && !child.getTextContent().isEmpty()) {
                out.add(path + "=" + child.getTextContent());
            }
        }
    }

    private static void list(XdmNode element, String above, List<String> out) {
        var name = element.getNodeName();
        var path = above + "/{" + name.getNamespaceUri() + "}" + name.getLocalName()
                + (element.attribute("V") == null ? "" : element.attribute("V"));
        out.add(path);
        for (var child : element.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT) {
                list(child, path, out);
            } else {
                out.add(path + "=" + child.getStringValue());
            }
        }
    }
}
