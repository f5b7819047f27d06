package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Problem;

/** Every rule of common-1.sch has a folder in config/schemas/cases, with a message that keeps it and one that does not. */
class SchematronTest {
    private static final Path SCHEMA = Path.of(ModelRules.FILE);
    private static final Path CASES = Path.of("config/schemas/cases");

    private final CommonModel model =
            CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();

    @TempDir
    Path home;

    @TestFactory
    Stream<DynamicTest> everyRuleHasAMessageThatKeepsIt() throws IOException {
        return rules().keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule, () -> assertThat(broken(message(rule, "pass.xml")))
                        .isEmpty()));
    }

    @TestFactory
    Stream<DynamicTest> everyRuleHasAMessageThatBreaksItAndNoOther() throws IOException {
        return rules().keySet().stream()
                .map(rule -> DynamicTest.dynamicTest(rule, () -> {
                    var broken = broken(message(rule, "fail.xml"));

                    assertThat(broken).isNotEmpty().allMatch(sentence -> sentence.startsWith(rule + ": "));
                }));
    }

    @Test
    void everyRuleHasACaseAndEveryCaseARule() throws IOException {
        try (var folders = Files.list(CASES)) {
            var cases = folders.map(folder -> folder.getFileName().toString()).collect(Collectors.toSet());

            assertThat(cases).isEqualTo(rules().keySet());
        }
    }

    @Test
    void everyRuleIsOneSentenceUnderItsOwnId() throws IOException {
        assertThat(rules()).allSatisfy((id, sentence) -> {
            assertThat(id).matches("R(-[A-Z]+)+");
            assertThat(sentence).matches("[A-Z][^.]*(art\\. [0-9]+[^.]*)?\\.");
        });
    }

    @Test
    void looksAtEveryElementThatNamesAStateOfToday() throws IOException {
        var types = ModelSchema.read(Path.of(""), Path.of(CommonModel.FILE), new ArrayList<>())
                .orElseThrow();
        var states = types.types().stream()
                .flatMap(type -> types.elements(type).stream())
                .filter(element -> ModelSchema.said(element, "type").equals("State"))
                .map(element -> ModelSchema.said(element, "name"))
                .collect(Collectors.toCollection(TreeSet::new));
        states.removeAll(Set.of("birth-country", "former-nationality"));
        var contexts = Files.readString(SCHEMA)
                .lines()
                .filter(line -> line.contains("<rule context="))
                .toList();

        assertThat(states).allSatisfy(name -> assertThat(contexts)
                .anySatisfy(line -> assertThat(line).containsPattern("c:" + name + "[ \"]")));
    }

    @ParameterizedTest
    @CsvSource({"SUN", "YUG", "CSK", "DDR", "SCG", "ANT", "TMP", "ZAR", "BUR", "YMD", "VDR", "BYS", "DHY"})
    void knowsAStateOfThePast(String code) throws IOException {
        var text = text("R-NATIONALITY-PRESENT", "fail.xml").replace(">YUG<", ">" + code + "<");

        assertThat(broken(node(text))).hasSize(1).first().asString().startsWith("R-NATIONALITY-PRESENT");
    }

    @ParameterizedTest
    @CsvSource({
        "2020-11-22,true",
        "2020-11-23,true",
        "2020-11-24,false",
        "2020-11,false",
        "2020-10,true",
        "2020,false",
        "2019,true",
        "2022-05-01,false",
        "1980,true"
    })
    void aChildWhoMayBeUnderSixGivesNoBiometrics(String birth, boolean allowed) throws IOException {
        var precision = List.of("year", "month", "day").get((birth.length() - 4) / 3);
        var text = text("R-BIOMETRIC-AGE", "pass.xml")
                .replaceFirst(
                        "<birth [^/]*</birth>",
                        "<birth precision=\"" + precision + "\" verbatim=\"" + birth + "\">" + birth + "</birth>");

        assertThat(broken(node(text)).isEmpty()).isEqualTo(allowed);
    }

    @Test
    void aRefusalNamesTheRuleThePlaceAndWhatWasFound() throws IOException {
        var told = model.check(message("R-STATE-PRESENT", "fail.xml")).match(valid -> "valid", Failure::forSender);

        assertThat(told)
                .isEqualTo(new Failure(
                                FailureCode.MODEL_COMMON,
                                "line 21, /message/body/border-crossing-record/document/issuer",
                                "SUN",
                                "R-STATE-PRESENT: A state of the past is named by a birth or a former nationality only"
                                        + " (ISO 3166-3).")
                        .forSender());
    }

    @Test
    void aRefusalOfAWholePartQuotesNothingOfIt() throws IOException {
        var told = model.check(message("R-PERSON-NAMED", "fail.xml")).match(valid -> "valid", Failure::forSender);

        assertThat(told).contains("R-PERSON-NAMED").doesNotContain("1980");
    }

    @ParameterizedTest
    @CsvSource({"R-PRECISION,/birth", "R-PERSON-UNIQUE,/member[2]"})
    void whatAnAttributeBreaksIsSaidOfItsElement(String rule, String end) {
        assertThat(model.rules().broken(message(rule, "fail.xml")))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.place()).endsWith(end));
    }

    @Test
    void oneElementIsHeldAgainstTheRulesOfTwoPatterns() throws IOException {
        var rules = rulesWith(
                "</schema>", "<pattern id='second'>" + rule("c:nationality | c:body") + "</pattern></schema>");

        assertThat(rules.broken(message("R-NATIONALITY-PRESENT", "fail.xml")))
                .extracting(failure -> failure.expected().split(":")[0])
                .containsOnly("R-NATIONALITY-PRESENT", "R-ADDED")
                .hasSizeGreaterThan(2);
    }

    @Test
    void aRuleMayBeAboutText() throws IOException {
        var rules = rulesWith("</pattern>", rule("c:nationality/text()") + "</pattern>");

        assertThat(rules.broken(message("R-NATIONALITY-PRESENT", "pass.xml")))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(failure.expected()).startsWith("R-ADDED"));
    }

    @Test
    void aRuleMayBeAboutEveryElementThatHasNoneOfItsOwn() throws IOException {
        var rules = rulesWith("</pattern>", rule("*") + "</pattern>");

        assertThat(rules.broken(message("R-NATIONALITY-PRESENT", "pass.xml")))
                .extracting(Failure::place)
                .anySatisfy(place -> assertThat(place).endsWith("/full"))
                .noneSatisfy(place -> assertThat(place).endsWith("/nationality"));
    }

    private static String rule(String context) {
        return "<rule context='" + context + "'><assert id='R-ADDED' test='false()'>It is never so.</assert></rule>";
    }

    private ModelRules rulesWith(String old, String added) throws IOException {
        Files.createDirectories(home.resolve("config/schemas"));
        Files.writeString(
                home.resolve(ModelRules.FILE), Files.readString(SCHEMA).replace(old, added));
        return ModelRules.load(home, new ArrayList<>()).orElseThrow();
    }

    @Test
    void namesAFileThatIsNoSchematron() throws IOException {
        Files.createDirectories(home.resolve("config/schemas"));
        Files.writeString(
                home.resolve(ModelRules.FILE), Files.readString(SCHEMA).replace("c:leg\"", "c:leg(\""));
        var problems = new ArrayList<Problem>();

        var rules = ModelRules.load(home, problems);

        assertThat(rules).isEmpty();
        assertThat(problems)
                .hasSize(1)
                .first()
                .asString()
                .startsWith(ModelRules.FILE + ":37: 'test' is no expression: ");
    }

    private static Map<String, String> rules() throws IOException {
        return HardenedXml.parse(Files.readAllBytes(SCHEMA)).match(SchematronTest::assertions, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static Map<String, String> assertions(XdmNode schema) {
        return CommonMessage.children(Stylesheet.element(schema)).stream()
                .flatMap(pattern -> CommonMessage.children(pattern).stream())
                .flatMap(rule -> CommonMessage.children(rule).stream())
                .filter(node -> CommonMessage.name(node).equals("assert"))
                .collect(Collectors.toMap(node -> node.attribute("id"), XdmNode::getStringValue));
    }

    /** What is wrong with a message that has the shape of the model. */
    private List<String> broken(XdmNode message) {
        var shape = model.schema().check(message, FailureCode.MODEL_COMMON).match(valid -> "valid", Failure::forSender);
        assertThat(shape).isEqualTo("valid");
        return model.rules().broken(message).map(Failure::expected).toList();
    }

    private static XdmNode message(String rule, String file) {
        return node(text(rule, file));
    }

    private static String text(String rule, String file) {
        try {
            return Files.readString(CASES.resolve(rule).resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static XdmNode node(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
