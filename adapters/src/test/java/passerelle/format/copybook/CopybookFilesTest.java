package passerelle.format.copybook;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.format.xml.HardenedXml;

/** The engine reads and writes files by the layouts of the examples, byte for byte. */
class CopybookFilesTest {
    private static final int RECORDS = 60;

    static List<String> examples() {
        return CopybookExamplesTest.layouts();
    }

    @ParameterizedTest
    @MethodSource("examples")
    void readsAFileOfTheCopybookAndWritesTheSameBytes(String example) throws IOException {
        var xml = Copybooks.example(example).xml();
        var layout = Copybooks.read(xml, new ArrayList<>()).orElseThrow();
        var file = HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8))
                .match(
                        document -> new FileGenerator(document.getOutermostElement(), new Random(7)).file(RECORDS),
                        failure -> {
                            throw new AssertionError(failure);
                        });

        var records = records(layout, file);

        assertThat(records).hasSize(RECORDS);
        assertThat(new FlatWriter(layout).file(Map.of(), records).<byte[]>match(bytes -> bytes, failure -> {
                    throw new AssertionError(failure);
                }))
                .isEqualTo(file);
    }

    private static List<Encoded> records(Layout layout, byte[] file) throws IOException {
        var writer = new FlatWriter(layout);
        var records = new ArrayList<Encoded>();
        new FlatReader(layout).read(new ByteArrayInputStream(file), new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                records.add(writer.encode(record.node()).match(encoded -> encoded, failure -> {
                    throw new AssertionError(failure);
                }));
            }

            @Override
            public void bad(BadRecord record) {
                throw new AssertionError(record.faults().get(0).toFailure().forSender());
            }
        });
        return records;
    }
}
