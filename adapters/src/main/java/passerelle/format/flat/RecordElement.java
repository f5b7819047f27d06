package passerelle.format.flat;

import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XdmNodeKind;
import net.sf.saxon.s9api.streams.Predicates;
import net.sf.saxon.s9api.streams.Steps;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * What a stylesheet made for one record. Everything in it must have a place in the layout, so that nothing gets lost.
 *
 * @param texts by the names of their fields; nobody changes them
 */
record RecordElement(FlatRecordType type, Map<String, String> texts, Optional<RecordElement> header) {

    RecordElement {
        texts = Collections.unmodifiableMap(texts);
    }

    /** The record of an element. */
    static Result<RecordElement> read(Layout layout, XdmNode element) {
        var type = layout.record(name(element))
                .filter(found -> !layout.isFrame(found) && layout.groupOf(found).isEmpty());
        if (type.isEmpty() || element.axisIterator(Axis.ATTRIBUTE).hasNext()) {
            return unknown(
                    "record " + element.getNodeName().getLocalName(), "a record of the layout, without attributes");
        }
        return read(layout, type.get(), element);
    }

    private static Result<RecordElement> read(Layout layout, FlatRecordType type, XdmNode element) {
        var header = type.header().flatMap(layout::record);
        if (header.isEmpty()) {
            return fields(type, element, Optional.empty());
        }
        var first = element.select(Steps.child(Predicates.isElement())).findFirst();
        if (first.filter(child -> name(child).equals(header.get().name())).isEmpty()) {
            return Result.failed(new Failure(
                    FailureCode.MAP_MISSING,
                    "record " + type.name(),
                    "",
                    "the record " + header.get().name() + " as its first element"));
        }
        return fields(header.get(), first.get(), Optional.empty())
                .then(brought -> fields(type, element, Optional.of(brought)));
    }

    static Result<RecordElement> fields(FlatRecordType type, XdmNode element, Optional<RecordElement> header) {
        return FieldTexts.of(type, element, header.isPresent())
                .then(texts -> Result.ok(new RecordElement(type, texts, header)));
    }

    /** No layout has a name in a namespace, nor a name with braces. */
    static String name(XdmNode element) {
        return name(element.getUnderlyingNode());
    }

    static String name(NodeInfo element) {
        return element.getNamespaceUri().isEmpty()
                ? element.getLocalPart()
                : "Q{" + element.getNamespaceUri() + "}" + element.getLocalPart();
    }

    static <T> Result<T> unknown(String place, String expected) {
        return Result.failed(new Failure(FailureCode.MAP_UNKNOWN_ELEMENT, place, "", expected));
    }
}
