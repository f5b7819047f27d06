package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.model.Result;

/** The two ways in which a Czech host reports, each through and back, and the one into the other. */
class UbyportTest {
    private static final FormatId SERVICE = new FormatId("cz-ubyport-v1");
    private static final FormatId FILE = new FormatId("cz-unl-v1");
    private static final Charset CP1250 = Charset.forName("windows-1250");
    private static final String HOUSE =
            "A|2|100200300400|ABCDE|Penzion Pod Lipou|600 000 000|Strakonice|Vodňany|Vodňany I|Lipová|26|2a|38901|"
                    + "01.07.2026 21:15:00||\r\n";

    private static final Formats FORMATS = load(Path.of(""));
    private final Layout layout = Layout.read(Path.of(""), Path.of("xslt/cz-unl-v1/layout.xml"), new ArrayList<>())
            .orElseThrow();

    private static Formats load(Path home) {
        var problems = new ArrayList<Problem>();
        var formats = Formats.load(home, Set.of(SERVICE, FILE), Duration.ofSeconds(5), problems);
        assertThat(problems).isEmpty();
        return formats;
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "U|01.07.2026|04.07.2026|Dvořáková-Nze|Růžena||12.05.1980|||SVK|Bratislava, Dlhá 7|EA0012345|V00123|10||Pokoj 4\r\n",
                "U|01.07.2026|02.07.2026|Okoro|||00.06.1980|||NGA||A00815||||\r\n",
                "U|01.07.2026|02.07.2026|Nze|-||00.00.1950|||XXA||INPASS||||AB123456\r\n"
            })
    void aFileComesBackAsItWas(String guest) throws IOException {
        var file = format(FILE);
        var records = read(HOUSE + guest + guest);

        var back = new ArrayList<Encoded>();
        for (var record : records) {
            back.add(ok(file.toCommon(record.node(), Cases.GATEWAY)
                    .then(common -> file.fromCommon(common, Cases.GATEWAY))
                    .then(new FlatWriter(layout)::encode)));
        }

        assertThat(new String(ok(new FlatWriter(layout).file(Map.of(), back)), CP1250))
                .isEqualTo(HOUSE + guest + guest);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '!',
            textBlock =
                    """
                    A|2|100200300400|ABCDE||||||||||| ! READ-RECORD at line 1, record accommodation, column 34: found '15 fields'; expected 16 fields
                    A|3|100200300400|ABCDE|||||||||||| ! READ-RECORD at line 1, record accommodation, field version, column 3: found '3'; expected '2'
                    A|2||ABCDE||||||||||||             ! READ-RECORD at line 1, record accommodation, field idub, column 5; expected a value: the field is required
                    """)
    void refusesALineThatIsNoneOfTheFile(String line, String fault) throws IOException {
        var faults = new ArrayList<String>();

        read(line + "\r\n", new ArrayList<>(), faults);

        assertThat(faults).containsExactly(fault);
    }

    @Test
    void refusesLettersThatTheFileLacks() {
        var back = ok(HardenedXml.parse(text("xslt/cz-unl-v1/cases/out-full/back-expected.xml")
                .replace("Ada", "Ạda")
                .getBytes(StandardCharsets.UTF_8)));

        assertThat(told(new FlatWriter(layout).encode(back)))
                .isEqualTo("MAP-UNWRITABLE at record guest, field given-name: found 'Ạda'; expected characters of"
                        + " windows-1250, which lacks U+1EA0");
    }

    @ParameterizedTest
    @ValueSource(strings = {"full", "minimal", "two-guests", "year-only", "single-name", "child-in-passport-of-parent"})
    void aCallComesBackWithoutItsCodeAndWishForAReceipt(String name) {
        var service = format(SERVICE);
        var call = text("xslt/cz-ubyport-v1/cases/" + name + "/input.xml");

        var back = ok(toCommon(service, call).then(common -> service.fromCommon(common, Cases.GATEWAY)));

        assertThat(plain(back.toString()))
                .isEqualTo(plain(ok(HardenedXml.parse(call.getBytes(StandardCharsets.UTF_8)))
                        .toString()));
    }

    @Test
    void aRecordOfAFileBecomesACall() throws IOException {
        var guest = "U|01.07.2026|04.07.2026|Okoro|||00.06.1980|||NGA|Lagos|A00815||01||\r\n";
        var record = read(HOUSE + guest).get(0);

        var call = ok(format(FILE).toCommon(record.node(), Cases.GATEWAY).then(common -> format(SERVICE)
                .fromCommon(common, Cases.GATEWAY)));

        assertThat(call.toString())
                .contains("cDate>00061980<", "cPurp>1<", "cFrom>2026-07-01T00:00:00<", "cSurN>Okoro<", "uOriN>2a<");
    }

    @Test
    void takesBirthsWithDotsOnlyWhereAFormatSaysSo(@TempDir Path home) throws IOException {
        copy(Path.of("xslt/common"), home);
        copy(Path.of("xslt/cz-ubyport-v1"), home);
        copy(Path.of("xslt/cz-unl-v1"), home);
        copy(Path.of("config/codes"), home);
        copy(Path.of("config/schemas"), home);
        var stylesheet = home.resolve("xslt/cz-ubyport-v1/to-common.xsl");
        Files.writeString(
                stylesheet,
                Files.readString(stylesheet)
                        .replace("as=\"xs:boolean\" select=\"false()\"", "as=\"xs:boolean\" select=\"true()\""));
        var dotted = load(home).find(SERVICE).orElseThrow();
        var call = text("xslt/cz-ubyport-v1/cases/dotted-birth/input.xml");

        assertThat(told(toCommon(dotted, call)))
                .contains("<birth precision=\"day\" verbatim=\"01.01.1911\">1911-01-01</birth>");
        assertThat(told(toCommon(dotted, call.replace("01.01.1911", "1.1.1911"))))
                .contains(">1911-01-01</birth>");
        assertThat(told(toCommon(dotted, call.replace("01.01.1911", "31.02.1911"))))
                .startsWith("MAP-BAD-VALUE");
        assertThat(told(toCommon(dotted, call.replace("01.01.1911", "01011911"))))
                .contains(">1911-01-01</birth>");
        assertThat(told(toCommon(format(SERVICE), call))).startsWith("MAP-BAD-VALUE");
    }

    @Test
    void countsTheRecordsThatTheAnswerTellsOf() {
        var call = ok(HardenedXml.parse(
                text("xslt/cz-ubyport-v1/cases/two-guests/input.xml").getBytes(StandardCharsets.UTF_8)));

        assertThat(format(SERVICE).records(call)).isEqualTo(OptionalInt.of(2));
        assertThat(format(FILE).records(call)).isEqualTo(OptionalInt.empty());
    }

    private static Format format(FormatId id) {
        return FORMATS.find(id).orElseThrow();
    }

    private static Result<XdmNode> toCommon(Format format, String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .then(node -> format.toCommon(node, Cases.GATEWAY));
    }

    /** Guests only. */
    private List<FileRecord> read(String file) throws IOException {
        var guests = new ArrayList<FileRecord>();
        var faults = new ArrayList<String>();
        read(file, guests, faults);
        assertThat(faults).isEmpty();
        return guests;
    }

    private void read(String file, List<FileRecord> guests, List<String> faults) throws IOException {
        new FlatReader(layout).read(new ByteArrayInputStream(file.getBytes(CP1250)), new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                if (record.type().equals("guest")) {
                    guests.add(record);
                }
            }

            @Override
            public void bad(BadRecord record) {
                record.faults().forEach(fault -> faults.add(fault.toFailure().forSender()));
            }
        });
    }

    /** What a call says, whatever its prefixes, without what the format declares as lost. */
    private static String plain(String call) {
        return call.replaceAll("<[a-z]+:(AutentificationCode|VracetPDF)>[^<]*</[^>]*>", "")
                .replaceAll(" xmlns:[a-z]+=\"[^\"]*\"", "")
                .replaceAll("(</?| )[a-z]+:", "$1")
                .replaceAll("\\s+", " ")
                .replace("> <", "><")
                .strip();
    }

    private static void copy(Path folder, Path home) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (var file : files.filter(Files::isRegularFile).toList()) {
                Files.createDirectories(home.resolve(file).getParent());
                Files.copy(file, home.resolve(file));
            }
        }
    }

    private static String text(String file) {
        try {
            return Files.readString(Path.of(file));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static String told(Result<?> result) {
        return result.match(String::valueOf, Failure::forSender);
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
