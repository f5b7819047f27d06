package passerelle.route;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import passerelle.format.BadRecord;
import passerelle.format.flat.Fault;
import passerelle.format.flat.Layout;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FileRules;
import passerelle.model.FileRules.Report;
import passerelle.model.FileRules.SameFile;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.PartnerId;
import passerelle.model.Problem;
import passerelle.model.Result;
import passerelle.model.Terms;
import passerelle.route.FilePosition.Phase;
import passerelle.translate.ArrivedFile;
import passerelle.translate.Formats;
import passerelle.vault.Vault;

/** Reports of a host that wants them in its own format, as long as that format can say them. */
class FileReportsTest {
    private static final FormatId UNL = new FormatId("cz-unl-v1");
    private static final PartnerId HOST = new PartnerId("host");
    private static final Charset CP1250 = Charset.forName("windows-1250");
    private static final String NAME = "GUESTS.UNL-20261123T080000000.report";
    private static final String FRAMED =
            """
            <layout encoding="windows-1250" framing="delimited" delimiter="|" line-end="crlf">
              <record name="report" min="1">
                <field name="rec-type" value="R"/><field name="to" fact="recipient"/><field name="at" fact="created"/><field name="id" fact="file-id"/>
              </record>
              <record name="refused" max="many">
                <field name="rec-type" value="E"/><field name="line"/><field name="errors"/><field name="reasons"/>
              </record>
              <record name="end" min="1">
                <field name="rec-type" value="Z"/><field name="count" length="9" type="number"/>
                <check field="count" equals="count(refused)"/>
              </record>
            </layout>
            """;

    @TempDir
    Path home;

    private final Map<String, String> outbox = new TreeMap<>();

    @SuppressWarnings("NullAway.Init")
    private Vault vault;

    @BeforeEach
    void copyTheFormat() throws IOException {
        vault = Vault.open(home.resolve("keys"));
        for (var part : List.of("xslt/common", "xslt/cz-unl-v1", "config/codes", "config/schemas")) {
            try (Stream<Path> files = Files.walk(Path.of(part))) {
                for (var file : files.filter(Files::isRegularFile).toList()) {
                    Files.createDirectories(home.resolve(file).getParent());
                    Files.copy(file, home.resolve(file));
                }
            }
        }
    }

    @Test
    void saysEachRefusedRecordInALineOfItsOwn() throws IOException {
        var report = new FileReport();
        report.refused(id(), 3, 120, document("AB1"));
        report.bad(bad(4, "until", "document"));

        read(Report.NATIVE, List.of(report));

        assertThat(outbox)
                .isEqualTo(
                        Map.of(
                                NAME + ".txt",
                                "E|3|;106;|MAP-BAD-VALUE document: found 'AB1'; expected 4 to 30 characters\r\n"
                                        + "E|4|;106;|READ-RECORD until: expected a value. READ-RECORD document: expected a value\r\n"));
    }

    @Test
    void answersAGoodFileWithAReportWithoutLines() throws IOException {
        read(Report.NATIVE, List.of(new FileReport()));

        assertThat(outbox).isEqualTo(Map.of(NAME + ".txt", ""));
    }

    @Test
    void writesHeaderAndTrailerAsInAnyFileAndCountsThroughRestarts() throws IOException {
        Files.writeString(home.resolve("xslt/cz-unl-v1/report.xml"), FRAMED);
        var chunks = new ArrayList<FileReport>();
        for (int line = 2; line < 5; line++) {
            var chunk = new FileReport();
            chunk.refused(id(), line, 0, document("A" + line));
            chunks.add(chunk);
        }

        read(Report.NATIVE, chunks);

        assertThat(outbox.get(NAME + ".txt"))
                .isEqualTo("R|host|2026-11-23T08:00:00Z|0a1b2c3d4e5f\r\n" + said(2) + said(3) + said(4) + "Z|3\r\n");
    }

    @Test
    void writesAgainWhatACrashUndid() throws IOException {
        var chunk = new FileReport();
        chunk.refused(id(), 2, 0, document("A2"));
        var lost = new FileReport();
        lost.refused(id(), 3, 0, document("A3"));
        var rules = rules(Report.NATIVE);
        var position = reports().add(file(), begin(rules), chunk);
        reports().add(file(), position, lost);

        position = reports().add(file(), position, lost);
        reports().read(file(), "read", position, rules);

        assertThat(outbox).isEqualTo(Map.of(NAME + ".txt", said(2) + said(3)));
    }

    @Test
    void putsTheSameReportAgainUntilTheFileIsDoneWith() throws IOException {
        var chunk = new FileReport();
        chunk.refused(id(), 2, 0, document("A2"));
        var rules = rules(Report.NATIVE);
        var position = reports().add(file(), begin(rules), chunk);
        reports().read(file(), "read", position, rules);
        outbox.clear();

        reports().read(file(), "read", position, rules);
        reports().forget(file());

        assertThat(outbox).isEqualTo(Map.of(NAME + ".txt", said(2)));
        assertThat(home.resolve("in")).isEmptyDirectory();
    }

