package passerelle.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;
import passerelle.model.Problem;

/** A good step, with every thing that a step may do, and one fault at a time. */
class StepFilesTest {
    private static final String FILE = "routes/partners/add-reason.camel.yaml";
    private static final String GOOD =
            """
            - route:
                id: add-reason
                description: Everything that a step may do.
                from:
                  uri: direct:add-reason
                  steps:
                    - log:
                        message: "${variable.messageId} of ${variable.partner} by ${variable.format} for ${variable.purpose}"
                    - setVariable:
                        name: before
                        expression:
                          simple:
                            expression: "${body}"
                    - choice:
                        when:
                          - expression:
                              simple:
                                expression: "${variable.purpose} == 'this is a range' && ${body} contains 'regex'"
                            steps:
                              - to:
                                  uri: step-xslt:reason
                        otherwise:
                          steps:
                            - stop: {}
                    - filter:
                        id: filter-1
                        expression:
                          simple:
                            expression: "${variable.before} == 'x'"
                        steps:
                          - setBody:
                              expression:
                                constant:
                                  expression: ""
                    - transform:
                        expression:
                          simple:
                            expression: "${body}"
                    - convertBodyTo:
                        type: String
                    - to:
                        uri: direct:next
            """;
    private static final String NEXT =
            """
            - route:
                id: next
                from:
                  uri: direct:next
                  steps:
                    - stop: {}
            """;

    @TempDir
    private Path home;

    private record Fault(String name, String from, String to, String... told) {
        @Override
        public String toString() {
            return name;
        }
    }

    @BeforeEach
    void writeGoodSteps() throws IOException {
        Files.createDirectories(home.resolve(StepFiles.FOLDER));
        Files.writeString(home.resolve(FILE), GOOD);
        Files.writeString(home.resolve("routes/partners/next.camel.yaml"), NEXT);
        Files.writeString(home.resolve("routes/partners/reason.xsl"), "<xsl:stylesheet/>");
    }

    @Test
    void hasNoProblemWithWhatAStepMayDo() {
        assertThat(problems()).isEmpty();
    }

