package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Totals;

/** Reading in steps, and going on after an interruption. */
class FlatReadingTest {
    private static final String SMALL = "H01       \nDNze  M125\nX\nDAda   000\n\nDNze  Z125\nT003000250\nDOku  M125\n";

    /** Everything that a reading hands on, one line each. */
    private static final class Story implements FileReading.Sink {
        private final List<String> lines = new ArrayList<>();

        @Override
        public void good(FileRecord record) {
            lines.add("good %s %d lines %d-%d at %d: %s %s"
                    .formatted(
                            record.type(),
                            record.number(),
                            record.line(),
                            record.lastLine(),
                            record.offset(),
                            HexFormat.of().formatHex(record.raw()),
                            record.node()));
        }

        @Override
        public void bad(BadRecord record) {
            lines.add("bad %s line %d at %d: %s %s"
                    .formatted(
                            record.type(),
                            record.line(),
                            record.offset(),
                            HexFormat.of().formatHex(record.raw()),
                            record.faults().stream()
                                    .map(fault -> fault.toFailure().forSender() + fault.offset())
                                    .toList()));
        }

        void end(Totals totals) {
            lines.add("" + totals.read() + " " + totals.good() + " " + totals.bad() + totals.types()
                    + totals.faults().stream()
                            .map(fault -> fault.toFailure().forSender() + fault.offset())
                            .toList());
        }
    }

    static Stream<Arguments> files() {
        var delimited =
                """
                <layout encoding="windows-1250" framing="delimited" delimiter="|">
                  <record name="house" min="1">
                    <field name="type" value="A"/><field name="name"/>
                  </record>
                  <record name="guest" max="many" header="house">
                    <field name="type" value="U"/><field name="name" required="true"/>
                  </record>
                </layout>
                """;
        return Stream.of(
                Arguments.of(FlatFiles.SMALL, SMALL),
                Arguments.of(FlatFiles.SMALL, SMALL.replace("\n", "\r\n").strip()),
                Arguments.of(FlatFiles.SMALL, ""),
                Arguments.of(
                        FlatFiles.exampleText("movements.xml"),
                        "0001IN Нзе              \n0002EX   Утопия         \n0003ZZxbb               \n0004IN Ада\n"),
                Arguments.of(
                        RecordGroupTest.PERSONS,
                        "H\n1aaM\n2aaNze\n1bbF\n3bb07\n2bbAda\n2bbBda\nX\n1ccM\n2ccAda\n1ddF\n2ddAda\n2ddAda\n2ddAda\n2ddAda\n"
                                + "1eeF\n2 eAda\n2e\n1ffM\nT0506007\n1ggM\n2ggAda\n"),
                Arguments.of(RecordGroupTest.PERSONS, "H\r\n1aaM\r\n3aa01\r\n3aa01"),
                Arguments.of(
                        HeaderRowTest.xml("delimiter=',' header-row='required'"),
                        "\uFEFFBorn,\"Family name\",fee,sex\n1980,\"Nze\nB\",125,M\n,,,\n1981,\"Ada\n\",1,F\n1982,Oku"),
                Arguments.of(HeaderRowTest.xml("delimiter=',' header-row='required'"), "Born,fee\n1980,1\n"),
                Arguments.of(delimited, "U|Ada\nA|Dům\nU|Nze\nU|\nA|Dům\nU|Oku|\n"));
    }

    @ParameterizedTest
    @MethodSource("files")
    void goesOnAtAnyRecordAsIfItHadNotStopped(String layoutXml, String file) throws IOException {
        var layout = FlatFiles.layout(layoutXml);
        var bytes = file.getBytes(layout.charset());
        var through = new Story();
        through.end(new FlatReader(layout).read(new ByteArrayInputStream(bytes), through));

        for (int step = 1; step <= 3; step++) {
            assertThat(inSteps(layout, bytes, step)).isEqualTo(through.lines);
        }
    }

    /** Every step is made by a reading of its own. */
    private static List<String> inSteps(Layout layout, byte[] bytes, int step) throws IOException {
        var story = new Story();
        var reader = new FlatReader(layout);
        var reading = reader.open(new ByteArrayInputStream(bytes));
        while (reading.read(step, story)) {
            var checkpoint = Checkpoint.decode(reading.checkpoint().encode());
            assertThat(checkpoint).isEqualTo(reading.checkpoint());
            int from = (int) checkpoint.offset();
            var rest = new ByteArrayInputStream(Arrays.copyOfRange(bytes, from, bytes.length));
            reading = reader.resume(rest, checkpoint);
        }
        story.end(reading.end());
        return story.lines;
    }

    @Test
    void readsAsManyRecordsAsAskedAndSaysWhereItStands() throws IOException {
        var story = new Story();
        var reading = new FlatReader(FlatFiles.layout(FlatFiles.SMALL))
                .open(new ByteArrayInputStream(SMALL.getBytes(StandardCharsets.UTF_8)));

        boolean more = reading.read(3, story);

        assertThat(more).isTrue();
        assertThat(story.lines).hasSize(3);
        assertThat(reading.checkpoint()).hasToString("3 records, 1 of them bad, up to line 3 and byte 24");
        assertThatThrownBy(reading::end).isInstanceOf(IllegalStateException.class);
    }

    @Test
    void refusesACheckpointThatIsNoneOrIsOfAnotherLayout() throws IOException {
        var reading = new FlatReader(FlatFiles.layout(FlatFiles.SMALL))
                .open(new ByteArrayInputStream(SMALL.getBytes(StandardCharsets.UTF_8)));
        while (reading.read(8, new Story())) {
            assertThat(reading.checkpoint().read()).isPositive();
        }
        var checkpoint = reading.checkpoint();
        var other = new FlatReader(FlatFiles.layout("<layout encoding='UTF-8'><record name='r' max='many'>"
                + "<field name='a' length='1'/></record></layout>"));

        assertThatThrownBy(() -> other.resume(new ByteArrayInputStream(new byte[0]), checkpoint))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> Checkpoint.decode(new byte[] {1, 2, 3})).isInstanceOf(IllegalArgumentException.class);
    }
}
