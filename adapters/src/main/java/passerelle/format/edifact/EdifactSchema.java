package passerelle.format.edifact;

import io.xlate.edi.schema.EDIComplexType;
import io.xlate.edi.schema.EDISchemaException;
import io.xlate.edi.schema.EDISimpleType;
import io.xlate.edi.schema.EDIType;
import io.xlate.edi.schema.Schema;
import io.xlate.edi.schema.SchemaFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import passerelle.model.Problem;

/**
 * What a format's edifact.xml says: the segments of its one message type, as an EDISchema (version 4) of StAEDI, and
 * before it, in processing instructions, which message that is and what its control totals count.
 *
 * @param versions of the message that the schema is for, as UNH has them: {@code D:05B}; none means any
 */
record EdifactSchema(Schema schema, String message, Set<String> versions, List<PersonTotal> totals) {
    static final Schema CONTROL = control();

    /** Composites of the envelope, by their segment; all other elements there are simple. */
    private static final Map<String, Set<Integer>> ENVELOPE = Map.of(
            "UNB", Set.of(1, 2, 3, 4, 6),
            "UNG", Set.of(2, 3, 4, 7),
            "UNH", Set.of(2, 4, 5, 6, 7));

    EdifactSchema {
        versions = Set.copyOf(versions);
        totals = List.copyOf(totals);
    }

    private static Schema control() {
        try (var in = EdifactSchema.class.getResourceAsStream("control.xml")) {
            return SchemaFactory.newFactory().createSchema(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (EDISchemaException e) {
            throw new IllegalStateException("control.xml is part of the gateway", e);
        }
    }

    /** Adds every problem, with its line, and is empty when there was one. */
    static Optional<EdifactSchema> load(Path home, Path file, List<Problem> problems) {
        var name = home.relativize(file).toString();
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(file);
        } catch (IOException e) {
            problems.add(Problem.in(name, "cannot be read: " + e.getClass().getSimpleName()));
            return Optional.empty();
        }
        return of(name, bytes, problems);
    }

    /** The same of an edifact.xml that is in no file yet. */
    static Optional<EdifactSchema> of(String name, byte[] bytes, List<Problem> problems) {
        return SchemaInstructions.read(name, bytes, problems).flatMap(said -> {
            try {
                var schema = SchemaFactory.newFactory().createSchema(new ByteArrayInputStream(bytes));
                if (schema.getStandard() == null) {
                    problems.add(
                            Problem.in(name, "there is no transaction; expected one, with the message's segments"));
                    return Optional.empty();
                }
                return Optional.of(new EdifactSchema(schema, said.message(), said.versions(), said.totals()));
            } catch (EDISchemaException e) {
                int line = e.getLocation() == null
                        ? 0
                        : Math.max(0, e.getLocation().getLineNumber());
                problems.add(Problem.at(name, line, 0, "is no EDISchema: " + e.getOriginalMessage()));
                return Optional.empty();
            }
        });
    }

    boolean isSegment(String name) {
        return ENVELOPE.containsKey(name) || complex(name).isPresent();
    }

    /** Whether an element has components, or its text directly. */
    boolean isComposite(String segment, int element) {
        var envelope = ENVELOPE.get(segment);
        return envelope == null
                ? element(segment, element)
                        .filter(type -> type.isType(EDIType.Type.COMPOSITE))
                        .isPresent()
                : envelope.contains(element);
    }

    /** The type of a value; both positions from 1. */
    Optional<EDISimpleType> simple(String segment, int element, int component) {
        return element(segment, element)
                .flatMap(type -> type instanceof EDIComplexType composite
                        ? referenced(composite, Math.max(1, component))
                        : Optional.of(type))
                .map(type -> type instanceof EDISimpleType simple ? simple : null);
    }

    private Optional<EDIType> element(String segment, int element) {
        return complex(segment).flatMap(type -> referenced(type, element));
    }

    private Optional<EDIComplexType> complex(String segment) {
        return schema.getType(segment) instanceof EDIComplexType type && type.isType(EDIType.Type.SEGMENT)
                ? Optional.of(type)
                : Optional.empty();
    }

    private static Optional<EDIType> referenced(EDIComplexType type, int position) {
        return position >= 1 && position <= type.getReferences().size()
                ? Optional.of(type.getReferences().get(position - 1).getReferencedType())
                : Optional.empty();
    }
}
