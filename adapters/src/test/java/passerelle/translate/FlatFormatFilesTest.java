package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.model.Result;

/** The shipped flat formats as files: what their layouts and stylesheets do with bytes. */
class FlatFormatFilesTest {
    private static final Map<String, String> FACTS = Map.of(
            "file-id", "F-1", "created", "2026-11-23T08:00:00Z", "sender", "a", "recipient", "b", "sequence", "7");
    private static final String COLUMNS = "Stay,House,Family name,Given name,Born,Sex,Nationality,Arrival,Note\r\n";

    private static final Formats FORMATS = ShippedFormats.all();

    /** Outcomes of one file: records that were translated or not, and what is wrong with others and with the file. */
    private record Outcome(List<XdmNode> records, List<String> translated, List<String> faults) {}

    @TestFactory
    Stream<DynamicTest> everyGoodCaseStandsInAFileOfItsLayoutAndIsReadBack() {
        return FORMATS.all().stream()
                .filter(format -> format.layout().isPresent())
                .flatMap(format -> KnownValues.folders(
                                FORMATS.folder(format.id()).resolve("cases"))
                        .filter(folder -> Files.exists(folder.resolve("expected.xml")))
                        .map(folder -> DynamicTest.dynamicTest(
                                format.id() + " " + folder.getFileName(),
                                () -> standsInAFile(format, SchemaDocuments.parse(folder.resolve("input.xml"))))));
    }

