package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.Problem;

class FormatsTest {
    private static final FormatId UTOPIA = new FormatId("utopia-border-v1");

    @TempDir
    Path home;

    private final ArrayList<Problem> problems = new ArrayList<>();

    @BeforeEach
    void copyTheHouse() throws IOException {
        for (var part : new String[] {"xslt/common", "xslt/utopia-border-v1", "config/codes", "config/schemas"}) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                files.filter(Files::isRegularFile).forEach(file -> {
                    try {
                        Files.createDirectories(home.resolve(file).getParent());
                        Files.copy(file, home.resolve(file));
                    } catch (IOException e) {
                        throw new UncheckedIOException(e);
                    }
                });
            }
        }
    }

    @Test
    void knowsWhatAFormatReadsAndWrites() {
        var format = load().find(UTOPIA).orElseThrow();

        assertThat(problems).isEmpty();
        assertThat(format.syntax()).isEqualTo("xml");
        assertThat(format.reads("BorderCrossingRecord")).isTrue();
        assertThat(format.reads("Acknowledgement")).isFalse();
        assertThat(format.writes("Acknowledgement")).isTrue();
        assertThat(format.writes("BorderCrossingRecord")).isFalse();
        assertThat(format.wsdl()).contains(home.resolve("xslt/utopia-border-v1/service.wsdl"));
        assertThat(format.layout()).isEmpty();
    }

    @Test
    void findsTheSendersIdAndThePerson() throws IOException {
        var format = load().find(UTOPIA).orElseThrow();
        var node = HardenedXml.parse(Files.readAllBytes(home.resolve("xslt/utopia-border-v1/cases/full/input.xml")))
                .match(read -> read, failure -> {
                    throw new AssertionError(failure.forSender());
                });

        assertThat(format.sourceId(node)).contains("UTO-2026-000001");
        assertThat(format.group(node)).contains("P-1980-77");
    }

    @Test
    void takesTheVocabularyOfAgreementsFromTheCommonSchema() {
        assertThat(load().fieldsByType())
                .isEqualTo(CommonModel.load(home, problems).orElseThrow().fieldsByType())
                .isNotEmpty();
    }

    @Test
    void namesTheLineOfAnErrorInAStylesheet() throws IOException {
        change("to-common.xsl", "<birth-place>{.}</birth-place>", "<birth-place>{nonsense(.)}</birth-place>");

        var formats = load();

        assertThat(formats.find(UTOPIA)).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).file()).isEqualTo("xslt/utopia-border-v1/to-common.xsl");
        assertThat(problems.get(0).line()).isEqualTo(lineOf("to-common.xsl", "nonsense"));
        assertThat(problems.get(0).text()).contains("nonsense");
    }

    @Test
    void namesTheImportedFileThatHoldsTheError() throws IOException {
        var dates = home.resolve("xslt/common/dates.xsl");
        Files.writeString(dates, Files.readString(dates).replace("castable as xs:date\"", "castable as xs:dat\""));

        load();

        assertThat(problems).extracting(Problem::file).contains("xslt/common/dates.xsl");
        assertThat(problems.get(0).line()).isPositive();
    }

    @Test
    void namesTheLineWhereAStylesheetIsNotXml() throws IOException {
        change("from-common.xsl", "</xsl:stylesheet>", "");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString())
                .isEqualTo("xslt/utopia-border-v1/from-common.xsl:55: READ-SYNTAX: expected well-formed XML");
    }

    @Test
    void reportsEveryMissingFileOfAFormatAtOnce() throws IOException {
        Files.delete(file("to-common.xsl"));
        Files.delete(file("schema.xsd"));

        load();

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactlyInAnyOrder(
                        "xslt/utopia-border-v1/schema.xsd: the file is missing",
                        "xslt/utopia-border-v1/to-common.xsl: the file is missing");
    }

    @Test
    void suggestsTheKeyThatWasMeant() throws IOException {
        change("format.yaml", "losses:", "loses:");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).toString())
                .startsWith("xslt/utopia-border-v1/format.yaml:")
                .contains("unknown key 'loses'")
                .endsWith("did you mean 'losses'?");
    }

    @Test
    void takesTheWholeEnvelopeIfTheFormatSaysSo() throws IOException {
        assertThat(load().find(UTOPIA).orElseThrow().isWholeEnvelope()).isFalse();

        change("format.yaml", "losses:", "soap-part: envelope\nlosses:");

        assertThat(load().find(UTOPIA).orElseThrow().isWholeEnvelope()).isTrue();
        assertThat(problems).isEmpty();
    }

    @Test
    void refusesAPartOfSoapThatThereIsNot() throws IOException {
        change("format.yaml", "losses:", "soap-part: envelop\nlosses:");

        load();

        assertThat(problems)
                .extracting(Problem::toString)
                .singleElement()
                .asString()
                .endsWith("'soap-part' is 'envelop'; expected one of body, envelope; did you mean 'envelope'?");
    }

    @Test
    void refusesAnEnvelopeInAFlatFile() throws IOException {
        change("format.yaml", "syntax: xml", "syntax: flat");
        change("format.yaml", "losses:", "soap-part: envelope\nlosses:");
        Files.writeString(file("layout.xml"), "<layout/>");
        Files.writeString(file("report.xml"), "<layout/>");

        load();

        assertThat(problems)
                .extracting(Problem::text)
                .containsExactly("'soap-part' is 'envelope', which is XML; the syntax here is flat");
    }

    @Test
    void needsAReportLayoutForTheAcknowledgementsOfAFlatFormat() throws IOException {
        change("format.yaml", "syntax: xml", "syntax: flat");
        Files.writeString(file("layout.xml"), "<layout/>");

        load();

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly("xslt/utopia-border-v1/report.xml: the file is missing");
    }

    @Test
    void refusesAReportLayoutThatNoAcknowledgementNames() throws IOException {
        Files.writeString(file("report.xml"), "<layout/>");

        load();

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly(
                        "xslt/utopia-border-v1/report.xml: format.yaml does not name it; expected syntax flat and a"
                                + " message {native: <record of report.xml>, type: Acknowledgement, direction: out}");
    }

    @Test
    void refusesATypeThatTheCommonModelLacks() throws IOException {
        change("format.yaml", "type: BorderCrossingRecord", "type: BorderCrossingRecords");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).suggestion()).contains("BorderCrossingRecord");
    }

    @Test
    void refusesAPathThatIsNoXPath() throws IOException {
        change("format.yaml", "source-id: header/messageId", "source-id: header//");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).startsWith("'source-id' is not an XPath");
    }

    @Test
    void knowsWhatIsLostAndWhatIsNot() throws IOException {
        var format = load().find(UTOPIA).orElseThrow();
        var report = HardenedXml.parse(Files.readAllBytes(file("cases/full/input.xml")))
                .match(read -> read, failure -> {
                    throw new AssertionError(failure.forSender());
                });
        var header = CommonMessage.children(Stylesheet.element(report)).get(0);

        var lost = CommonMessage.children(header).stream()
                .filter(format.losses()::coversIn)
                .map(CommonMessage::name)
                .toList();

        assertThat(lost).containsExactly("officer");
    }

    @Test
    void aLossOfSomeValuesIsNoLossOfOthers() throws IOException {
        change("format.yaml", "in: [header/officer]", "in: [header/*]\n    only: [UTO-2026-000001, nothing]");
        var report = document("<r><header><a>UTO-2026-000001</a><b>UTO-2026-000002</b><c/></header><d/></r>");

        var losses = load().find(UTOPIA).orElseThrow().losses();
        var kept = Contents.of(report, losses);

        assertThat(problems).isEmpty();
        assertThat(kept).containsExactly("/r/header[1]/b[1]=UTO-2026-000002", "/r/header[1]", "/r/d[1]=", "/r");
    }

    @Test
    void whatIsMovedKeepsItsTextAndItsOrder() throws IOException {
        change("format.yaml", "in: [header/officer]", "moved: [street/a, street/b]");
        var losses = load().find(UTOPIA).orElseThrow().losses();
        var sent = document("<r><street><b>DOOR 4</b></street><c>1</c></r>");

        assertThat(problems).isEmpty();
        assertThat(Contents.of(document("<r><street><a>DOOR 4</a></street><c>1</c></r>"), losses))
                .isEqualTo(Contents.of(sent, losses));
        for (var other : List.of(
                "<r><street><a>DOOR 5</a></street><c>1</c></r>",
                "<r><street><a>1</a></street><c>DOOR 4</c></r>",
                "<r><street><a>4</a><b>DOOR</b></street><c>1</c></r>",
                "<r><c>1</c></r>")) {
            assertThat(Contents.of(document(other), losses)).isNotEqualTo(Contents.of(sent, losses));
        }
    }

    @Test
    void refusesALossThatIsNoPath() throws IOException {
        change("format.yaml", "in: [header/officer]", "in: [header//officer]");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text())
                .isEqualTo(
                        "'in' has 'header//officer'; expected names joined by slashes, as in person/name or sex/@verbatim");
    }

    @Test
    void suggestsTheKeyOfALossThatWasMeant() throws IOException {
        change("format.yaml", "out: [attachments]", "outs: [attachments]");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).suggestion()).contains("out");
    }

    @Test
    void countsTheRecordsOfADocumentWhereTheFormatNamesThem() throws IOException {
        var report = HardenedXml.parse(
                        "<r xmlns='urn:uto:border:1'><crossing/><crossing/></r>".getBytes(StandardCharsets.UTF_8))
                .match(node -> node, failure -> {
                    throw new AssertionError(failure.forSender());
                });

        var without = load().find(UTOPIA).orElseThrow().records(report);
        change("format.yaml", "source-id: header/messageId", "records: crossing");
        var with = load().find(UTOPIA).orElseThrow().records(report);

        assertThat(List.of(without, with)).isEqualTo(List.of(OptionalInt.empty(), OptionalInt.of(2)));
    }

    @Test
    void namesTheLineOfAnErrorInASchema() throws IOException {
        change("schema.xsd", "type=\"Header\"", "type=\"Heder\"");

        load();

        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).line()).isEqualTo(lineOf("schema.xsd", "Heder"));
    }

    @Test
    void saysWhenTheLibraryIsNotThere() {
        Formats.load(home.resolve("elsewhere"), Set.of(), Duration.ofSeconds(5), problems);

        assertThat(problems).extracting(Problem::toString).containsExactly("xslt/common: the folder is missing");
    }

    @Test
    void suggestsTheFormatThatWasMeant() {
        Formats.load(home, Set.of(new FormatId("utopia-borders-v1")), Duration.ofSeconds(5), problems);

        assertThat(problems)
                .extracting(Problem::toString)
                .containsExactly("xslt/utopia-borders-v1: there is no format 'utopia-borders-v1';"
                        + " did you mean 'utopia-border-v1'?");
    }

    @Test
    void loadsWhatIsWantedAndLeavesTheRestAlone() throws IOException {
        Files.createDirectories(home.resolve("xslt/half-done-v1"));

        var formats = Formats.load(home, Set.of(UTOPIA), Duration.ofSeconds(5), problems);

        assertThat(problems).isEmpty();
        assertThat(formats.find(UTOPIA)).isPresent();
    }

    @Test
    void theDigestFollowsStylesheetsTheLibraryAndCodesButNotCases() throws IOException {
        var before = load().find(UTOPIA).orElseThrow().digest();

        Files.writeString(file("cases/full/note.txt"), "a note");
        var afterCase = load().find(UTOPIA).orElseThrow().digest();
        Files.writeString(home.resolve("xslt/common/more.xsl"), "<x/>");
        var afterLibrary = load().find(UTOPIA).orElseThrow().digest();
        Files.writeString(home.resolve("config/codes/note.txt"), "a note");
        var afterCodes = load().find(UTOPIA).orElseThrow().digest();
        change("to-common.xsl", "expand-text=\"yes\"", "expand-text=\"true\"");
        var afterStylesheet = load().find(UTOPIA).orElseThrow().digest();

        assertThat(before).matches("[0-9a-f]{64}").isEqualTo(afterCase);
        assertThat(Set.of(before, afterLibrary, afterCodes, afterStylesheet)).hasSize(4);
    }

    private Formats load() {
        return Formats.load(home, Set.of(), Duration.ofSeconds(5), problems);
    }

    private Path file(String name) {
        return home.resolve("xslt/utopia-border-v1").resolve(name);
    }

    private void change(String name, String from, String to) throws IOException {
        Files.writeString(file(name), Files.readString(file(name)).replace(from, to));
    }

    private int lineOf(String name, String text) throws IOException {
        var lines = Files.readAllLines(file(name));
        return 1
                + lines.indexOf(lines.stream()
                        .filter(line -> line.contains(text))
                        .findFirst()
                        .orElseThrow());
    }

    private static XdmNode document(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(read -> read, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
