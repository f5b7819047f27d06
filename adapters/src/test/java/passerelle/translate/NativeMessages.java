package passerelle.translate;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.Syntax;
import passerelle.format.flat.Layout;
import passerelle.format.flat.RecordGenerator;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Result;

/** Messages of one format drawn at random: documents of its schema, variations of its cases, or records of its layout. */
interface NativeMessages {
    /** The n-th message as the gateway would have it before translation, or why it cannot even be read. */
    Result<XdmNode> next(Random random);

    /** Messages of one kind, as {@code format.yaml} names it. */
    static NativeMessages of(Format format, Path folder, String kind) {
        if (format.syntax().equals("edifact")) {
            return EdifactMessages.of(format.bytes().orElseThrow(), folder.resolve("cases"), kind);
        }
        if (format.bytes().isPresent() && !format.syntax().equals("xml")) {
            return said(format, format.bytes().orElseThrow(), folder, kind);
        }
        var known = KnownValues.of(Stream.of(folder.resolve("cases")), List.of("input.xml", "back-expected.xml"));
        return format.layout()
                .map(layout -> records(layout, kind, known))
                .orElseGet(() -> documents(folder.resolve("schema.xsd"), kind, known));
    }

    /** Variations of the good cases, as they come back from bytes. */
    private static NativeMessages said(Format format, Syntax syntax, Path folder, String kind) {
        var known = KnownValues.of(KnownValues.folders(folder.resolve("cases"))
                .filter(at -> Files.exists(at.resolve("expected.xml")))
                .flatMap(at -> read(format, syntax, at).stream()));
        var variation = new CaseVariation(known.documents(QName.fromClarkName(kind)), known);
        return random -> HardenedXml.parse(variation.document(random))
                .then(syntax::write)
                .then(syntax::read);
    }

    private static Optional<XdmNode> read(Format format, Syntax syntax, Path at) {
        try {
            return syntax.read(Files.readAllBytes(at.resolve("input." + format.ending())))
                    .match(node -> Optional.of(Stylesheet.element(node)), failure -> Optional.empty());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static NativeMessages documents(Path schema, String kind, KnownValues known) {
        var generator = new NativeGenerator(new SchemaShapes(SchemaDocuments.read(schema)), known, Map.of(), Set.of());
        var root = QName.fromClarkName(kind);
        var cases = known.documents(root);
        var variation = new CaseVariation(cases, known);
        return random -> HardenedXml.parse(
                cases.isEmpty() || random.nextInt(4) == 0
                        ? generator.document(root, random)
                        : variation.document(random));
    }

    private static NativeMessages records(Path file, String kind, KnownValues known) {
        var layout = Layout.read(Path.of(""), file, new ArrayList<>()).orElseThrow();
        var generator = new RecordGenerator(layout);
        return random -> generator.record(kind, new FieldTexts(known, random), random);
    }
}
