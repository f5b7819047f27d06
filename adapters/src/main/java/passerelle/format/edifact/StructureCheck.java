package passerelle.format.edifact;

import io.xlate.edi.stream.EDIInputFactory;
import io.xlate.edi.stream.EDIStreamException;
import io.xlate.edi.stream.EDIStreamReader;
import io.xlate.edi.stream.EDIStreamValidationError;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import passerelle.model.FailureCode;

/**
 * Lets StAEDI say where the segments of a message stand in its schema and what is wrong with them. StAEDI reads a text
 * of our own making, one segment a line and with the standard's service characters, so nothing in what was sent can
 * confuse it; values are never taken from it.
 */
final class StructureCheck {
    /** Faults of a message that are told; a message that is of another kind altogether would have one a segment. */
    static final int MOST_FAULTS = 1_000;

    private static final String HEAD = "UNB+UNOA:4+S+R+000101:0000+1'UNH+1+MESSAGE:D:00A:UN'\n";

    /** What was found. @param index of the segment among those that were checked; their number for the message's end */
    record Found(int index, Lapse lapse) {}

    /** @param placed the segments that StAEDI gave back, in their order */
    record Outcome(List<Placed> placed, List<Found> found) {}

    private final EdifactSchema schema;
    private final List<Segment> segments;
    private final List<Placed> placed = new ArrayList<>();
    private final List<Found> found = new ArrayList<>();
    private final List<String> opened = new ArrayList<>();
    private int closed;

    private StructureCheck(EdifactSchema schema, List<Segment> segments) {
        this.schema = schema;
        this.segments = segments;
    }

    /** @param segments between UNH and UNT, with tags that are such */
    static Outcome check(EdifactSchema schema, ServiceCharacters characters, List<Segment> segments) {
        var check = new StructureCheck(schema, segments);
        var text = new StringBuilder("UNA:+")
                .append(characters.decimal() == ',' ? ',' : '.')
                .append("?*'")
                .append(HEAD);
        for (var segment : segments) {
            CanonicalText.append(text, segment);
        }
        text.append("UNT+").append(segments.size() + 2).append("+1'UNZ+1+1'");
        check.run(text.toString().getBytes(StandardCharsets.US_ASCII));
        return new Outcome(check.placed, check.found);
    }

    private void run(byte[] text) {
        var factory = EDIInputFactory.newFactory();
        try (var reader =
                factory.createEDIStreamReader(new ByteArrayInputStream(text), "US-ASCII", EdifactSchema.CONTROL)) {
            while (reader.hasNext() && found.size() < MOST_FAULTS) {
                event(reader);
            }
        } catch (EDIStreamException e) {
            int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
            int index = Math.min(Math.max(0, line - 2), segments.size());
            add(index, FailureCode.READ_SYNTAX, ErrorCode.UNSPECIFIED, 0, 0, 1, "", "segments as the schema has them");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void event(EDIStreamReader reader) throws EDIStreamException {
        switch (reader.next()) {
            case START_TRANSACTION -> reader.setTransactionSchema(schema.schema());
            case START_LOOP -> opened.add(reader.getReferenceCode());
            case END_LOOP -> closed++;
            case START_SEGMENT -> {
                int index = reader.getLocation().getLineNumber() - 2;
                if (index >= 0 && index < segments.size()) {
                    placed.add(new Placed(segments.get(index), closed, opened));
                    closed = 0;
                    opened.clear();
                }
            }
            case SEGMENT_ERROR, ELEMENT_OCCURRENCE_ERROR, ELEMENT_DATA_ERROR -> error(reader);
            default -> {}
        }
    }

    private void error(EDIStreamReader reader) {
        var at = reader.getLocation();
        int index = Math.min(Math.max(0, at.getLineNumber() - 2), segments.size());
        int element = Math.max(0, at.getElementPosition());
        int component = Math.max(0, at.getComponentPosition());
        int occurrence = Math.max(1, at.getElementOccurrence());
        var error = reader.getErrorType();
        if (error == EDIStreamValidationError.TOO_MANY_COMPONENTS && component <= 1) {
            // Said of the first component too where there should be none; each one behind it is told.
            return;
        }
        var said = SchemaErrors.said(
                error, schema, tag(index), element, component, String.valueOf(reader.getReferenceCode()));
        var value = said.isMissing() ? "" : element == 0 ? tag(index) : value(index, element, occurrence, component);
        add(index, FailureCode.READ_SYNTAX, said.error(), element, component, occurrence, value, said.expected());
    }

    private String tag(int index) {
        return index < segments.size() ? segments.get(index).tag() : "UNT";
    }

    private String value(int index, int element, int occurrence, int component) {
        return index < segments.size()
                ? segments.get(index)
                        .component(element, occurrence, Math.max(1, component))
                        .map(Segment.Component::text)
                        .orElse("")
                : "";
    }

    private void add(
            int index,
            FailureCode code,
            ErrorCode error,
            int element,
            int component,
            int occurrence,
            String value,
            String expected) {
        int at = index < segments.size()
                ? element == 0
                        ? segments.get(index).piece().start()
                        : segments.get(index).at(element, occurrence, component)
                : 0;
        found.add(new Found(index, new Lapse(code, error, element, component, at, value, expected)));
    }
}
