package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.Random;
import org.junit.jupiter.api.Test;
import passerelle.model.Failure;

/** What tests draw of flat formats. */
class RecordGeneratorTest {
    @Test
    void drawsGroupsOfRecordsThatTheReaderHandsOn() {
        var generator = new RecordGenerator(FlatFiles.layout(RecordGroupTest.PERSONS));
        var texts = new ArrayList<String>();
        var seen = new HashSet<String>();

        for (int seed = 0; seed < 40; seed++) {
            var random = new Random(seed);
            var person = generator.record(
                    "person",
                    (record, field, bytes, codes, number) ->
                            number ? "7" : codes.isEmpty() ? "" + (10 + random.nextInt(90)) : codes.get(0),
                    random);
            texts.add(person.match(node -> node.toString().replaceAll("\\s+", ""), Failure::forSender));
        }

        texts.forEach(text -> {
            assertThat(text).startsWith("<person><main><k>1</k><pnr>").endsWith("</person>");
            seen.add(text.replaceAll("[0-9]", ""));
        });
        assertThat(seen).hasSizeGreaterThan(2);
    }
}
