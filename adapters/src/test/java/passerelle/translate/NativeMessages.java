package passerelle.translate;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
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
        var known = KnownValues.of(Stream.of(folder.resolve("cases")), List.of("input.xml", "back-expected.xml"));
        return format.layout()
                .map(layout -> records(layout, kind, known))
                .orElseGet(() -> documents(folder.resolve("schema.xsd"), kind, known));
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
