package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import net.sf.saxon.s9api.XdmAtomicValue;
import net.sf.saxon.s9api.XdmMap;
import net.sf.saxon.s9api.XdmValue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.model.Problem;

/** What is said of code lists that are wrong, with file and line. */
class CodeListsTest {
    private static final String WORDS =
            """
            <codes list="words" of="colour" vocabulary="true" title="t" source="s">
              <code value="red" name="Red"/>
              <code value="green" name="Green"/>
              <code value="old" kind="historic" withdrawn="1990" successors="red green" name="Old"/>
            </codes>
            """;

    @TempDir
    Path home;

    private final ArrayList<Problem> problems = new ArrayList<>();

    @BeforeEach
    void writeAVocabulary() throws IOException {
        Files.createDirectories(home.resolve("config/codes"));
        Files.createDirectories(home.resolve("config/schemas"));
        Files.copy(Path.of("config/schemas/codes-1.xsd"), home.resolve("config/schemas/codes-1.xsd"));
        write("words", WORDS);
    }

    @Test
    void givesStylesheetsEveryListBothWays() throws IOException {
        write(
                "own",
                list(
                        "",
                        "<code value='r' to='red' name='R'/>",
                        "<code value='-' kind='absent' reason='unknown' name='None'/>"));

        var own = (XdmMap) load().get(text("own"));

        assertThat(problems).isEmpty();
        assertThat(own.get(text("of"))).hasToString("colour");
        assertThat(words(((XdmMap) own.get(text("in"))).get(text("r"))))
                .isEqualTo(Map.of("name", "R", "to", "red", "kind", "state"));
        assertThat(words(((XdmMap) own.get(text("in"))).get(text("-"))))
                .isEqualTo(Map.of("name", "None", "kind", "absent", "reason", "unknown"));
        assertThat(words(own.get(text("out")))).isEqualTo(Map.of("red", "r"));
    }

