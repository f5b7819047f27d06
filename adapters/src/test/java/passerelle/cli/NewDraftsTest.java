package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.config.Configuration;
import passerelle.model.Problem;
import passerelle.model.Role;

class NewDraftsTest {
    private static final String CROSSINGS =
            "Surname,Given name,Born,Border post\nOkoro,Nze,1980-12-31,North Gate\nLind,Eva,1991-04-03,South Gate\n";

    @TempDir
    Path home = Path.of("");

    /** What a command printed, and its exit code. */
    private record Run(int code, String out, String err) {}

    @BeforeEach
    void copyTheHouse() throws IOException {
        for (var part : List.of("xslt/common", "xslt/csv-v1", "xslt/hl7-adt-v2", "config")) {
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
        Files.writeString(home.resolve("crossings.csv"), CROSSINGS);
    }

    private Run run(String... arguments) {
        var all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--home", home.toString()));
        var out = new ByteArrayOutputStream();
        var err = new ByteArrayOutputStream();
        var before = System.out;
        var errBefore = System.err;
        try {
            System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
            System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
            int code = Passerelle.run(all.toArray(String[]::new));
            return new Run(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
        } finally {
            System.setOut(before);
            System.setErr(errBefore);
        }
    }

    private Run format(String... more) {
        var arguments = new ArrayList<>(List.of(
                "new",
                "format",
                "xcc-entries-v1",
                "--from",
                home.resolve("crossings.csv").toString()));
        arguments.addAll(List.of(more));
        return run(arguments.toArray(String[]::new));
    }

    @Test
    void draftsAFormatAndSaysWhatWasDone() throws IOException {
        var run = format("--json");

        assertThat(run.code()).isZero();
        assertThat(run.err()).isEmpty();
        var json = new ObjectMapper().readTree(run.out());
        assertThat(json.get("type").asText()).isEqualTo("BorderCrossingRecord");
        assertThat(json.get("problems")).isEmpty();
        assertThat(json.get("fields"))
                .extracting(field -> field.get("done").asText())
                .containsExactly("person/name", "person/name", "person/birth", "crossing/place");
        assertThat(json.get("case").asText()).isEqualTo("It becomes `expected.xml`; nothing in it was open.");
        try (Stream<Path> files = Files.list(home.resolve("xslt/xcc-entries-v1"))) {
            assertThat(files.map(file -> file.getFileName().toString()))
                    .containsExactlyInAnyOrder(
                            "README.md", "cases", "format.yaml", "from-common.xsl", "layout.xml", "to-common.xsl");
        }
    }

    @Test
    void overwritesNothing() {
        format();

        assertThat(format().code()).isEqualTo(2);
    }

    @Test
    void namesTheCandidatesWhenItNeedsAType() throws IOException {
        Files.writeString(home.resolve("crossings.csv"), "Surname,Given name\nOkoro,Nze\nLind,Eva\n");

        var run = format();

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .startsWith(
                        "No draft was made. Nothing in the samples says which message of the common model they are; --type says it: Acknowledgement, ");
        assertThat(home.resolve("xslt/xcc-entries-v1")).doesNotExist();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "new format Entries --from crossings.csv | Format 'Entries' must be lower-case words",
                "new format xcc-entries-v1 --from none.csv | --from none.csv is no file that can be read",
                "new partner xcc --state xc | --state is 'xc'; expected three capital letters",
                "new partner xcc --state XCC --sends fax:csv-v1 | --sends is 'fax:csv-v1'; expected inbox, mllp, sftp, soap, xml",
                "new partner xcc --state XCC --role health | --role is 'health'; expected one of authority, carrier, health-authority, organisation",
                "new partner xcc --state XCC --sends inbox:csv-v9 | --sends names the format 'csv-v9', and there is no folder xslt/csv-v9",
                "new partner utopia-border --state UTO | config/partners/utopia-border.yaml exists; nothing is overwritten",
                "new agreement a --from utopia-bordr --to xaa-registry --type StayNotification | --from is 'utopia-bordr', and there is no",
                "new agreement a --from utopia-border --to xaa-registry --type Stay | --type is 'Stay', which the common model does not have"
            })
    void endsWithTwoWhenItIsUsedWrongly(String command, String text) {
        var run = run(command.split(" "));

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).startsWith(text);
    }

