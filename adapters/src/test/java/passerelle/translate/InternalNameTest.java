package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import net.sf.saxon.s9api.XdmNode;
import net.sf.saxon.tree.tiny.TinyNodeImpl;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;

class InternalNameTest {

    @Test
    void isMadeOfTheOneStringThatTheMachineKeepsOfEach() {
        var name = of(element("<p:visa-request xmlns:p='urn:some' p:kind='C'/>"));

        assertThat(name.uri()).isSameAs("urn:some");
        assertThat(name.local()).isSameAs("visa-request");
        assertThat(name.displayed()).isSameAs("p:visa-request");
    }

    @Test
    void ofAnAttributeHasNoNamespaceUnlessItsPrefixSaysSo() {
        var tree = element("<visa xmlns:p='urn:some' p:kind='C' kind='D'/>").getTree();

        assertThat(Arrays.stream(tree.getAttributeNameCodeArray())
                        .limit(tree.getNumberOfAttributes())
                        .mapToObj(code -> InternalName.of(tree, code)))
                .extracting(InternalName::uri, InternalName::local, InternalName::displayed)
                .containsExactlyInAnyOrder(tuple("urn:some", "kind", "p:kind"), tuple("", "kind", "kind"));
    }

    @Test
    void isThatOfItsOwnPrefixThoughSaxonGivesBothOneNumber() {
        for (var prefix : new String[] {"one", "other", "one"}) {
            var name = of(element("<%1$s:x xmlns:%1$s='urn:some'/>".formatted(prefix)));

            assertThat(name.displayed()).isEqualTo(prefix + ":x");
        }
        assertThat(of(element("<x xmlns='urn:some'/>")).displayed()).isSameAs("x");
    }

    private static InternalName of(TinyNodeImpl element) {
        return InternalName.of(element.getTree(), element.getTree().getNameCode(element.getNodeNumber()));
    }

    private static TinyNodeImpl element(String document) {
        XdmNode node = HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .match(parsed -> parsed, failure -> {
                    throw new AssertionError(failure.forSender());
                });
        return (TinyNodeImpl) Stylesheet.element(node).getUnderlyingNode();
    }
}
