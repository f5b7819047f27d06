package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Encoded;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.FlatWriter;
import passerelle.format.flat.Layout;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Problem;

/** A published UNL file goes through and back; skipped where the folder that {@code passerelle.samples} names lacks it. */
class UbyportCorpusTest {
    private static final Path FILE =
            Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "cz-ubyport", "example.unl");

    private static final Charset CP1250 = Charset.forName("windows-1250");

    @Test
    void thePublishedExampleComesBackAsItWas() throws IOException {
        assumeThat(FILE).exists();
        var problems = new ArrayList<Problem>();
        var id = new FormatId("cz-unl-v1");
        var format = ShippedFormats.format(id);
        var layout = Layout.read(Path.of(""), Path.of("xslt/cz-unl-v1/layout.xml"), problems)
                .orElseThrow();
        var writer = new FlatWriter(layout);
        var back = new ArrayList<Encoded>();
        var refused = new ArrayList<String>();

        try (var in = Files.newInputStream(FILE)) {
            new FlatReader(layout).read(in, new FileReading.Sink() {
                @Override
                public void good(FileRecord record) {
                    if (record.type().equals("guest")) {
                        format.toCommon(record.node(), Cases.GATEWAY)
                                .then(common -> format.fromCommon(common, Cases.GATEWAY))
                                .then(writer::encode)
                                .match(back::add, failure -> refused.add(failure.forSender()));
                    }
                }

                @Override
                public void bad(BadRecord record) {
                    record.faults()
                            .forEach(fault -> refused.add(fault.toFailure().forSender()));
                }
            });
        }

        assertThat(refused).isEmpty();
        String written = writer.file(Map.of(), back).match(bytes -> new String(bytes, CP1250), Failure::forSender);
        assertThat(written.strip()).isEqualTo(Files.readString(FILE, CP1250).strip());
    }
}
