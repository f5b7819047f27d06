package passerelle.translate;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.saxon.om.AttributeMap;
import net.sf.saxon.om.EmptyAttributeMap;
import net.sf.saxon.om.NamespaceUri;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;

/** The permitted fields of one message's body, and the attachments that they refer to. */
final class PermittedContent {
    private final Set<String> fields;
    private final List<XdmNode> attachments;
    private final Set<String> referred = new HashSet<>();

    /** @param attachments what comes along with the message */
    PermittedContent(Set<String> fields, List<XdmNode> attachments) {
        this.fields = fields;
        this.attachments = attachments;
    }

    void write(CommonWriter out, NodeInfo content) {
        out.start(content.getLocalPart());
        for (var part : CommonMessage.elements(content)) {
            write(out, part, part.getLocalPart());
        }
        out.end();
    }

    private void write(CommonWriter out, NodeInfo part, String name) {
        boolean isPlain = true;
        var permitted = new ArrayList<NodeInfo>();
        for (var field : CommonMessage.elements(part)) {
            isPlain = false;
            if (fields.contains(name + "/" + field.getLocalPart())) {
                permitted.add(field);
            }
        }
        if (isPlain && fields.contains(name)) {
            out.copy(part);
        }
        AttributeMap said = EmptyAttributeMap.getInstance();
        for (var attribute : part.attributes()) {
            if (fields.contains(name + "/" + attribute.getNodeName().getLocalPart())) {
                said = said.put(attribute);
            }
        }
        // A part that holds nothing permitted leaves no empty shell behind: the shell would tell that it was there.
        if (!permitted.isEmpty() || said.size() > 0) {
            var withheld = CommonMessage.guarded(part);
            withheld.removeIf(guarded -> fields.contains(name + "/" + guarded));
            out.start(name, said);
            permitted.forEach(field -> copy(out, field, withheld));
            out.end();
        }
    }

    /** Those that the fields written so far refer to; call it last. */
    void attachments(CommonWriter out) {
        var going = attachments.stream()
                .filter(attachment -> referred.contains(String.valueOf(attachment.attribute("id"))))
                .toList();
        if (!going.isEmpty()) {
            out.start("attachments");
            going.forEach(attachment -> out.copy(attachment.getUnderlyingNode()));
            out.end();
        }
    }

    /** @param withheld guarded fields that stand somewhere in the part and must not go */
    private void copy(CommonWriter out, NodeInfo field, Set<String> withheld) {
        if (withheld.isEmpty() || Collections.disjoint(withheld, CommonMessage.guarded(field))) {
            remember(field);
            out.copy(field);
            return;
        }
        // A guarded element stands somewhere: this one is written child by child, without it.
        out.start(field.getLocalPart(), field.attributes());
        refer(field);
        for (var child : CommonMessage.elements(field)) {
            if (!withheld.contains(child.getLocalPart())) {
                copy(out, child, withheld);
            }
        }
        out.end();
    }

    private void remember(NodeInfo element) {
        if (attachments.isEmpty()) {
            return;
        }
        refer(element);
        CommonMessage.elements(element).forEach(this::remember);
    }

    private void refer(NodeInfo element) {
        var id = element.getAttributeValue(NamespaceUri.NULL, "attachment");
        if (id != null) {
            referred.add(id);
        }
    }
}
