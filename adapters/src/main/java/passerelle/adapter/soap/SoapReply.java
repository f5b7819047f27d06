package passerelle.adapter.soap;

import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import org.apache.cxf.binding.soap.SoapVersion;
import org.apache.cxf.binding.soap.SoapVersionFactory;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * Reads what a partner's SOAP service answered. Only its status and fault code are told on: the text of a fault may hold
 * personal data. Pure.
 */
final class SoapReply {
    private static final Set<String> FOR_GOOD =
            Set.of("Client", "Sender", "VersionMismatch", "MustUnderstand", "DataEncodingUnknown");
    private static final Pattern CODE = Pattern.compile("[A-Za-z][A-Za-z0-9]{0,30}");
    private static final int ACCEPTED = 202;

    private SoapReply() {}

    /** @param body empty when there was none or it was larger than the gateway reads */
    static Result<String> read(int status, Optional<byte[]> body) {
        var place = "HTTP " + status;
        if (status == 401 || status == 403 || status == 407) {
            return failed(FailureCode.DELIVER_AUTHENTICATION, place);
        }
        var envelope = body.flatMap(SoapReply::envelope);
        var code = envelope.flatMap(SoapReply::faultCode);
        if (code.isPresent()) {
            return failed(
                    FOR_GOOD.contains(code.get()) ? FailureCode.DELIVER_REJECTED : FailureCode.DELIVER_BUSY,
                    place + ", fault " + code.get());
        }
        if (status >= 200 && status < 300) {
            // A page of some proxy between is no receipt.
            boolean receipt = status == ACCEPTED
                    || envelope.isPresent()
                    || body.filter(b -> b.length == 0).isPresent();
            return receipt ? Result.ok(place) : failed(FailureCode.DELIVER_BUSY, place + ", no SOAP answer");
        }
        boolean later = status == 408 || status == 429 || status >= 500;
        return failed(later ? FailureCode.DELIVER_BUSY : FailureCode.DELIVER_REJECTED, place);
    }

    private static Result<String> failed(FailureCode code, String place) {
        return Result.failed(new Failure(code, place, "", ""));
    }

    private static Optional<XdmNode> envelope(byte[] body) {
        return HardenedXml.parse(body)
                .match(document -> child(document, "Envelope"), failure -> Optional.<XdmNode>empty())
                .filter(found -> version(found).isPresent());
    }

    private static Optional<SoapVersion> version(XdmNode envelope) {
        return Optional.ofNullable(SoapVersionFactory.getInstance()
                .getSoapVersion(envelope.getNodeName().getNamespaceUri().toString()));
    }

    private static Optional<String> faultCode(XdmNode envelope) {
        return child(envelope, "Body").flatMap(body -> child(body, "Fault")).map(fault -> child(fault, "faultcode")
                .or(() -> child(fault, "Code").flatMap(code -> child(code, "Value")))
                .map(code -> bare(code.getStringValue().trim()))
                .orElse("unknown"));
    }

    /** {@code soap:Client.Validation} becomes Client; a code with anything odd in it becomes unknown. */
    private static String bare(String code) {
        var local = code.substring(code.indexOf(':') + 1).split("\\.", 2)[0];
        return CODE.matcher(local).matches() ? local : "unknown";
    }

    private static Optional<XdmNode> child(XdmNode parent, String name) {
        for (var child : parent.children()) {
            if (child.getNodeKind() == XdmNodeKind.ELEMENT
                    && child.getNodeName().getLocalName().equals(name)) {
                return Optional.of(child);
            }
        }
        return Optional.empty();
    }
}
