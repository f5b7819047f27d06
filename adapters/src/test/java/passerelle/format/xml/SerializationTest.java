package passerelle.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;

/** Nodes come out as the very characters that they hold, whoever else serialises before, after or at the same time. */
class SerializationTest {
    private static final String DECLARATION = "<?xml version=\"1.0\" encoding=\"UTF-8\"?>";

    @Test
    void writesEveryKindOfCharacter() {
        var text = "<a b=\"&lt;&#34;&#xA;\">Ærø &amp; مريم 🚢 &lt;x&gt;&#xD;</a>";

        assertThat(serialised(text)).isEqualTo(DECLARATION + text);
    }

    @Test
    void aLargeNodeLeavesNothingToTheNextOne() {
        var large = "<a>" + "ship 🚢 ".repeat(20_000) + "</a>";

        for (int time = 0; time < 3; time++) {
            assertThat(serialised(large)).isEqualTo(DECLARATION + large);
            assertThat(serialised("<b/>")).isEqualTo(DECLARATION + "<b/>");
        }
    }

    @Test
    void manySerialiseAtTheSameTime() throws Exception {
        var pool = Executors.newFixedThreadPool(16);
        try {
            var futures = new ArrayList<Future<Boolean>>();
            for (int thread = 0; thread < 16; thread++) {
                var text = "<a>" + "%04d".formatted(thread).repeat(1 + thread * 300) + "</a>";
                var node = node(text);
                futures.add(pool.submit(() -> IntStream.range(0, 200)
                        .allMatch(time -> text(Serialization.utf8(node)).equals(DECLARATION + text))));
            }
            for (var future : futures) {
                assertThat(future.get()).isTrue();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    @Test
    void indentsForPeople() {
        assertThat(Serialization.indented(node("<a><b>1</b></a>")))
                .isEqualTo(DECLARATION + "\n<a>\n   <b>1</b>\n</a>\n");
    }

    private static String serialised(String text) {
        return text(Serialization.utf8(node(text)));
    }

    private static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }

    private static XdmNode node(String text) {
        return HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