    @ParameterizedTest
    @CsvSource({
        "inbox:csv-v1, outbox:csv-v1",
        "sftp:csv-v1, sftp:csv-v1",
        "soap:csv-v1, soap:csv-v1",
        "xml:csv-v1, folder:csv-v1",
        "mllp:hl7-adt-v2, mllp:hl7-adt-v2"
    })
    void makesAPartnerWhoseEveryOtherKeyIsRight(String sends, String receives) throws IOException {
        var run = run("new", "partner", "xcc-labour", "--state", "XCC", "--sends", sends, "--receives", receives);

        var problems = problems("xcc-labour");
        var file = home.resolve("config/partners/xcc-labour.yaml");
        Files.writeString(
                file,
                Files.readString(file)
                        .replaceAll(
                                "# (title|purpose|pattern|url|file-prefix|file-extension|host|user|host-key|folder|after|port|from|application): ",
                                "$1: ")
                        .replaceAll(
                                "host-key: .*",
                                "host-key: \"ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ4mHsLyMoXDGoyXkYTfZ3n2yq6kiGnGGpX6qXkNLx3l\"")
                        .replace("# password: ", "password: "));

        assertThat(run.code()).isZero();
        assertThat(problems)
                .isNotEmpty()
                .allMatch(text -> text.contains("is missing")
                        || text.contains("does not exist")
                        || text.startsWith("mllp needs 'from', the addresses that may connect"));
        assertThat(problems("xcc-labour")).allMatch(text -> text.contains("does not exist"));
    }

    @Test
    void makesAHealthAuthorityOfAPartner() throws IOException {
        var run = run(
                "new",
                "partner",
                "xcc-clinic",
                "--state",
                "XCC",
                "--role",
                "health-authority",
                "--sends",
                "mllp:hl7-adt-v2");
        var file = home.resolve("config/partners/xcc-clinic.yaml");
        Files.writeString(file, Files.readString(file).replaceAll("# (title|purpose|port|from|legal-basis): ", "$1: "));

        assertThat(run.code()).isZero();
        assertThat(problems("xcc-clinic")).isEmpty();
        assertThat(Configuration.read(home, Map.of(), Map.of()).partners())
                .filteredOn(partner -> partner.id().value().equals("xcc-clinic"))
                .extracting(partner -> partner.role())
                .containsExactly(Role.HEALTH_AUTHORITY);
    }

    @Test
    void draftsFromHl7AndSaysWhichFormatReadsItFirst() throws IOException {
        Files.writeString(
                home.resolve("crossings.csv"),
                "MSH|^~\\&|REG|XAA HOSP|GATE|XBB|20261123140500+0100||ADT^A04^ADT_A01|A-1|P|2.6\rEVN||20261123140500+0100\r"
                        + "PID|1||998877^^^XAA HOSP^MR||Okoro^Nze^^^^^L||19801231|M\rPV1|1|O\r");

        var run = format();

        assertThat(run.code()).isZero();
        assertThat(run.out())
                .startsWith("hl7-adt-v2 reads this sample; the draft is made from it.\n")
                .contains(
                        "xcc-entries-v1: HealthRecordTransfer, 25 of 25 fields mapped. It becomes `expected.xml`; nothing in it was open.");
    }

    @Test
    void permitsNothingInANewAgreementAndNamesEachFieldWithItsSensitivity() throws IOException {
        run("new", "partner", "xcc-labour", "--state", "XCC", "--receives", "outbox:csv-v1");

        var run = run(
                "new",
                "agreement",
                "utopia-labour",
                "--from",
                "utopia-border",
                "--to",
                "xcc-labour",
                "--type",
                "BorderCrossingRecord");
        var text = Files.readString(home.resolve("config/agreements/utopia-labour.yaml"));

        assertThat(run.code()).isZero();
        assertThat(text)
                .contains("  sender: {id: utopia-border, state: UTO}\n  receiver: {id: xcc-labour, state: XCC}\n")
                .containsPattern("\n    #  - person/special-categories +# S3\n")
                .containsPattern("\n    #  - crossing/direction +# S2\n")
                .doesNotContainPattern("\n +- person/");
        assertThat(problems("utopia-labour"))
                .containsExactlyInAnyOrder(
                        "'fields' must be a list of at least one entry",
                        "key 'in-force' is missing",
                        "key 'legal-basis' is missing",
                        "key 'purposes' is missing",
                        "key 'title' is missing");
    }

    private List<String> problems(String file) {
        return Configuration.read(home, Map.of(), Map.of()).problems().stream()
                .filter(problem -> problem.file().endsWith(file + ".yaml"))
                .map(Problem::text)
                .toList();
    }
}
