package passerelle.format.xml;

import com.ctc.wstx.api.WstxInputProperties;
import com.ctc.wstx.exc.WstxIOException;
import com.ctc.wstx.stax.WstxInputFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.Charset;
import java.nio.charset.IllegalCharsetNameException;
import java.nio.charset.StandardCharsets;
import java.nio.charset.UnsupportedCharsetException;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import javax.xml.stream.util.StreamReaderDelegate;
import javax.xml.transform.stax.StAXSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import net.sf.saxon.lib.ErrorReporter;
import net.sf.saxon.lib.Feature;
import net.sf.saxon.s9api.Processor;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.trans.XPathException;
import org.xml.sax.SAXException;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * The one place where XML is read. A DOCTYPE or an entity reference is refused, never skipped; depth, width and size
 * are limited; nothing is fetched. All nodes in the gateway belong to {@link #SAXON}, so they pass between steps.
 */
public final class HardenedXml {
    /** Largest document, in bytes. */
    public static final int MOST_BYTES = 32 << 20;

    private static final int MOST_TEXT = 16 << 20;
    private static final String DOCTYPE = "DOCTYPE";
    private static final String ENTITY = "entity reference";

    private static final ErrorReporter SILENT = error -> {};

    /** Saxon without network, files, Java calls or xsl:evaluate. */
    public static final Processor SAXON = saxon();

    private static final WstxInputFactory READERS = readers();

    private HardenedXml() {}

    private static WstxInputFactory readers() {
        var factory = new WstxInputFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        factory.setProperty(XMLInputFactory.IS_COALESCING, true);
        // Lazy parsing would throw unchecked, and later, what is wrong with a text or comment.
        factory.setProperty(WstxInputProperties.P_LAZY_PARSING, false);
        factory.setXMLResolver((publicId, systemId, base, namespace) -> {
            throw new XMLStreamException("Nothing is fetched");
        });
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_DEPTH, 64);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTES_PER_ELEMENT, 64);
        factory.setProperty(WstxInputProperties.P_MAX_ELEMENT_COUNT, 200_000L);
        factory.setProperty(WstxInputProperties.P_MAX_CHILDREN_PER_ELEMENT, 100_000);
        factory.setProperty(WstxInputProperties.P_MAX_CHARACTERS, (long) MOST_BYTES);
        factory.setProperty(WstxInputProperties.P_MAX_ATTRIBUTE_SIZE, 64 << 10);
        return factory;
    }

    private static Processor saxon() {
        var processor = new Processor(false);
        processor.setConfigurationProperty(Feature.ALLOWED_PROTOCOLS, "");
        processor.setConfigurationProperty(Feature.ALLOW_EXTERNAL_FUNCTIONS, false);
        processor.setConfigurationProperty(Feature.DISABLE_XSL_EVALUATE, true);
        processor.setConfigurationProperty(Feature.DTD_VALIDATION, false);
        processor.setConfigurationProperty(Feature.XINCLUDE, false);
        var configuration = processor.getUnderlyingConfiguration();
        configuration.setResourceResolver(request -> {
            throw new XPathException("Nothing is fetched: " + request.nature);
        });
        configuration.setCollectionFinder((context, uri) -> {
            throw new XPathException("Nothing is fetched: collection");
        });
        // What a stylesheet complains of is in the exception; Saxon's own reporter would be made anew, with a writer,
        // each time.
        configuration.setErrorReporterFactory(each -> SILENT);
        return processor;
    }

    /** A reader over bytes from outside; it throws on a DOCTYPE, an entity reference and every limit. */
    public static XMLStreamReader reader(InputStream in) throws XMLStreamException {
        return new Guarded(READERS.createXMLStreamReader(in));
    }

    /**
     * The same where the protocol may state the encoding, as Content-Type does (RFC 7303). A document that states
     * another one is refused: nobody can know which of the two is right.
     *
     * @param stated name of a character set; without it the document itself decides
     */
    public static XMLStreamReader reader(byte[] bytes, Optional<String> stated) throws XMLStreamException {
        var in = new ByteArrayInputStream(bytes);
        if (stated.isEmpty()) {
            return reader(in);
        }
        var charset = charset(stated.get())
                .orElseThrow(() ->
                        new Refusal(FailureCode.READ_CHARSET, stated.get(), "a character set that is known here"));
        // The reader finds UTF-8 by itself, with a byte order mark or without.
        var reader = charset.equals(StandardCharsets.UTF_8)
                ? READERS.createXMLStreamReader(in)
                : READERS.createXMLStreamReader(new InputStreamReader(in, charset.newDecoder()));
        var own = Optional.ofNullable(reader.getCharacterEncodingScheme());
        if (own.flatMap(HardenedXml::charset).filter(charset::equals).isEmpty() && own.isPresent()) {
            throw new Refusal(
                    FailureCode.READ_CHARSET,
                    own.get() + " in the document, " + stated.get() + " around it",
                    "one encoding",
                    reader);
        }
        return new Guarded(reader);
    }

    private static Optional<Charset> charset(String name) {
        try {
            return Optional.of(Charset.forName(name));
        } catch (IllegalCharsetNameException | UnsupportedCharsetException e) {
            return Optional.empty();
        }
    }

    /** Parses a whole document, or says why not: READ-DOCTYPE, READ-LIMIT, READ-CHARSET, READ-SYNTAX. */
    public static Result<XdmNode> parse(byte[] bytes) {
        if (bytes.length > MOST_BYTES) {
            return Result.failed(new Failure(
                    FailureCode.READ_LIMIT, "", bytes.length + " bytes", "at most " + MOST_BYTES + " bytes"));
        }
        try {
            var reader = reader(new ByteArrayInputStream(bytes));
            try {
                return Result.ok(build(reader));
            } finally {
                reader.close();
            }
        } catch (XMLStreamException | SaxonApiException e) {
            return Result.failed(failure(e));
        }
    }

    /** Builds a node from a reader of ours that stands at the start of its document or element. */
    public static XdmNode build(XMLStreamReader reader) throws SaxonApiException {
        var builder = SAXON.newDocumentBuilder();
        builder.setLineNumbering(true);
        return builder.build(new StAXSource(reader));
    }

    /** What the sender is told of a reader's complaint; parser texts stay inside, since they may quote the message. */
    public static Failure failure(Throwable thrown) {
        var cause = streamCause(thrown);
        var place = cause.getLocation() == null
                ? ""
                : "line " + cause.getLocation().getLineNumber() + ", column "
                        + cause.getLocation().getColumnNumber();
        var text = cause.getMessage() == null ? "" : cause.getMessage();
        if (cause instanceof Refusal refusal) {
            return new Failure(refusal.code, place, refusal.found, refusal.expected);
        }
        if (text.toLowerCase(Locale.ROOT).contains("limit")) {
            return new Failure(FailureCode.READ_LIMIT, place, "", "a smaller or flatter document");
        }
        if (cause instanceof WstxIOException) {
            return new Failure(FailureCode.READ_CHARSET, place, "", "bytes in the declared encoding");
        }
        return new Failure(FailureCode.READ_SYNTAX, place, "", "well-formed XML");
    }

    private static XMLStreamException streamCause(Throwable thrown) {
        for (Throwable t = thrown; t != null; t = t.getCause()) {
            if (t instanceof XMLStreamException found) {
                return found;
            }
            if (t instanceof XPathException && t.getCause() == null) {
                return new XMLStreamException("not well-formed");
            }
        }
        return new XMLStreamException("not well-formed");
    }

    /** Compiles a schema of ours; it may include files of its own folder and nothing else. */
    public static Schema schema(Path file) throws SAXException, IOException {
        var factory = SchemaFactory.newDefaultInstance();
        factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
        factory.setProperty(XMLConstants.ACCESS_EXTERNAL_SCHEMA, "file");
        // The launcher allows one character of entities, and this parser counts those of &amp; too.
        factory.setProperty("http://www.oracle.com/xml/jaxp/properties/totalEntitySizeLimit", "65536");
        return factory.newSchema(file.toFile());
    }

    private static final class Refusal extends XMLStreamException {
        private static final long serialVersionUID = 1;
        private final FailureCode code;
        private final String found;
        private final String expected;

        Refusal(FailureCode code, String found, String expected) {
            super(code.code());
            this.code = code;
            this.found = found;
            this.expected = expected;
        }

        Refusal(FailureCode code, String found, String expected, XMLStreamReader at) {
            super(code.code(), at.getLocation());
            this.code = code;
            this.found = found;
            this.expected = expected;
        }

        static Refusal doctype(String what, XMLStreamReader at) {
            return new Refusal(FailureCode.READ_DOCTYPE, what, "XML without DOCTYPE and entities", at);
        }
    }

    private static final class Guarded extends StreamReaderDelegate {
        Guarded(XMLStreamReader reader) {
            super(reader);
        }

        @Override
        public int next() throws XMLStreamException {
            int event = super.next();
            if (event == XMLStreamConstants.DTD) {
                throw Refusal.doctype(DOCTYPE, this);
            }
            if (event == XMLStreamConstants.ENTITY_REFERENCE) {
                throw Refusal.doctype(ENTITY, this);
            }
            // The reader's own text limit does not hold for coalesced text.
            if (event == XMLStreamConstants.CHARACTERS && getTextLength() > MOST_TEXT) {
                throw new XMLStreamException("text limit exceeded", getLocation());
            }
            return event;
        }

        @Override
        public int nextTag() throws XMLStreamException {
            int event = next();
            while (event != XMLStreamConstants.START_ELEMENT && event != XMLStreamConstants.END_ELEMENT) {
                event = next();
            }
            return event;
        }
    }
}
