package passerelle.translate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.Function;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmDestination;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.s9api.XsltExecutable;
import passerelle.format.xml.HardenedXml;

/** SchXslt2: writes the rules of a Schematron schema (ISO/IEC 19757-3) as a stylesheet, which is then made leaner. */
final class Transpiler {
    private static final String SOURCE = "/content/transpile.xsl";
    private static final String LEAN = "/passerelle/translate/lean-rules.xsl";
    private static final String SCHXSLT = "http://dmaus.name/ns/2023/schxslt";

    /** What the report need not hold: everything that was right. */
    private static final List<String> SILENT =
            List.of("report-active-pattern", "report-fired-rule", "report-suppressed-rule", "report-skipped-assertion");

    private Transpiler() {}

    /** The transpiler is the same for every home, and takes longest to compile. */
    private static final class Compiled {
        static final XsltExecutable STYLESHEET = compile(SOURCE);
        static final XsltExecutable LEANER = compile(LEAN);

        private static XsltExecutable compile(String name) {
            try {
                var compiler = HardenedXml.SAXON.newXsltCompiler();
                for (var report : SILENT) {
                    compiler.setParameter(new QName(SCHXSLT, report), new XdmAtomicValue(false));
                }
                return compiler.compile(parsed(source(name)).asSource());
            } catch (SaxonApiException e) {
                throw new IllegalStateException(name + " does not compile", e);
            }
        }
    }

    /**
     * The rules as a stylesheet.
     *
     * @param complaints what the transpiler says of the schema before it gives up
     * @throws SaxonApiException when the schema is none
     */
    static XdmNode transpiled(XdmNode schema, List<String> complaints) throws SaxonApiException {
        var transformer = Compiled.STYLESHEET.load30();
        transformer.setErrorReporter(error -> {});
        transformer.setMessageHandler(
                message -> complaints.add(message.getContent().getStringValue()));
        var stylesheet = new XdmDestination();
        transformer.applyTemplates(schema.asSource(), stylesheet);
        var leaner = new XdmDestination();
        Compiled.LEANER.load30().transform(stylesheet.getXdmNode().asSource(), leaner);
        return leaner.getXdmNode();
    }

    /** What a transpiled schema is kept under: the schema, the stylesheets that write its rules, and their settings. */
    static String name(byte[] schema) {
        var settings = SILENT.toString().getBytes(StandardCharsets.UTF_8);
        return "rules-" + Prepared.digest(List.of(schema, source(SOURCE), source(LEAN), settings)) + ".xsl";
    }

    private static byte[] source(String name) {
        try (var in = Transpiler.class.getResourceAsStream(name)) {
            if (in == null) {
                throw new IllegalStateException(name + " is not on the class path");
            }
            return in.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(name + " cannot be read", e);
        }
    }

    private static XdmNode parsed(byte[] bytes) {
        return HardenedXml.parse(bytes).match(Function.identity(), failure -> {
            throw new IllegalStateException("A stylesheet of the class path is XML");
        });
    }
}
