package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import java.nio.charset.StandardCharsets;
import net.sf.saxon.om.NodeInfo;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;

class InternalNameTest {

    @Test
    void isMadeOfTheOneStringThatTheMachineKeepsOfEach() {
        var name = InternalName.of(element("<p:visa-request xmlns:p='urn:some' p:kind='C'/>"));

        assertThat(name.uri()).isSameAs("urn:some");
        assertThat(name.local()).isSameAs("visa-request");
        assertThat(name.displayed()).isSameAs("p:visa-request");
    }

    @Test
    void ofAnAttributeHasNoNamespaceUnlessItsPrefixSaysSo() {
        var attributes =
                element("<visa xmlns:p='urn:some' p:kind='C' kind='D'/>").attributes();

        assertThat(attributes.asList())
                .map(attribute -> InternalName.of(attribute.getNodeName()))
                .extracting(InternalName::uri, InternalName::local, InternalName::displayed)
                .containsExactlyInAnyOrder(tuple("urn:some", "kind", "p:kind"), tuple("", "kind", "kind"));
    }

    @Test
    void isThatOfItsOwnPrefixThoughSaxonGivesBothOneNumber() {
        for (var prefix : new String[] {"one", "other", "one"}) {
            var name = InternalName.of(element("<%1$s:x xmlns:%1$s='urn:some'/>".formatted(prefix)));

            assertThat(name.displayed()).isEqualTo(prefix + ":x");
        }
        assertThat(InternalName.of(element("<x xmlns='urn:some'/>")).displayed())
                .isSameAs("x");
    }

    private static NodeInfo element(String document) {
        XdmNode node = HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .match(parsed -> parsed, failure -> {
                    throw new AssertionError(failure.forSender());
                });
        return Stylesheet.element(node).getUnderlyingNode();
    }
}
