package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TryTest {
    private static final String CROSSING =
            """
            <reportCrossing xmlns="urn:uto:border:1"><header><messageId>U-1</messageId><officer>UTO-4711</officer></header>\
            <person><personRef>P-1980-77</personRef><surname>Okoro</surname><givenNames>Nze</givenNames>\
            <birthDate>31121980</birthDate><birthPlace>Nova Brana</birthPlace><sex>H</sex>\
            <nationality>XBS</nationality><formerResidence>XAA</formerResidence><asylum>N</asylum></person>\
            <document><kind>P</kind><number>0047110815</number><issuer>XBS</issuer><validUntil>30062031</validUntil></document>\
            <crossing><direction>I</direction><point>Brana North</point><time>2026-11-23T00:30:00+01:00</time>\
            <decision>A</decision><stayUntil>21022027</stayUntil></crossing></reportCrossing>""";

    private static final String CASES = "xslt/utopia-border-v1/cases/";

    @TempDir
    Path folder = Path.of("");

    private String sample(String text) throws IOException {
        return Files.writeString(folder.resolve("sample.xml"), text).toString();
    }

    private static CommandRun tried(String... arguments) {
        var all = new ArrayList<>(List.of("try", "--home", "."));
        all.addAll(List.of(arguments));
        return CommandRun.of(all.toArray(String[]::new));
    }

    private static JsonNode json(CommandRun run) throws IOException {
        return new ObjectMapper().readTree(run.out());
    }

    private static List<String> stages(JsonNode message) {
        return StreamSupport.stream(message.path("stages").spliterator(), false)
                .map(step -> step.path("stage").asText() + " "
                        + (step.path("good").asBoolean() ? "good" : "refused")
                        + (step.has("for") ? " " + step.path("for").asText() : ""))
                .toList();
    }

    @Test
    void aSampleOfEverySyntaxComesToTheEndWithoutAPartner() throws IOException {
        for (var sample : List.of(
                "xslt/hl7-adt-v2/cases/full/input.hl7",
                "xslt/un-paxlst-v1/cases/full/input.edi",
                "xslt/unhcr-rrf-v4/cases/full/input.xml")) {
            var run = tried(Path.of(sample).getName(1).toString(), sample, "--json");

            assertThat(run.code()).as(run.out()).isEqualTo(0);
        }
    }

    @Test
    void showsEveryStageForEachRecipientThatTheAgreementsName() throws IOException {
        var run = tried("utopia-border-v1", sample(CROSSING), "--from", "utopia-border", "--json");

        assertThat(stages(json(run).path("messages").path(0)))
                .containsExactly(
                        "raw good",
                        "native good",
                        "common good",
                        "decision good",
                        "view good xaa-registry",
                        "out good xaa-registry",
                        "view good xbb-immigration",
                        "out good xbb-immigration");
        assertThat(run.code()).isEqualTo(0);
    }

    @Test
    void saysWhoGetsNothingAndWhy() throws IOException {
        var mayHaveFled = CROSSING.replace("<asylum>N</asylum>", "").replace(">XBS<", ">XAA<");

        var run = tried("utopia-border-v1", sample(mayHaveFled), "--to", "xaa-registry");

        assertThat(run.out())
                .contains("-- decision: refused, 1 failure")
                .contains(
                        "xaa-registry gets nothing, though utopia-border-xaa-registry v1 names it: POLICY-NON-REFOULEMENT");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void pipesWhatGoesOutAsTheBytesThatItWouldBe() throws IOException {
        var run = tried(
                "utopia-border-v1",
                sample(CROSSING),
                "--to",
                "xaa-registry",
                "--stage",
                "out",
                "--at",
                "2026-11-23T08:00:00Z");

        var lines = run.out().lines().toList();
        assertThat(lines).hasSize(3).allSatisfy(line -> assertThat(line).hasSize(309));
        assertThat(lines.get(1)).contains("Nze Okoro").doesNotContain("Nova Brana");
        assertThat(lines.get(0)).contains("2026-11-23T08:00:00Z");
        assertThat(run.code()).isEqualTo(0);
    }

    @Test
    void goesStraightFromFormatToFormatWithoutPartners() throws IOException {
        var run = tried("utopia-border-v1", sample(CROSSING), "--to", "xbb-immigration-v1", "--json");

        assertThat(stages(json(run).path("messages").path(0)))
                .containsExactly("raw good", "native good", "common good", "out good xbb-immigration-v1");
    }

    @Test
    void takesASoapRequestForWhatStandsInItsBody() throws IOException {
        var soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + CROSSING
                + "</s:Body></s:Envelope>";

        var at = "2026-11-23T08:00:00Z";

        var plain = tried("utopia-border-v1", sample(CROSSING), "--stage", "common", "--at", at);
        var run = tried("utopia-border-v1", sample(soap), "--stage", "common", "--at", at);

        assertThat(run).isEqualTo(plain);
        assertThat(run.out()).contains("<sex verbatim=\"H\">male</sex>");
    }

    @Test
    void namesAllThatASchemaDoesNotAccept() throws IOException {
        var broken = CROSSING.replace("<sex>", "<gait>slow</gait><sex>").replace("<decision>", "<weather/><decision>");

        var run = tried("utopia-border-v1", sample(broken), "--json");

        var nativeStage = json(run).path("messages").path(0).path("stages").path(1);
        assertThat(nativeStage.path("failures"))
                .extracting(failure -> failure.path("code").asText() + " "
                        + failure.path("place").asText().replaceAll("line \\d+, ", "") + " "
                        + failure.path("found").asText())
                .containsExactly(
                        "MODEL-INPUT /reportCrossing/person gait", "MODEL-INPUT /reportCrossing/crossing weather");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void triesEachRecordOfAFileOrTheOneThatIsAskedFor() throws IOException {
        var file = folder.resolve("PERSONS.TXT");
        Files.write(file, registryFile("20261122233000", "2026112223").getBytes(Charset.forName("windows-1256")));

        var all = tried("xaa-registry-v1", file.toString(), "--json");
        var second = tried("xaa-registry-v1", file.toString(), "--record", "2");

        assertThat(json(all).path("messages"))
                .extracting(message -> message.path("place").asText() + " "
                        + message.path("good").asBoolean())
                .containsExactly("line 2, person true", "line 3, person false");
        assertThat(second.out())
                .startsWith("== message 2, line 3, person\n")
                .contains("MAP-BAD-VALUE")
                .contains("found '2026112223'");
        assertThat(second.code()).isEqualTo(1);
    }

    @Test
    void namesAWrongTotalOfTheFile() throws IOException {
        var file = folder.resolve("PERSONS.TXT");
        var wrong = registryFile("20261122233000").replace("T000000001", "T000000007");
        Files.write(file, wrong.getBytes(Charset.forName("windows-1256")));

        var run = tried("xaa-registry-v1", file.toString());

        assertThat(run.out()).contains("the file: READ-TOTAL");
        assertThat(run.code()).isEqualTo(1);
    }

    @Test
    void comparesWithWhatIsExpected() throws IOException {
        var as = tried("utopia-border-v1", CASES + "full/input.xml", "--expect", expected("verbatim=\"H\""));
        var other = tried("utopia-border-v1", CASES + "full/input.xml", "--expect", expected("verbatim=\"F\""));

        assertThat(as.out()).endsWith("as expected\n");
        assertThat(as.code()).isEqualTo(0);
        assertThat(other.out())
                .endsWith("/message/body/border-crossing-record/person/sex/@verbatim: expected 'F' but was 'H'\n");
        assertThat(other.code()).isEqualTo(1);
    }

    /** The case's own, but for what the gateway says of itself, and with this in place of the sex as it was sent. */
    private String expected(String sex) throws IOException {
        var text = Files.readString(Path.of(CASES + "full/expected.xml"))
                .replaceFirst("<id>[^<]*", "<id>*")
                .replaceFirst("<received>[^<]*", "<received>*")
                .replace("verbatim=\"H\"", sex);
        return Files.writeString(folder.resolve("expected.xml"), text).toString();
    }

    @Test
    void comparesARefusalWithItsSentence() throws IOException {
        var refusal = CASES + "unknown-sex/expected.failure";

        var as = tried("utopia-border-v1", CASES + "unknown-sex/input.xml", "--expect", refusal);
        var other = tried("utopia-border-v1", CASES + "full/input.xml", "--expect", refusal);

        assertThat(as.out()).endsWith("as expected\n");
        assertThat(as.code()).isEqualTo(0);
        assertThat(other.out()).endsWith("but it was translated\n");
        assertThat(other.code()).isEqualTo(1);
    }

    @Test
    void explainsWhichLineAndTemplateMadeEachElement() throws IOException {
        var run = tried("utopia-border-v1", sample(CROSSING), "--to", "xbb-immigration-v1", "--explain");

        var sex = "   /message/body/border-crossing-record/person/sex <- "
                + line("utopia-border-v1/to-common.xsl", "<sex ") + " in match=\"n:sex\"\n";
        assertThat(run.out())
                .contains(sex)
                .contains("   /notifyCrossing <- " + line("xbb-immigration-v1/from-common.xsl", "<notifyCrossing "))
                .contains("   /message/envelope/id <- " + line("common/envelope.xsl", "<id>")
                        + " in name=\"c:envelope\"\n");
    }

    /** The file and line where a stylesheet of the house holds a text first. */
    private static String line(String file, String text) throws IOException {
        var lines = Files.readAllLines(Path.of("xslt", file));
        for (int i = 0; i < lines.size(); i++) {
            if (lines.get(i).contains(text)) {
                return "xslt/" + file + ":" + (i + 1);
            }
        }
        throw new IllegalArgumentException(file + " does not hold " + text);
    }

    @Test
    void writesAPageThatNeedsNothingElseAndRunsNothing() throws IOException {
        var page = folder.resolve("page.html");
        var hostile = CROSSING.replace(">Okoro<", ">&lt;script&gt;alert(1)&lt;/script&gt;<");

        var run = tried("utopia-border-v1", sample(hostile), "--html", page.toString());

        assertThat(run.code()).isEqualTo(0);
        assertThat(page)
                .content()
                .contains("&amp;lt;script&amp;gt;", "<h3>native</h3>", "<h3>common</h3>")
                .doesNotContain("<script", "http://", "src=");
    }

    @Test
    void triesAgainWhenTheSampleChangesAndShowsWhatThatChanges() throws Exception {
        var file = sample(CROSSING);
        var out = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        var watching = new Thread(() -> Passerelle.run("try", "--home", ".", "utopia-border-v1", file, "--watch"));
        try {
            watching.start();
            await(out, "-- common: good");
            sample(CROSSING.replace(">H<", ">M<"));
            await(out, "now good");
        } finally {
            watching.interrupt();
            watching.join(30_000);
            System.setOut(before);
        }

        assertThat(out.toString(StandardCharsets.UTF_8).split("-- changed at ")[1])
                .contains("<sex verbatim=\"H\">male</sex>")
                .contains("<sex verbatim=\"M\">female</sex>")
                .doesNotContain("birth-place");
        assertThat(watching.isAlive()).isFalse();
    }

    private static void await(ByteArrayOutputStream out, String text) throws InterruptedException {
        long end = System.nanoTime() + 60_000_000_000L;
        while (!out.toString(StandardCharsets.UTF_8).contains(text)) {
            if (System.nanoTime() > end) {
                throw new AssertionError("never came: " + text);
            }
            Thread.sleep(50);
        }
    }

    @Test
    void saysWhatWasProbablyMeant() throws IOException {
        assertThat(tried("utopia-boarder-v1", sample(CROSSING)).err())
                .contains("there is no format 'utopia-boarder-v1'")
                .contains("did you mean 'utopia-border-v1'?");
        assertThat(tried("utopia-border-v1", sample(CROSSING), "--to", "xaa-registri")
                        .err())
                .contains("did you mean 'xaa-registry'?");
        assertThat(tried("utopia-border-v1", sample(CROSSING), "--from", "xbb-immigration"))
                .satisfies(run -> assertThat(run.code()).isEqualTo(2))
                .satisfies(run -> assertThat(run.err())
                        .contains("does not send utopia-border-v1; it sends [xbb-immigration-v1]"));
    }

    private static String registryFile(String... times) {
        var text = new StringBuilder();
        text.append("H" + cell("F1", 36) + cell("20261123080000", 20) + cell("xaa-registry", 30)
                + cell("PASSERELLE", 30) + cell("", 192) + "\n");
        for (var time : times) {
            text.append("P" + cell("M-" + time, 36) + cell("77-1980", 20) + cell("سلمى", 60) + cell("Salma", 60)
                    + "19801231" + cell("Dar Xaa", 30) + "2" + "XAA" + "   " + "N" + "1" + cell("0815", 20) + "XAA"
                    + "20310630" + "X" + cell("Xaa Port", 30) + cell(time, 14) + "1" + cell("", 8) + "\n");
        }
        return text + "T" + "%09d".formatted(times.length) + "000000000" + cell("", 290) + "\n";
    }

    private static String cell(String text, int width) {
        return text + " ".repeat(width - text.length());
    }
}
