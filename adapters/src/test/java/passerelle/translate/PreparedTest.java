package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Problem;

/** What one start worked out spares the next one the work, and never a fault. */
class PreparedTest {
    private static final String STYLESHEET =
            """
            <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
              <xsl:import href="../common/words.xsl"/>
              <xsl:param name="codes"/>
              <xsl:param name="gateway"/>
              <xsl:template match="*"><said><xsl:value-of select="f:word()"/></said></xsl:template>
            </xsl:stylesheet>
            """;

    private static final String WORDS =
            """
            <xsl:stylesheet version="3.0" xmlns:xsl="http://www.w3.org/1999/XSL/Transform" xmlns:f="urn:f">
              <xsl:function name="f:word">one</xsl:function>
            </xsl:stylesheet>
            """;

    @TempDir
    Path home;

    private final List<Problem> problems = new ArrayList<>();

    @BeforeEach
    void setUp() throws IOException {
        write("xslt/notice-v1/to-common.xsl", STYLESHEET);
        write("xslt/common/words.xsl", WORDS);
        Files.createDirectories(home.resolve("prepared"));
        System.setProperty("passerelle.prepared", home.resolve("prepared").toString());
    }

    @AfterEach
    void tearDown() {
        System.clearProperty("passerelle.prepared");
    }

    @Test
    void translatesTheSameFromWhatIsKnown() throws IOException {
        var first = said();

        var again = said();

        assertThat(List.of(first, again)).containsExactly("one", "one");
        assertThat(kept()).hasSize(1);
    }

    @Test
    void compilesAnewWhenAnImportedFileChanged() throws IOException {
        said();
        write("xslt/common/words.xsl", WORDS.replace(">one<", ">two<"));

        assertThat(said()).isEqualTo("two");
        assertThat(kept()).hasSize(2);
    }

    @Test
    void namesAFaultOfAnImportedFileEachTime() throws IOException {
        said();
        write("xslt/common/words.xsl", WORDS.replace(">one<", "><xsl:sequence select='1 +'/><"));

        for (int i = 0; i < 2; i++) {
            problems.clear();
            assertThat(compile(problems)).isEmpty();
            assertThat(problems).extracting(Problem::file).containsOnly("xslt/common/words.xsl");
        }
        assertThat(kept()).hasSize(1);
    }

    @Test
    void keepsNothingOfAStylesheetThatWorksOutWhatItImports() throws IOException {
        write("xslt/notice-v1/to-common.xsl", STYLESHEET.replace(" href=", " _href="));

        assertThat(compile(problems)).isPresent();
        assertThat(kept()).isEmpty();
    }

    @Test
    void keepsNothingWithoutAFolder() throws IOException {
        System.clearProperty("passerelle.prepared");

        assertThat(said()).isEqualTo("one");
        assertThat(kept()).isEmpty();
    }

    @Test
    void rulesThatAreKnownBreakWhereFreshOnesDo() throws IOException {
        var schema = Files.readString(Path.of("config/schemas/common-1.sch"));
        write("config/schemas/common-1.sch", schema);
        var nameless = HardenedXml.parse(Files.readAllBytes(Path.of("config/schemas/cases/R-PERSON-NAMED/fail.xml")))
                .match(node -> node, failure -> {
                    throw new AssertionError(failure.forSender());
                });

        var fresh =
                ModelRules.load(home, problems).orElseThrow().broken(nameless).toList();
        var known =
                ModelRules.load(home, problems).orElseThrow().broken(nameless).toList();

        assertThat(known).isEqualTo(fresh).isNotEmpty();
        assertThat(kept()).singleElement().asString().startsWith("rules-");
        write("config/schemas/common-1.sch", schema.replace("context=\"c:envelope\"", "context=\"c:envelope[\""));
        assertThat(ModelRules.load(home, problems)).isEmpty();
    }

    private String said() {
        var stylesheet = compile(problems).orElseThrow(() -> new AssertionError(problems));
        var any = HardenedXml.parse("<any/>".getBytes(StandardCharsets.UTF_8))
                .then(node -> stylesheet.apply(node, Map.of()));
        return any.match(node -> node.getStringValue(), failure -> failure.forSender());
    }

    private Optional<Stylesheet> compile(List<Problem> found) {
        return new StylesheetCompiler(home, new XdmMap()).compile(home.resolve("xslt/notice-v1/to-common.xsl"), found);
    }

    private List<String> kept() throws IOException {
        try (var files = Files.list(home.resolve("prepared"))) {
            return files.map(file -> file.getFileName().toString()).sorted().toList();
        }
    }

    private void write(String file, String text) throws IOException {
        Files.createDirectories(home.resolve(file).getParent());
        Files.writeString(home.resolve(file), text);
    }
}
