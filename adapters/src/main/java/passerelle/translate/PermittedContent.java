package passerelle.translate;

import java.util.HashSet;
import java.util.Set;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;

/** The permitted fields of one message's body, and the attachments that they refer to. */
final class PermittedContent {
    private final Set<String> fields;
    private final Set<String> referred = new HashSet<>();

    PermittedContent(Set<String> fields) {
        this.fields = fields;
    }

    void write(CommonWriter out, XdmNode content) {
        out.start(CommonMessage.name(content));
        for (var part : CommonMessage.children(content)) {
            var name = CommonMessage.name(part);
            if (CommonMessage.children(part).isEmpty() && fields.contains(name)) {
                out.copy(part);
            }
            var permitted = CommonMessage.children(part).stream()
                    .filter(field -> fields.contains(name + "/" + CommonMessage.name(field)))
                    .toList();
            var said = CommonMessage.attributes(part).stream()
                    .filter(field -> fields.contains(name + "/" + CommonMessage.name(field)))
                    .toList();
            // A part that holds nothing permitted leaves no empty shell behind: the shell would tell that it was there.
            if (!permitted.isEmpty() || !said.isEmpty()) {
                out.start(name, said);
                permitted.forEach(field -> copy(out, field, name));
                out.end();
            }
        }
        out.end();
    }

    /** Those that the fields written so far refer to; call it last. */
    void attachments(CommonWriter out, XdmNode message) {
        var going = CommonMessage.attachments(message).stream()
                .filter(attachment -> referred.contains(String.valueOf(attachment.attribute("id"))))
                .toList();
        if (!going.isEmpty()) {
            out.start("attachments");
            going.forEach(out::copy);
            out.end();
        }
    }

    private void copy(CommonWriter out, XdmNode field, String part) {
        if (!guarded(field, part)) {
            remember(field);
            out.copy(field);
            return;
        }
        // A guarded element stands somewhere below: this one is written child by child, without it.
        out.start(CommonMessage.name(field), CommonMessage.attributes(field));
        refer(field);
        for (var child : CommonMessage.children(field)) {
            if (!CommonMessage.GUARDED.contains(CommonMessage.name(child))
                    || fields.contains(part + "/" + CommonMessage.name(child))) {
                copy(out, child, part);
            }
        }
        out.end();
    }

    private boolean guarded(XdmNode field, String part) {
        return CommonMessage.GUARDED.stream()
                .filter(name -> !fields.contains(part + "/" + name))
                .anyMatch(name -> CommonMessage.holds(field, name));
    }

    private void remember(XdmNode element) {
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
