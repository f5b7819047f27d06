package passerelle.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.model.FormatId;
import passerelle.model.Problem;
import passerelle.route.Plan;

/** What {@code check} says of faults of every kind, planted in a copy of the shipped home: that, there, and no more. */
class PlantedFaultsTest {
    /** What is loaded when a fault is in a file that all formats share. */
    private static final Set<FormatId> SOME = Set.of(new FormatId("xbb-immigration-v1"), new FormatId("unhcr-rrf-v3"));

    @TempDir
    static Path folder;

    private static ShippedHome home;

    /** A block of planted-faults.txt. */
    private record Fault(String name, String file, String from, String to, List<String> told) {
        static Fault of(String block) {
            var lines = block.lines().toList();
            return new Fault(
                    lines.get(0),
                    lines.get(1).replaceFirst("^in ", ""),
                    marked(lines, "- "),
                    marked(lines, "+ "),
                    lines.stream()
                            .filter(line -> line.startsWith("= "))
                            .map(line -> line.substring(2))
                            .toList());
        }

        private static String marked(List<String> lines, String mark) {
            return lines.stream()
                    .skip(2)
                    .filter(line -> line.startsWith(mark))
                    .map(line -> line.substring(mark.length()))
                    .collect(Collectors.joining("\n"));
        }

        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeAll
    static void copyTheShippedHome() throws Exception {
        home = ShippedHome.copy(folder);
    }

    @AfterEach
    void mend() {
        home.mend();
    }

    @AfterAll
    static void close() {
        home.close();
    }

    @Test
    void raisesNoFalseAlarm() {
        var plan = home.plan();

        assertThat(plan.problems()).isEmpty();
        assertThat(plan.warnings()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesEachFaultWithItsPlace(Fault fault) {
        home.edit(fault.file(), fault.from(), fault.to());

        var touched = Part.of(home.folder(), fault.file()).map(Part::formats).filter(formats -> !formats.isEmpty());
        var plan = Plan.read(home.folder(), Map.of(), Map.of(), touched.orElse(SOME));
        assertThat(plan.problems()).extracting(Problem::toString).containsExactlyElementsOf(fault.told());
        assertThat(fault.told()).isNotEmpty();
    }

    @Test
    void sixtyAndMoreArePlanted() throws IOException {
        assertThat(faults()).hasSizeGreaterThan(60);
        assertThat(faults().map(Fault::name)).doesNotHaveDuplicates();
    }

    @Test
    void namesACaseThatFails() {
        home.edit(
                "xslt/xbb-immigration-v1/cases/single-name/expected.xml",
                "<type>IdentityVerificationRequest<",
                "<type>Acknowledgement<");

        assertThat(check("xbb-immigration-v1"))
                .isEqualTo("xslt/xbb-immigration-v1/cases/single-name: the case fails: expected.xml:"
                        + " line 4, /message/envelope/type: expected 'Acknowledgement' but was 'IdentityVerificationRequest'\n"
                        + "1 fault.\nexit 1");
    }

    @Test
    void aPartIsCheckedWithWhatItTouchesAndNothingElse() {
        home.edit("xslt/csv-v1/format.yaml", "title:", "titel:");
        home.edit("xslt/xbb-immigration-v1/format.yaml", "title:", "titel:");

        for (var part : List.of(
                "xbb-immigration",
                "xbb-immigration-v1",
                "xslt/xbb-immigration-v1/schema.xsd",
                "config/partners/xbb-immigration.yaml",
                "utopia-border-xbb-immigration")) {
            assertThat(check(part))
                    .startsWith("xslt/xbb-immigration-v1/format.yaml:2:1: ")
                    .endsWith("1 fault.\nexit 1");
        }
        assertThat(check("utopia-border-v1")).endsWith("exit 0");
    }

    @Test
    void doubtsAPurposeThatNoAgreementOfThePartnerHas() {
        home.edit("config/partners/utopia-border.yaml", "purpose: border-management", "purpose: border-managment");

        assertThat(home.plan().warnings())
                .extracting(Problem::toString)
                .containsExactly("config/partners/utopia-border.yaml: no agreement of 'utopia-border' has the purpose"
                        + " 'border-managment'; what states no other purpose is refused; theirs:"
                        + " border-management; did you mean 'border-management'?");
    }

    @Test
    void aPartThatIsNotThereIsWrongUse() {
        assertThat(check("xbb-imigration")).endsWith("exit 2");
    }

    @Test
    void warnsOfAPartnerWithoutAgreements() {
        for (var agreement : List.of("utopia-border-xaa-registry", "utopia-border-xbb-immigration")) {
            home.edit("config/agreements/" + agreement + ".yaml", "", "");
        }

        assertThat(check("utopia-border"))
                .startsWith("warning: config/partners/utopia-border.yaml: no sound agreement names 'utopia-border'")
                .endsWith("exit 0");
    }

    @Test
    void printsJson() {
        home.edit("xslt/xbb-immigration-v1/format.yaml", "title:", "titel:");

        assertThat(check("--json", "xbb-immigration-v1"))
                .contains(
                        "\"file\" : \"xslt/xbb-immigration-v1/format.yaml\"",
                        "\"line\" : 2",
                        "\"suggestion\" : \"title\"")
                .endsWith("exit 1");
    }

    private static String check(String... arguments) {
        var said = new ByteArrayOutputStream();
        var before = System.out;
        System.setOut(new PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            var all = Stream.concat(Stream.of("check", "--home", home.folder().toString()), Arrays.stream(arguments));
            System.out.print("exit " + Passerelle.run(all.toArray(String[]::new)));
        } finally {
            System.setOut(before);
        }
        return said.toString(StandardCharsets.UTF_8);
    }

    static Stream<Fault> faults() throws IOException {
        try (var in = PlantedFaultsTest.class.getResourceAsStream("planted-faults.txt")) {
            var text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Arrays.stream(text.replaceAll("(?m)^#.*\n", "").strip().split("\n\n"))
                    .map(Fault::of);
        }
    }
}