    @Test
    void aNearerListGoesBeforeTheOneThatItStandsOn() throws IOException {
        write(
                "base",
                list("", "<code value='r' to='red' name='R'/>", "<code value='g' to='green' name='G'/>")
                        .replace("list='own'", "list='base'"));
        write("own", list("otherwise='base'", "<code value='g' to='red' name='Not green'/>"));

        var own = (XdmMap) load().get(text("own"));
        var in = (XdmMap) own.get(text("in"));
        var out = (XdmMap) own.get(text("out"));

        assertThat(((XdmMap) in.get(text("g"))).get(text("to"))).hasToString("red");
        assertThat(((XdmMap) in.get(text("r"))).get(text("to"))).hasToString("red");
        assertThat(out.get(text("red"))).hasToString("g");
        assertThat(out.get(text("green"))).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "<code value='r' to='rad' name='R'/>|code 'r' means 'rad', which is no word of the common model; did you mean 'red'?",
                "<code value='r' name='R'/>|code 'r' has no 'to'; expected what it means",
                "<code value='r' to='red' kind='issuer' name='R'/>|code 'r' has the kind 'issuer'; its common value says what it is",
                "<code value='r' kind='absent' name='R'/>|code 'r' is absent; expected a 'reason', and no 'to'",
                "<code value='r' kind='refused' name='R'/>|code 'r' is refused; expected a 'note' that says why and no 'reason', and no 'to'",
                "<code value='r' kind='refused' to='red' note='n' name='R'/>|code 'r' is refused; expected a 'note' that says why and no 'reason', and no 'to'",
                "<code value='r' to='red' withdrawn='1990' successors='gren' name='R'/>|code 'r' has the successor 'gren', which is no word of the common model; did you mean 'green'?",
                "<range from='AAA' to='AAZ'/>|the range from 'AAA' to 'AAZ' has no codes; expected one in the order of the alphabet, in a vocabulary",
                "<code value='r' to='red'/>|Attribute 'name' must appear on element 'code'.",
                "<code value='r s' to='red' name='R'/>|Value 'r s' is not facet-valid with respect to pattern '\\S{1,40}' for type 'Value'.",
                "<code value='r' to='red' name='R' nmae='R'/>|Attribute 'nmae' is not allowed to appear in element 'code'.; did you mean 'name'?",
                "<cod value='r' to='red' name='R'/>|Invalid content was found starting with element 'cod'. One of '{code, range}' is expected."
            })
    void namesTheLineOfAFault(String element, String text) throws IOException {
        write("own", list("", "<code value='g' to='green' name='G'/>", element));

        assertThat(complaints()).first().isEqualTo("config/codes/own.xml:3: " + text);
    }

    @Test
    void refusesACodeThatStandsTwice() throws IOException {
        write("own", list("", "<code value='r' to='red' name='R'/>", "<code value='r' to='green' name='R'/>"));

        assertThat(complaints())
                .containsExactly("config/codes/own.xml:3: code 'r' stands in line 2 already; once is right");
    }

    @Test
    void refusesTwoPreferredCodesForOneMeaning() throws IOException {
        write(
                "own",
                list(
                        "",
                        "<code value='r' to='red' preferred='true' name='R'/>",
                        "<code value='s' to='red' preferred='true' name='S'/>"));

        assertThat(complaints())
                .containsExactly("config/codes/own.xml:3: 's' and 'r' are both preferred for 'red'; one is right");
    }

    @Test
    void refusesAHistoricCodeWithoutItsYear() throws IOException {
        write("words", WORDS.replace(" withdrawn=\"1990\"", ""));

        assertThat(complaints())
                .containsExactly(
                        "config/codes/words.xml:4: code 'old'; expected 'withdrawn' and 'successors' with the kind"
                                + " 'historic', and no other");
    }

    @Test
    void refusesASecondHomeOfAWord() throws IOException {
        write(
                "words-too",
                WORDS.replace("\"words\"", "\"words-too\"").replaceAll("  <code value=\"(green|old).*\n", ""));

        assertThat(complaints())
                .containsExactly("config/codes/words-too.xml:2: code 'red' is a word of 'words' already; one is right");
    }

    @Test
    void refusesAListThatStandsOnOneThatIsNotThere() throws IOException {
        write("own", list("otherwise='word'"));

        assertThat(complaints())
                .containsExactly("config/codes/own.xml:1: 'otherwise' names the list 'word'; did you mean 'words'?");
    }

    @Test
    void refusesAListOfAnotherName() throws IOException {
        write("others", list(""));

        assertThat(complaints())
                .containsExactly(
                        "config/codes/others.xml:1: the list is 'own'; expected the name of its file, 'others'");
    }

    @Test
    void refusesAListOfWhatTheCommonModelDoesNotKnow() throws IOException {
        write("own", list("").replace("of='colour'", "of='color'"));

        assertThat(complaints())
                .containsExactly(
                        "config/codes/own.xml:1: 'of' is 'color', of which there is no vocabulary; did you mean"
                                + " 'colour'?");
    }

    @Test
    void refusesADoctypeAndWhatIsNotXml() throws IOException {
        write("own", "<!DOCTYPE codes><codes/>");
        write("broken", "<codes>");

        assertThat(complaints()).hasSize(2).allSatisfy(text -> assertThat(text).contains("READ-"));
    }

    @Test
    void saysWhenTheFolderIsNotThere() throws IOException {
        Files.delete(home.resolve("config/codes/words.xml"));
        Files.delete(home.resolve("config/codes"));

        assertThat(complaints()).containsExactly("config/codes: the folder is missing; it holds the lists of codes");
    }

    private static String list(String attributes, String... elements) {
        return "<codes list='own' of='colour' title='t' source='s' " + attributes + ">\n" + String.join("\n", elements)
                + "\n</codes>";
    }

    private static Map<String, String> words(XdmValue map) {
        return ((XdmMap) map)
                .entrySet().stream()
                        .collect(Collectors.toMap(entry -> entry.getKey().getStringValue(), entry -> entry.getValue()
                                .toString()));
    }

    private static XdmAtomicValue text(String text) {
        return new XdmAtomicValue(text);
    }

    private void write(String list, String text) throws IOException {
        Files.writeString(home.resolve("config/codes/" + list + ".xml"), text);
    }

    private XdmMap load() {
        return CodeLists.load(home, problems)
                .orElseThrow(() -> new AssertionError(problems))
                .map();
    }

    private List<String> complaints() {
        assertThat(CodeLists.load(home, problems)).isEmpty();
        return problems.stream().map(Problem::toString).toList();
    }
}
