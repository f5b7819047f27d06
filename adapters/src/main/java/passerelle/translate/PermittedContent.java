package passerelle.translate;

import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

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

    void write(CommonWriter out, XdmNode content) {
        out.start(CommonMessage.name(content));
        for (var part : CommonMessage.children(content)) {
            var name = CommonMessage.name(part);
            var inside = CommonMessage.children(part);
            if (inside.isEmpty() && fields.contains(name)) {
                out.copy(part);
            }
            var permitted = permitted(inside, name);
            var said = permitted(CommonMessage.attributes(part), name);
            // A part that holds nothing permitted leaves no empty shell behind: the shell would tell that it was there.
            if (!permitted.isEmpty() || !said.isEmpty()) {
                var withheld = new HashSet<>(CommonMessage.guarded(part));
                withheld.removeIf(guarded -> fields.contains(name + "/" + guarded));
                out.start(name, said);
                permitted.forEach(field -> copy(out, field, withheld));
                out.end();
            }
        }
        out.end();
    }

    private List<XdmNode> permitted(List<XdmNode> inside, String part) {
        return inside.stream()
                .filter(field -> fields.contains(part + "/" + CommonMessage.name(field)))
                .toList();
    }

    /** Those that the fields written so far refer to; call it last. */
    void attachments(CommonWriter out) {
        var going = attachments.stream()
                .filter(attachment -> referred.contains(String.valueOf(attachment.attribute("id"))))
                .toList();
        if (!going.isEmpty()) {
            out.start("attachments");
            going.forEach(out::copy);
            out.end();
        }
    }

    /** @param withheld guarded fields that stand somewhere in the part and must not go */
    private void copy(CommonWriter out, XdmNode field, Set<String> withheld) {
        if (withheld.isEmpty() || Collections.disjoint(withheld, CommonMessage.guarded(field))) {
            remember(field);
            out.copy(field);
            return;
        }
        // A guarded element stands somewhere: this one is written child by child, without it.
        out.start(CommonMessage.name(field), CommonMessage.attributes(field));
        refer(field);
        for (var child : CommonMessage.children(field)) {
            if (!withheld.contains(CommonMessage.name(child))) {
                copy(out, child, withheld);
            }
        }
        out.end();
    }

    private void remember(XdmNode element) {
        if (attachments.isEmpty()) {
            return;
        }
        refer(element);
        var inside = element.axisIterator(Axis.DESCENDANT);
        while (inside.hasNext()) {
            var node = inside.next();
            if (node.getNodeKind() == XdmNodeKind.ELEMENT) {
                refer(node);
            }
        }
    }

    private void refer(XdmNode element) {
        var id = element.attribute("attachment");
        if (id != null) {
            referred.add(id);
        }
    }
}
