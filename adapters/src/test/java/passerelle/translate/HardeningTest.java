package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.model.Result;

/** What a hostile message or a careless stylesheet cannot do: read a file, call out, write a file, or never end. */
class HardeningTest {
    private static final String CANARY = "TOPSECRET-4711";
    private static final FormatId FORMAT = new FormatId("trial-v1");

    @TempDir
    Path home;

    private final AtomicInteger hits = new AtomicInteger();
    private final ArrayList<Problem> problems = new ArrayList<>();
    private HttpServer server;
    private Path secret;

    @BeforeEach
    void listenAndHide() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            hits.incrementAndGet();
            var body = "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'/>"
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        server.start();
        secret = home.resolve("secret.xml");
        Files.writeString(secret, "<s>" + CANARY + "</s>");
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    static Stream<String> documents() {
        var laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'lollollol'>");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return Stream.of(
                "<!DOCTYPE r [<!ENTITY x SYSTEM 'FILE'>]><r>&x;</r>",
                "<!DOCTYPE r [<!ENTITY x SYSTEM 'HTTP/x'>]><r>&x;</r>",
                "<!DOCTYPE r SYSTEM 'HTTP/x.dtd'><r/>",
                laughs + "]><r>&a9;</r>",
                "<!DOCTYPE r [<!ENTITY a '" + "A".repeat(50_000) + "'>]><r>" + "&a;".repeat(20_000) + "</r>",
                "<a>".repeat(200_000) + "</a>".repeat(200_000));
    }

    @ParameterizedTest(name = "document {index}")
    @MethodSource("documents")
    void aHostileDocumentIsRefusedBeforeAnyStylesheet(String document) {
        var answer = HardenedXml.parse(filled(document).getBytes(StandardCharsets.UTF_8))
                .match(node -> node.getStringValue(), Failure::forSender);

        assertThat(answer).matches("READ-(DOCTYPE|LIMIT).*").doesNotContain(CANARY);
        assertThat(hits).hasValue(0);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "doc of a file            | doc('FILE')",
                "document by http         | document('HTTP/d')",
                "unparsed-text of a file  | unparsed-text('FILE')",
                "collection of a folder   | collection('FOLDER?select=*.xml')",
                "json-doc by http         | json-doc('HTTP/j')",
                "a Java call              | Q{java:java.lang.System}getProperty('java.version')",
                "an environment variable  | environment-variable('PATH')",
                "a nested transformation  | transform(map{'stylesheet-location': 'HTTP/t.xsl', 'source-node': .})",
                "uri-collection           | uri-collection('FOLDER')",
                "doc by a relative path   | doc('../../secret.xml')"
            })
    void aStylesheetReachesNothing(String what, String expression) throws IOException {
        var answer = answer(
                "<xsl:template match='r'><r><xsl:value-of select=\"" + filled(expression) + "\"/></r></xsl:template>");

        assertThat(answer).doesNotContain(CANARY).doesNotContain(System.getProperty("java.version"));
        assertThat(answer).doesNotContain(String.valueOf(System.getenv("PATH")));
        assertThat(hits).hasValue(0);
    }

    @Test
    void aStylesheetTellsNoSystemProperty() throws IOException {
        var answer = answer("<xsl:template match='r'><r><xsl:value-of select=\"system-property('java.version')\"/></r>"
                + "</xsl:template>");

        assertThat(answer).doesNotContain(System.getProperty("java.version"));
    }

    @Test
    void aStylesheetRunsNoExpressionFromText() throws IOException {
        var answer = answer("<xsl:template match='r'><r><xsl:evaluate xpath=\"'doc(&quot;" + secret.toUri()
                + "&quot;)'\"/></r></xsl:template>");

        assertThat(answer).doesNotContain(CANARY).doesNotStartWith("<r");
    }

    @Test
    void aStylesheetWritesNoFile() throws IOException {
        var answer = answer("<xsl:template match='r'><xsl:result-document href='" + home.toUri()
                + "written.txt'><p/></xsl:result-document></xsl:template>");

        assertThat(answer).startsWith("xslt/trial-v1/to-common.xsl:1").contains("result-document is disabled");
        assertThat(home.resolve("written.txt")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource({"HTTP/i.xsl", "FILE", "../../secret.xml", "../../../../../../../etc/passwd"})
    void aStylesheetImportsFromItsLibraryOnly(String href) throws IOException {
        var answer = answer("<xsl:import href='" + filled(href) + "'/><xsl:template match='r'><r/></xsl:template>");

        assertThat(answer)
                .startsWith("xslt/trial-v1/to-common.xsl")
                .contains("files below xslt/ only")
                .doesNotContain(CANARY);
        assertThat(hits).hasValue(0);
    }

    @Test
    void deepRecursionIsAFailureAndNotACrash() throws IOException {
        var answer = answer("<xsl:template match='r' name='f'><xsl:param name='n' select='0'/><o>"
                + "<xsl:call-template name='f'><xsl:with-param name='n' select='$n + 1'/></xsl:call-template></o>"
                + "</xsl:template>");

        assertThat(answer).matches("MAP-(STYLESHEET|TOO-SLOW).*");
    }

    @Test
    void aStylesheetThatWritesForeverIsEnded() throws IOException {
        var answer = answer("<xsl:template match='r'><o><xsl:for-each select='1 to 1000000000'><x/></xsl:for-each></o>"
                + "</xsl:template>");

        assertThat(answer).startsWith("MAP-STYLESHEET");
    }

    @Test
    void aStylesheetThatTakesTooLongCostsItsTimeAndNoOtherFormat() throws IOException {
        // Long, and not endless: the thread that is left behind must not burn a processor under the other tests.
        var slow = format("<xsl:template match='r' name='f'><xsl:param name='n' select='@steps'/><xsl:choose>"
                + "<xsl:when test='$n &lt; 1'><o/></xsl:when><xsl:otherwise><xsl:call-template name='f'>"
                + "<xsl:with-param name='n' select='$n - 1'/></xsl:call-template></xsl:otherwise></xsl:choose>"
                + "</xsl:template>");
        var healthy = ShippedFormats.format(new FormatId("xaa-registry-v1"));
        var record = Files.readAllBytes(Path.of("xslt/xaa-registry-v1/cases/full/input.xml"));

        var first = told(slow.toCommon(node("<r steps='30000000'/>"), Map.of()));
        var started = System.nanoTime();
        var second = told(slow.toCommon(node("<r steps='0'/>"), Map.of()));
        var refusedIn = Duration.ofNanos(System.nanoTime() - started);
        var other = told(HardenedXml.parse(record).then(node -> healthy.toCommon(node, Cases.GATEWAY)));

        assertThat(first).startsWith("MAP-TOO-SLOW");
        assertThat(second).startsWith("GATEWAY-BUSY");
        assertThat(refusedIn).isLessThan(Duration.ofMillis(300));
        assertThat(other).startsWith("<message");
        assertThat(comesBack(slow)).isTrue();
    }

    /** Whether the format translates again once its slow translation has ended. */
    private static boolean comesBack(Format format) {
        long deadline = System.nanoTime() + Duration.ofMinutes(2).toNanos();
        while (System.nanoTime() < deadline) {
            if (told(format.toCommon(node("<r steps='0'/>"), Map.of())).startsWith("MODEL-COMMON")) {
                return true;
            }
            Thread.yield();
        }
        return false;
    }

    @Test
    void aSchemaLocationInAMessageIsNotFollowed() throws IOException {
        var format = ShippedFormats.format(new FormatId("utopia-border-v1"));
        var message = Files.readString(Path.of("xslt/utopia-border-v1/cases/full/input.xml"))
                .replaceFirst(
                        "<reportCrossing ",
                        filled("<?xml-stylesheet href='HTTP/s.xsl' type='text/xsl'?><reportCrossing"
                                + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
                                + " xsi:schemaLocation='urn:uto:border:1 HTTP/s.xsd urn:other HTTP/o.xsd' "));

        var answer = told(format.toCommon(node(message), Cases.GATEWAY));

        assertThat(answer).startsWith("<message");
        assertThat(hits).hasValue(0);
    }

    private String filled(String text) {
        return text.replace("FILE", secret.toUri().toString())
                .replace("FOLDER", home.toUri().toString())
                .replace("HTTP", "http://127.0.0.1:" + server.getAddress().getPort());
    }

    /** What comes of a stylesheet: its result, its failure, or the problem that kept it from being loaded. */
    private String answer(String stylesheet) throws IOException {
        write(stylesheet);
        var format = Formats.load(home, Set.of(FORMAT), Duration.ofMillis(1500), problems)
                .find(FORMAT);
        return format.isEmpty()
                ? problems.toString().substring(1)
                : told(format.get().toCommon(node("<r/>"), Map.of()));
    }

    private Format format(String stylesheet) throws IOException {
        write(stylesheet);
        return Formats.load(home, Set.of(FORMAT), Duration.ofMillis(300), problems)
                .find(FORMAT)
                .orElseThrow();
    }

    private void write(String templates) throws IOException {
        var folder = Files.createDirectories(home.resolve("xslt/trial-v1"));
        Files.createDirectories(home.resolve("xslt/common"));
        Files.createDirectories(home.resolve("config/schemas"));
        Files.createDirectories(home.resolve("config/codes"));
        Files.copy(Path.of("config/schemas/codes-1.xsd"), home.resolve("config/schemas/codes-1.xsd"));
        try (var schemas = Files.newDirectoryStream(Path.of("config/schemas"), "common-1*.*")) {
            for (var schema : schemas) {
                Files.copy(schema, home.resolve("config/schemas").resolve(schema.getFileName()));
            }
        }
        Files.writeString(
                folder.resolve("format.yaml"),
                "syntax: flat\ntitle: t\nsource: s\nmessages:\n"
                        + "  - {native: r, type: BorderCrossingRecord, direction: in}\n");
        Files.writeString(folder.resolve("layout.xml"), "<layout/>");
        Files.writeString(
                folder.resolve("to-common.xsl"),
                "<xsl:stylesheet version='3.0' xmlns:xsl='http://www.w3.org/1999/XSL/Transform'>" + templates
                        + "</xsl:stylesheet>");
    }

    private static XdmNode node(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static String told(Result<XdmNode> result) {
        return result.match(node -> node.toString(), Failure::forSender);
    }
}
