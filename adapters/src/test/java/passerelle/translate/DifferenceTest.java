package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;

class DifferenceTest {
    private static List<String> between(String expected, String found) {
        return HardenedXml.parse(expected.getBytes(StandardCharsets.UTF_8))
                .match(
                        right -> HardenedXml.parse(found.getBytes(StandardCharsets.UTF_8))
                                .match(
                                        node -> Difference.between(right, node).stream()
                                                .map(one -> one.toString().replaceAll("line \\d+, ", ""))
                                                .toList(),
                                        failure -> List.of(failure.forSender())),
                        failure -> List.of(failure.forSender()));
    }

    @Test
    void prefixesOrderOfAttributesAndWhiteSpaceBetweenElementsAreNoDifference() {
        assertThat(between(
                        "<p xmlns='urn:a' x='1' y='2'><q>t</q></p>",
                        "<a:p xmlns:a='urn:a' y='2' x='1'>\n  <!-- so --><a:q>t</a:q>\n</a:p>"))
                .isEmpty();
    }

    @Test
    void aStarStandsForAnyTextAndForNothingElse() {
        assertThat(between("<p><q>*</q></p>", "<p><q>anything</q></p>")).isEmpty();
        assertThat(between("<p><q>*</q></p>", "<p><q><r/></q></p>"))
                .containsExactly("/p/q: expected a text but was element r");
        assertThat(between("<p q='*'/>", "<p q='1'/>")).containsExactly("/p/@q: expected '*' but was '1'");
    }

    @Test
    void namesEveryDifferenceAndNotWhatFollowsFromOne() {
        assertThat(between("<p><a>1</a><b>2</b><c>3</c><d x='1'/></p>", "<p><a>9</a><c>3</c><d x='2' y='3'/><e/></p>"))
                .containsExactly(
                        "/p/a: expected '1' but was '9'",
                        "/p/b: expected element b but was nothing",
                        "/p/d/@x: expected '1' but was '2'",
                        "/p/d/@y: expected nothing but was '3'",
                        "/p/e: expected nothing but was element e");
    }

    @Test
    void findsTheOneOfSeveralThatIsMissing() {
        assertThat(between("<p><n>A</n><n>B</n><n>C</n></p>", "<p><n>A</n><n>C</n></p>"))
                .containsExactly("/p/n[2]: expected element n but was nothing");
    }

    @Test
    void theSameNameInAnotherNamespaceIsAnotherElement() {
        assertThat(between("<p xmlns='urn:a'/>", "<p xmlns='urn:b'/>"))
                .containsExactly("/p: expected element Q{urn:a}p but was element Q{urn:b}p");
    }

    @Test
    void whiteSpaceInATextIsADifference() {
        assertThat(between("<p>a b</p>", "<p>a  b</p>")).containsExactly("/p: expected 'a b' but was 'a  b'");
    }
}
