package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FailureCode;

/**
 * Our schema against the published one of MT_1067_NAV version 1, which is not part of the project: skipped where the
 * folder that {@code passerelle.samples} names has no {@code no-udi}.
 */
class UdiCorpusTest {
    private static final Path FOLDER = Path.of("xslt", "no-udi-personstatus-v1");
    private static final Path PUBLISHED = Path.of(System.getProperty("passerelle.samples", "../shared/samples"))
            .resolve("no-udi");

    private static SchemaCheck ours;
    private static SchemaCheck published;

    @BeforeAll
    static void readsBothSchemas() throws SAXException, IOException {
        assumeTrue(Files.isDirectory(PUBLISHED), "The published schemas are not here");
        ours = new SchemaCheck(HardenedXml.schema(FOLDER.resolve("schema.xsd")));
        published = new SchemaCheck(HardenedXml.schema(PUBLISHED.resolve("MT_1067_NAV_v1.xsd")));
    }

    @ParameterizedTest
    @MethodSource("nativeDocumentsOfOurCases")
    void judgesTheDocumentsOfOurCasesAsThePublishedSchemaDoes(Path document) throws IOException {
        var node = parsed(Files.readString(document));

        assertThat(valid(published, node)).isEqualTo(valid(ours, node));
        assertThat(valid(published, node))
                .isEqualTo(!List.of("number-too-short", "unknown-work-kind", "unlisted-element")
                        .contains(document.getName(document.getNameCount() - 2).toString()));
    }

    static Stream<Path> nativeDocumentsOfOurCases() throws IOException {
        try (var files = Files.walk(FOLDER.resolve("cases"))) {
            return files
                    .filter(file -> List.of("input.xml", "back-expected.xml")
                            .contains(file.getFileName().toString()))
                    .filter(file ->
                            !file.getName(file.getNameCount() - 2).toString().startsWith("fault"))
                    .sorted()
                    .toList()
                    .stream();
        }
    }

    @ParameterizedTest
    @MethodSource("faults")
    void judgesFaultsAsThePublishedSchemaDoes(String inside, boolean valid) throws IOException, SAXException {
        var schema = new SchemaCheck(HardenedXml.schema(PUBLISHED.resolve("Common_Fault_v3.xsd")));
        var node = parsed("<Fault xmlns='http://udi.no/Common/Fault/v3'>" + inside + "</Fault>");

        assertThat(List.of(valid(schema, node), valid(ours, node))).isEqualTo(List.of(valid, valid));
    }

    static Stream<Object[]> faults() {
        return Stream.of(
                new Object[] {"", true},
                new Object[] {"<KodeId>4711</KodeId><Niva>Feil</Niva>", true},
                new Object[] {"<KodeId>X</KodeId>", false},
                new Object[] {"<Niva>Feil</Niva><KodeId>4711</KodeId>", false});
    }

    /** Each row is the answer of the case answer-full with one text put in the place of another. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
            <Fornavn>Nze</Fornavn>                    | <Fornavn/>                                       | true
            <Mellomnavn>Ada</Mellomnavn>              | ``                                               | true
            <Etternavn>Okoro</Etternavn>              | ``                                               | false
            <Ar>1980</Ar>                             | <Ar xsi:nil="true"/>                             | true
            <Ar>1980</Ar>                             | <Ar>0980</Ar>                                    | false
            <Ar>1980</Ar>                             | <Ar>80</Ar>                                      | false
            <Maned>12</Maned>                         | <Maned>13</Maned>                                | false
            <Maned>12</Maned>                         | <Maned>3</Maned>                                 | true
            <Dag>31</Dag>                             | <Dag>0</Dag>                                     | true
            <Dag>31</Dag>                             | <Dag>-7</Dag>                                    | true
            <Dag>31</Dag>                             | ``                                               | false
            >Midlertidig<                             | >Permanent<                                      | true
            >Midlertidig<                             | >permanent<                                      | false
            <HarArbeidsadgang>Ja                      | <HarArbeidsadgang>Uavklart                       | true
            <HarArbeidsadgang>Ja                      | <HarArbeidsadgang>Kanskje                        | false
            <HarArbeidsadgang>Ja</HarArbeidsadgang>   | <HarArbeidsadgang xsi:nil="true"/>               | false
            >Generell<                                | >BestemtArbeidEllerOppdrag<                      | true
            >IngenKravTilStillingsprosent<            | >DeltidSamtFerierHeltid<                         | true
            <Varighet>3</Varighet>                    | <Varighet>3.5</Varighet>                         | false
            <Etat>UNE</Etat>                          | ``                                               | true
            <Saksnummer>002</Saksnummer>              | <Saksnummer/>                                    | true
            <ErPositiv>true</ErPositiv>               | <ErPositiv>1</ErPositiv>                         | true
            <ErPositiv>true</ErPositiv>               | <ErPositiv>Ja</ErPositiv>                        | false
            <u:Kode>BES</u:Kode>                      | <Kode>BES</Kode>                                 | false
            <Til xsi:nil="true"/>                     | ``                                               | false
            <Fra>2024-02-01T00:00:00</Fra>            | <Fra>2024-02-01</Fra>                            | false
            2026-11-23T08:00:00.123+01:00             | 2026-11-23T24:00:00Z                             | true
            <Uavklart>false</Uavklart>                | ``                                               | false
            """)
    void judgesHandMadeAnswersAsThePublishedSchemaDoes(String text, String other, boolean valid) throws IOException {
        var answer = Files.readString(FOLDER.resolve("cases/answer-full/input.xml"));
        assertThat(answer).contains(text);
        var node = parsed(answer.replace(text, other));

        assertThat(List.of(valid(published, node), valid(ours, node))).isEqualTo(List.of(valid, valid));
    }

    private static boolean valid(SchemaCheck schema, XdmNode node) {
        return schema.check(node, FailureCode.MODEL_INPUT).match(valid -> true, failure -> false);
    }

    private static XdmNode parsed(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
