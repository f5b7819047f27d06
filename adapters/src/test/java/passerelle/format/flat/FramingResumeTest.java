package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;

/** Going on after an interruption in files without line ends. */
class FramingResumeTest {
    @ParameterizedTest
    @ValueSource(strings = {"framing='fixed'", "framing='rdw'", "framing='rdw' blocks='bdw' block-size='30'"})
    void goesOnAtAnyRecordOfAFileWithoutLineEnds(String framing) throws IOException {
        var layout = FlatFiles.layout("<layout encoding='cp037' " + framing + "><group name='g' max='many' key='k'>"
                + "<record name='r' max='2'><field name='k' length='2'/><field name='a' length='3' codes='abc'/></record>"
                + "</group></layout>");
        var lines = List.of("11abc", "11abc", "22abc", "22xxx", "33abc", "  abc", "44abc", "55abc", "55abc", "55abc");
        var records = lines.stream()
                .map(text -> new Encoded("r", text.getBytes(layout.charset()), Map.of()))
                .toList();
        var file = new ByteArrayOutputStream();
        var pen = layout.framing().pen(file);
        for (var record : records) {
            pen.write(record.records().get(0).bytes());
        }
        pen.end();
        var bytes = file.toByteArray();
        var through = new ArrayList<String>();
        var totals = new FlatReader(layout).read(new ByteArrayInputStream(bytes), story(through));
        assertThat(through).hasSizeGreaterThan(7);

        for (int step = 1; step <= 3; step++) {
            var steps = new ArrayList<String>();
            var reading = new FlatReader(layout).open(new ByteArrayInputStream(bytes));
            while (reading.read(step, story(steps))) {
                var checkpoint = Checkpoint.decode(reading.checkpoint().encode());
                int from = (int) checkpoint.offset();
                reading = new FlatReader(layout)
                        .resume(new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, bytes.length)), checkpoint);
            }
            assertThat(steps).isEqualTo(through);
            assertThat(reading.end()).isEqualTo(totals);
        }
    }

    private static FileReading.Sink story(List<String> lines) {
        return new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                lines.add(record + "-" + record.lastLine() + " at " + record.offset() + " "
                        + Arrays.toString(record.raw()) + record.node());
            }

            @Override
            public void bad(BadRecord record) {
                lines.add(record.line() + " at " + record.offset() + " " + Arrays.toString(record.raw())
                        + record.faults().stream()
                                .map(f -> f.toFailure().forSender())
                                .toList());
            }
        };
    }
}
