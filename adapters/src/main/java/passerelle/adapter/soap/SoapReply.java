package passerelle.adapter.soap;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
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

    /**
     * @param body empty when there was none or it was larger than the gateway reads
     * @param sent what was sent
     */
    static Result<String> read(int status, Optional<byte[]> body, XdmNode sent) {
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
            if (envelope.isPresent() && !repeatsHeaders(envelope.get(), sent)) {
                return failed(FailureCode.DELIVER_BUSY, place + ", answer to another call");
            }
            // A page of some proxy between is no receipt.
            boolean receipt = status == ACCEPTED
                    || envelope.isPresent()
                    || body.filter(b -> b.length == 0).isPresent();
            return receipt ? Result.ok(place) : failed(FailureCode.DELIVER_BUSY, place + ", no SOAP answer");
        }
        boolean later = status == 408 || status == 429 || status >= 500;
        return failed(later ? FailureCode.DELIVER_BUSY : FailureCode.DELIVER_REJECTED, place);
    }

    /** X-Road message protocol 4.0, 2.2: an answer has the headers of its call with the same values. */
    private static boolean repeatsHeaders(EnvelopeNode answer, XdmNode sent) {
        var found = answer.headers().stream().map(SoapReply::said).collect(Collectors.toSet());
        return EnvelopeNode.of(sent).stream()
                .flatMap(call -> call.headers().stream())
                .filter(header -> Envelope.isRoad(EnvelopeNode.namespace(header)))
                .map(SoapReply::said)
                .allMatch(found::contains);
    }

    /** A header by its name and the names and values of its parts. */
    private static List<String> said(XdmNode header) {
        var parts = EnvelopeNode.elements(header);
        return parts.isEmpty()
                ? List.of(header.getNodeName().getClarkName(), header.getStringValue())
                : Stream.concat(
                                Stream.of(header.getNodeName().getClarkName()),
                                parts.stream().flatMap(part -> said(part).stream()))
                        .toList();
    }

    private static Result<String> failed(FailureCode code, String place) {
        return Result.failed(new Failure(code, place, "", ""));
    }

    private static Optional<EnvelopeNode> envelope(byte[] body) {
        return HardenedXml.parse(body).match(EnvelopeNode::of, failure -> Optional.empty());
    }

    private static Optional<String> faultCode(EnvelopeNode envelope) {
        return child(envelope.element(), "Body")
                .flatMap(body -> child(body, "Fault"))
                .map(fault -> child(fault, "faultcode")
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
        return EnvelopeNode.elements(parent).stream()
                .filter(child -> child.getNodeName().getLocalName().equals(name))
                .findFirst();
    }
}