    private static void standsInAFile(Format format, XdmNode record) throws IOException {
        var file = file(format, List.of(record));

        var outcome = read(format, file);

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.records()).hasSize(1);
        assertThat(filled(outcome.records().get(0))).isEqualTo(filled(record));
        assertThat(file(format, outcome.records())).isEqualTo(file);
    }

    /** The values that a record has; a blank field need not be in a case. */
    private static Set<String> filled(XdmNode record) {
        return Contents.of(
                record,
                node -> CommonMessage.children(node).isEmpty()
                        && node.getStringValue().isBlank());
    }

    @Test
    void theTotalsOfABorderExtractGuardItsFees() throws IOException {
        var format = format("border-extract-v1");
        var records = List.of(fee(12_50), fee(7_25), fee(0));

        var file = new String(file(format, records), Charset.forName("windows-1256"));
        var changed =
                read(format, file.replace("00000001250", "00000001260").getBytes(Charset.forName("windows-1256")));

        assertThat(file.lines()).allMatch(line -> line.length() == 300).hasSize(5);
        assertThat(file.lines().toList().get(4)).startsWith("T000000003000000000001975 ");
        assertThat(changed.faults())
                .containsExactly("READ-TOTAL at line 5, record trailer, field fee-total, column 11: found '19.75';"
                        + " expected 19.85, which is sum(crossing/fee)");
    }

    private static XdmNode fee(int cents) {
        return node("<crossing><msg-ref>M-" + cents + "</msg-ref><name-ar>سلمى</name-ar><direction>I</direction>"
                + "<time>20261122080000+0300</time><fee>" + cents / 100 + "." + cents % 100 + "</fee></crossing>");
    }

    @Test
    void aMainframeExtractHasItsNumbersPackedBinaryAndOverpunched() throws IOException {
        var format = format("ebcdic-extract-v1");
        var full = SchemaDocuments.parse(Path.of("xslt/ebcdic-extract-v1/cases/full/input.xml"));

        var file = file(format, List.of(full));
        var text = new String(file, 240, 240, Charset.forName("IBM037"));

        assertThat(file).hasSize(3 * 240);
        assertThat(text).startsWith("RQ-2026-001742   ").contains("Okoro", "06150002" + "1}");
        assertThat(hex(file, 240 + 17, 6)).isEqualTo("00815004711f");
        assertThat(hex(file, 240 + 123, 5)).isEqualTo("019801231f");
        assertThat(hex(file, 480 + 1, 14)).isEqualTo("00000001" + "0000000000815004711f");
        assertThat(new String(file, 240 + 83, 12, Charset.forName("windows-1256")))
                .isEqualTo("نزي اوكورو  ");
        assertThat(read(format, file).translated()).containsExactly("translated");
    }

    @Test
    void refusesAMainframeRecordWhosePackedNumberIsNone() throws IOException {
        var format = format("ebcdic-extract-v1");
        var full = SchemaDocuments.parse(Path.of("xslt/ebcdic-extract-v1/cases/full/input.xml"));
        var file = file(format, List.of(full, full));
        file[240 + 17] = (byte) 0xAA;

        var outcome = read(format, file);

        assertThat(outcome.translated()).containsExactly("translated");
        assertThat(outcome.faults()).hasSize(2);
        assertThat(outcome.faults().get(0))
                .startsWith(
                        "READ-RECORD at line 2, record resident, field register-number, column 18: found 'bytes AA");
        assertThat(outcome.faults().get(1)).startsWith("READ-TOTAL at line 4, record trailer, field number-total");
    }

    @Test
    void readsAListByTheNamesOfItsColumns() throws IOException {
        var outcome = csv("\uFEFFArrival,Given name,Note,Stay,Family name,House,Tax in cents\r\n"
                + "2026-11-22,Nze,\"He said \"\"later\"\",\r\nand went\",S-1,\"Okoro, the younger\",UTO-1,1250\r\n");

        assertThat(outcome.faults()).isEmpty();
        assertThat(outcome.translated()).containsExactly("translated");
        assertThat(filled(outcome.records().get(0)))
                .isEqualTo(filled(node("<stay><number>S-1</number><house>UTO-1</house>"
                        + "<family-name>Okoro, the younger</family-name><given-name>Nze</given-name>"
                        + "<arrival>2026-11-22</arrival><tax>12.50</tax>"
                        + "<note>He said \"later\",&#13;&#10;and went</note></stay>")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    S-1,UTO-1,Okoro,Nze,1980,M,XBB,2026-11-22,,EXTRA | READ-RECORD at line 2, record stay, column 44: found '10 fields'; expected 9 fields
                    S-1,UTO-1                                        | READ-RECORD at line 2, record stay, column 10: found '2 fields'; expected 9 fields
                    S-1,,Okoro,Nze,1980,M,XBB,2026-11-22,            | READ-RECORD at line 2, record stay, field house, column 5; expected a value: the field is required
                    S-1,UTO-1,Okoro,Nze,1980,W,XBB,2026-11-22,       | READ-RECORD at line 2, record stay, field sex, column 26: found 'W'; expected one of F M X U
                    S-1,UTO-1,"Okoro,Nze,1980,M,XBB,2026-11-22,      | READ-RECORD at line 2, record stay, column 11; expected a closing quote
                    S-1,UTO-1,Okoro,Nze,31/01/1980,M,XBB,2026-11-22, | MAP-BAD-VALUE at /stay/birth-date: found '31/01/1980'; expected a date as YYYY-MM-DD, YYYY-MM or YYYY
                    S-1,UTO-1,Okoro,Nze,"Jan 31, 1980",M,XBB,2026-11-22, | MAP-BAD-VALUE at /stay/birth-date: found 'Jan 31, 1980'; expected a date as YYYY-MM-DD, YYYY-MM or YYYY
                    S-1,UTO-1,Okoro,Nze,1980,M,XBB,11/22/2026,       | MAP-BAD-VALUE at /stay/arrival: found '11/22/2026'; expected a day as YYYY-MM-DD, or a moment as YYYY-MM-DDTHH:MM:SS+HH:MM
                    """)
    void refusesARecordOfAListWithLineColumnFoundAndExpected(String record, String fault) throws IOException {
        var outcome = csv(COLUMNS + record + "\r\n");

        assertThat(Stream.concat(outcome.faults().stream(), outcome.translated().stream()))
                .containsExactly(fault);
    }

    @Test
    void refusesLettersOfAnotherCharacterSet() throws IOException {
        var list = (COLUMNS + "S-1,UTO-1,O\u2019Connell,Nze,1980,M,XBB,2026-11-22,\r\n")
                .getBytes(Charset.forName("windows-1252"));

        assertThat(read(format("csv-v1"), list).faults())
                .containsExactly("READ-CHARSET at line 2, record stay, field family-name, column 11:"
                        + " found 'bytes 4F 92 43 6F 6E 6E 65 6C 6C'; expected characters of UTF-8");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    Stay,House,Arrival,Room  | READ-RECORD at line 1, record stay, column 20: found 'Room'
                    Stay,House,Arrival,House | READ-RECORD at line 1, record stay, column 20: found 'House'; expected each column once
                    Stay,Arrival             | READ-RECORD at line 1, record stay, field house, column 1: found 'no such column'; expected the column 'House'
                    This is no list.         | READ-RECORD at line 1, record stay, column 1: found 'This is no list.'
                    """)
    void refusesAListWhoseColumnsItDoesNotKnow(String header, String fault) throws IOException {
        var outcome = csv(header + "\r\nS-1,UTO-1,2026-11-22,7\r\n");

        assertThat(outcome.records()).isEmpty();
        assertThat(outcome.faults().get(0)).startsWith(fault);
    }

    private static Outcome csv(String list) throws IOException {
        return read(format("csv-v1"), list.getBytes(StandardCharsets.UTF_8));
    }

    private static Format format(String id) {
        return FORMATS.find(new FormatId(id)).orElseThrow();
    }

    private static byte[] file(Format format, List<XdmNode> records) throws IOException {
        var writer = new FlatWriter(layout(format));
        var encoded = new ArrayList<Encoded>();
        for (var record : records) {
            encoded.add(ok(writer.encode(record)));
        }
        return ok(writer.file(FACTS, encoded));
    }

    private static Outcome read(Format format, byte[] file) throws IOException {
        var records = new ArrayList<XdmNode>();
        var translated = new ArrayList<String>();
        var faults = new ArrayList<String>();
        var totals = new FlatReader(layout(format)).read(new ByteArrayInputStream(file), new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (format.reads().containsKey(record.type())) {
                    records.add(record.node());
                    translated.add(format.toCommon(record.node(), Cases.GATEWAY)
                            .match(common -> "translated", failure -> failure.forSender()));
                }
            }

            @Override
            public void bad(BadRecord record) {
                record.faults().forEach(fault -> faults.add(fault.toFailure().forSender()));
            }
        });
        totals.faults().forEach(fault -> faults.add(fault.toFailure().forSender()));
        return new Outcome(records, translated, faults);
    }

    private static Layout layout(Format format) {
        var problems = new ArrayList<Problem>();
        var layout = Layout.read(Path.of(""), format.layout().orElseThrow(), problems);
        assertThat(problems).isEmpty();
        return layout.orElseThrow();
    }

    private static XdmNode node(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static String hex(byte[] bytes, int from, int length) {
        var text = new StringBuilder();
        for (int i = from; i < from + length; i++) {
            text.append(String.format("%02x", bytes[i]));
        }
        return text.toString();
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