    @Test
    void putsTheWholeReportAsCsvWhenOneRefusalCannotBeSaid() throws IOException {
        var first = new FileReport();
        first.refused(id(), 2, 0, document("A2"));
        var second = new FileReport();
        second.refused(id(), 3, 0, document("A|3"));
        var third = new FileReport();
        third.refused(id(), 4, 0, document("A4"));

        read(Report.NATIVE, List.of(first, second, third));

        assertThat(outbox.keySet()).containsExactly(NAME + ".csv");
        assertThat(outbox.getOrDefault(NAME + ".csv", "").lines().skip(3))
                .containsExactly(
                        "line,byte,code,place,found,expected",
                        "2,0,MAP-BAD-VALUE,\"/guest/document\",\"A2\",\"4 to 30 characters\"",
                        "3,0,MAP-BAD-VALUE,\"/guest/document\",\"A|3\",\"4 to 30 characters\"",
                        "4,0,MAP-BAD-VALUE,\"/guest/document\",\"A4\",\"4 to 30 characters\"");
    }

    @Test
    void putsTheReportAsCsvWhenTheFormatChangedMeanwhile() throws IOException {
        var chunk = new FileReport();
        chunk.refused(id(), 2, 0, document("A2"));
        var rules = rules(Report.NATIVE);
        var position = reports().add(file(), begin(rules), chunk);
        Files.writeString(home.resolve("xslt/cz-unl-v1/report.xml"), FRAMED);

        reports().read(file(), "read", reports().add(file(), position, chunk), rules);

        assertThat(outbox.keySet()).containsExactly(NAME + ".csv");
    }

    @Test
    void saysOfAFileThatIsRefusedWholeWhyInOneLine() throws IOException {
        var missing = new Failure(FailureCode.READ_RECORD, "record accommodation", "0 records", "1 in a file");
        var repeated = new Failure(FailureCode.READ_FILE_REPEATED, "", "", "a new file");

        reports().refused(file(), List.of(missing, repeated), rules(Report.NATIVE));

        assertThat(outbox)
                .isEqualTo(Map.of(
                        NAME + ".txt",
                        "E|||READ-RECORD record accommodation: found '0 records'; expected 1 in a file."
                                + " READ-FILE-REPEATED: expected a new file\r\n"));
    }

    @Test
    void saysNothingInItsOwnFormatWhereCsvIsWanted() throws IOException {
        read(Report.CSV, List.of(new FileReport()));
        read(Report.NONE, List.of(new FileReport()));

        assertThat(outbox.keySet()).containsExactly(NAME + ".csv");
    }

    private void read(Report kind, List<FileReport> chunks) throws IOException {
        var rules = rules(kind);
        var position = begin(rules);
        for (var chunk : chunks) {
            position =
                    FilePosition.decode(reports().add(file(), position, chunk).encode());
        }
        reports().read(file(), "read", position, rules);
    }

    private FilePosition begin(FileRules rules) throws IOException {
        return reports().begin(file(), FilePosition.begin(Phase.READ, "00", "layout", 3), List.of(), rules);
    }

    /** As after a restart. */
    private FileReports reports() {
        var problems = new ArrayList<Problem>();
        var formats = Formats.load(home, Set.of(UNL), Duration.ofSeconds(5), problems);
        var format = formats.find(UNL).orElseThrow(() -> new AssertionError(problems.toString()));
        var layout = Layout.read(home, format.layout().orElseThrow(), problems).orElseThrow();
        var report = layout.readReport(home, format.report().orElseThrow(), problems);
        assertThat(problems).isEmpty();
        return new FileReports(home.resolve("in"), vault, formats::find, id -> report, (partner, file) -> {
            try (var in = file.source().open()) {
                var bytes = in.readAllBytes();
                assertThat(file.size()).isEqualTo(bytes.length);
                outbox.put(file.name(), new String(bytes, file.name().endsWith(".csv") ? UTF_8 : CP1250));
                return Result.ok("put");
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        });
    }

    private static String said(int line) {
        return "E|" + line + "|;106;|MAP-BAD-VALUE document: found 'A" + line + "'; expected 4 to 30 characters\r\n";
    }

    private static Failure document(String found) {
        return new Failure(FailureCode.MAP_BAD_VALUE, "/guest/document", found, "4 to 30 characters");
    }

    private static BadRecord bad(long line, String... fields) {
        var faults = Stream.of(fields)
                .map(field -> new Fault(FailureCode.READ_RECORD, line, 200, "guest", field, 5, "", "a value"))
                .toList();
        return new BadRecord("guest", line, 200, new byte[0], faults);
    }

    private static MessageId id() {
        return MessageId.of(HOST, "id 1");
    }

    private static FileRules rules(Report report) {
        return new FileRules(WrongTotals.WARN, 10, SameFile.REFUSE, 2, report);
    }

    private static ArrivedFile file() {
        return new ArrivedFile(
                HOST,
                UNL,
                Terms.of("lodging"),
                "GUESTS.UNL",
                "0a1b2c3d-4e5f-4000-8000-000000000001",
                Instant.parse("2026-11-23T08:00:00Z"),
                new Unread());
    }

    /** Reports do not ask for the file. */
    private static final class Unread implements ArrivedFile.Content {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            throw new IOException("not to be read");
        }
    }
}