    @Test
    void isCanonicalInTheWordsOfCamel() {
        var canonical = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(StepFilesTest.class.getResourceAsStream("/schema/camelYamlDsl-canonical.json"));
        var tree = new Load(LoadSettings.builder().build()).loadFromString(GOOD);

        assertThat(canonical.validate(new ObjectMapper().<com.fasterxml.jackson.databind.JsonNode>valueToTree(tree)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("faults")
    void namesAFaultWithItsPlace(Fault fault) throws IOException {
        assertThat(GOOD).contains(fault.from());
        Files.writeString(home.resolve(FILE), GOOD.replace(fault.from(), fault.to()));

        assertThat(problems()).hasSize(fault.told().length);
        for (int i = 0; i < fault.told().length; i++) {
            assertThat(problems().get(i)).startsWith(FILE + ":" + fault.told()[i]);
        }
    }

    static Stream<Fault> faults() {
        var words = "convertBodyTo, filter, choice, stop, log, to";
        return Stream.of(
                new Fault("a bean", "transform:", "bean:", "35:11: unknown key 'bean'; known keys: setBody,"),
                new Fault("a script", "transform:", "script:", "35:11: unknown key 'script'"),
                new Fault(
                        "a dynamic endpoint",
                        "- to:\n            uri: direct:next",
                        "- toD:\n            uri: direct:next",
                        "41:11: unknown key 'toD'; known keys: setBody, transform, setVariable, " + words),
                new Fault("a split", "transform:", "split:", "35:11: unknown key 'split'"),
                new Fault("an aggregate in memory", "transform:", "aggregate:", "35:11: unknown key 'aggregate'"),
                new Fault("an enrich", "transform:", "enrich:", "35:11: unknown key 'enrich'"),
                new Fault("a header", "transform:", "setHeader:", "35:11: unknown key 'setHeader'"),
                new Fault(
                        "a queue",
                        "uri: direct:next",
                        "uri: \"lane:xaa-registry\"",
                        "42:18: a step may not call 'lane:xaa-registry'; expected direct:<another step> or step-xslt:<a stylesheet>"),
                new Fault("a command", "uri: direct:next", "uri: \"exec:rm\"", "42:18: a step may not call 'exec:rm'"),
                new Fault("a file", "uri: direct:next", "uri: \"file:/tmp\"", "42:18: a step may not call 'file:/tmp'"),
                new Fault(
                        "a route of the road",
                        "uri: direct:next",
                        "uri: direct:queue",
                        "42:18: routes/partners has no step 'queue'"),
                new Fault(
                        "options of an address",
                        "uri: direct:next",
                        "uri: \"direct:next?block=false\"",
                        "42:18: routes/partners has no step 'next?block=false'"),
                new Fault(
                        "parameters",
                        "uri: direct:next",
                        "uri: direct:next\n            parameters: {block: false}",
                        "43:13: unknown key 'parameters'; known keys: uri, id, description"),
                new Fault(
                        "a stylesheet that is not there",
                        "step-xslt:reason",
                        "step-xslt:raeson",
                        "21:28: routes/partners has no stylesheet 'raeson'; did you mean 'reason'?"),
                new Fault(
                        "a circle",
                        "uri: direct:next",
                        "uri: direct:add-reason",
                        "42:18: the step comes back to itself and would never end"),
                new Fault(
                        "another id",
                        "id: add-reason",
                        "id: ad-reason",
                        "2:9: 'id' is 'ad-reason'; expected add-reason, as the file is called"),
                new Fault(
                        "another beginning",
                        "uri: direct:add-reason",
                        "uri: \"timer:x\"",
                        "5:12: 'uri' is 'timer:x'; expected direct:add-reason"),
                new Fault("a second route", GOOD, GOOD + NEXT, "43:3: a second entry"),
                new Fault(
                        "compact notation",
                        "            expression:\n              simple:\n                expression: \"${body}\"\n        - choice:",
                        "            simple: \"${body}\"\n        - choice:",
                        "10:13: key 'expression' is missing",
                        "11:13: unknown key 'simple'"),
                new Fault(
                        "another language",
                        "constant:",
                        "groovy:",
                        "33:21: unknown key 'groovy'; known keys: constant, simple"),
                new Fault("an xpath", "constant:", "xpath:", "33:21: unknown key 'xpath'"),
                new Fault(
                        "a call of Java",
                        "\"${body}\"\n        - choice",
                        "\"${body.getClass}\"\n        - choice",
                        "13:29: '${body.getClass}' is no function of a step; expected ${body} and ${variable.name}"),
                new Fault(
                        "a bean in a text",
                        "\"${variable.before} == 'x'\"",
                        "\"${bean:queues} == 'x'\"",
                        "29:29: '${bean:queues} == 'x'' is no function of a step"),
                new Fault(
                        "the environment",
                        "\"${variable.before} == 'x'\"",
                        "\"${env:HOME} == 'x'\"",
                        "29:29: '${env:HOME} == 'x'' is no function"),
                new Fault(
                        "a function in a function",
                        "\"${variable.before} == 'x'\"",
                        "\"${variable.${body}} == 'x'\"",
                        "29:29: '${variable.${body}} == 'x'' is no function"),
                new Fault(
                        "an operator that loads a class",
                        "${variable.before} == 'x'",
                        "${body} is 'java.io.File'",
                        "29:29: operator 'is' is none of a step"),
                new Fault(
                        "an operator with a pattern",
                        "${variable.before} == 'x'",
                        "${body} regex '(a+)+'",
                        "29:29: operator 'regex' is none of a step"),
                new Fault(
                        "a secret",
                        "expression: \"\"",
                        "expression: \"{{file:xbb-gateway.password}}\"",
                        "34:35: '{{' is not for steps"),
                new Fault(
                        "a file as a text",
                        "expression: \"\"",
                        "expression: \"resource:file:/etc/passwd\"",
                        "34:35: 'resource:' is not for steps"),
                new Fault(
                        "content in a log line",
                        "for ${variable.purpose}",
                        "for ${body}",
                        "8:22: a log line may hold no content of a message"),
                new Fault(
                        "a variable of the step in a log line",
                        "for ${variable.purpose}",
                        "for ${variable.before}",
                        "8:22: a log line may hold no content of a message"),
                new Fault(
                        "a variable of the gateway",
                        "name: before",
                        "name: partner",
                        "10:19: 'name' is 'partner'; expected a word as in reason, other than format, messageId, partner, purpose"),
                new Fault(
                        "a variable of all routes",
                        "name: before",
                        "name: \"global:x\"",
                        "10:19: 'name' is 'global:x'"),
                new Fault(
                        "a type of Java",
                        "type: String",
                        "type: java.io.File",
                        "40:19: 'type' is 'java.io.File'; expected one of String"),
                new Fault(
                        "two steps in one entry",
                        "            uri: direct:next\n",
                        "            uri: direct:next\n          stop: {}\n",
                        "41:11: one step an entry; found 2 keys"),
                new Fault("no YAML", "id: add-reason", "id: [add-reason", "3:"),
                new Fault(
                        "a misspelt step",
                        "setVariable:",
                        "setVarible:",
                        "9:11: unknown key 'setVarible'; known keys: setBody, transform, setVariable, " + words
                                + "; did you mean 'setVariable'?"));
    }

    @Test
    void namesACircleOfTwoSteps() throws IOException {
        Files.writeString(
                home.resolve("routes/partners/next.camel.yaml"),
                NEXT.replace("stop: {}", "to: {uri: direct:add-reason}"));

        assertThat(problems())
                .containsExactly(
                        FILE + ":42:18: the step comes back to itself and would never end",
                        "routes/partners/next.camel.yaml:6:21: the step comes back to itself and would never end");
    }

    @Test
    void namesAFileThatIsNoStepAndOneThatIsCalledLikeTheRoad() throws IOException {
        Files.writeString(home.resolve("routes/partners/Reason.java"), "");
        Files.move(home.resolve("routes/partners/next.camel.yaml"), home.resolve("routes/partners/queue.camel.yaml"));
        Files.writeString(home.resolve(FILE), GOOD.replace("direct:next", "step-xslt:reason"));

        assertThat(problems())
                .containsExactly(
                        "routes/partners/Reason.java: is no step; expected a route as in add-reason.camel.yaml or a stylesheet as in add-reason.xsl",
                        "routes/partners/queue.camel.yaml: 'queue' is a route of the gateway's own; expected another name");
    }

    private List<String> problems() {
        return StepFiles.problems(home, Set.of("queue", "decide")).stream()
                .map(Problem::toString)
                .toList();
    }
}
