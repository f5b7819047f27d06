package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Totals;
import passerelle.model.Problem;

/** Layouts and files for tests, and what was read of them. */
final class FlatFiles {
    /** A small layout of ten bytes a record, with header and trailer. */
    static final String SMALL =
            """
            <layout encoding="UTF-8">
              <record name="header" min="1">
                <field name="type" length="1" value="H"/><field name="version" length="2" value="01"/><filler length="7"/>
              </record>
              <record name="person" max="many">
                <field name="type" length="1" value="D"/>
                <field name="name" length="5" required="true"/>
                <field name="sex" length="1" codes="M F X"/>
                <field name="fee" length="3" type="number" decimals="1"/>
              </record>
              <record name="trailer" min="1">
                <field name="type" length="1" value="T"/>
                <field name="count" length="3" type="number"/>
                <field name="fees" length="6" type="number" decimals="1"/>
                <check field="count" equals="count(person)"/>
                <check field="fees" equals="sum(person/fee)"/>
              </record>
            </layout>
            """;

    private FlatFiles() {}

    /** Everything that came of one file. */
    record Outcome(List<FileRecord> good, List<BadRecord> bad, Totals totals) {
        List<String> faults() {
            return bad.stream()
                    .flatMap(record -> record.faults().stream())
                    .map(fault -> fault.toFailure().forSender())
                    .toList();
        }

        List<String> fileFaults() {
            return totals.faults().stream()
                    .map(fault -> fault.toFailure().forSender())
                    .toList();
        }
    }

    static Layout example(String name) {
        return layout(exampleText(name));
    }

    static String exampleText(String name) {
        try (InputStream in = Objects.requireNonNull(FlatFiles.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Layout layout(String xml) {
        var problems = new ArrayList<Problem>();
        return read(xml, problems).orElseThrow(() -> new AssertionError(problems.toString()));
    }

    static Optional<Layout> read(String xml, List<Problem> problems) {
        try {
            Path home = Files.createTempDirectory("layout");
            var file = Files.writeString(home.resolve("layout.xml"), xml);
            var layout = Layout.read(home, file, problems);
            Files.delete(file);
            Files.delete(home);
            return layout;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome read(Layout layout, String text) {
        return read(layout, text.getBytes(layout.charset()));
    }

    static Outcome read(Layout layout, byte[] bytes) {
        var good = new ArrayList<FileRecord>();
        var bad = new ArrayList<BadRecord>();
        try {
            var totals = new FlatReader(layout).read(new ByteArrayInputStream(bytes), sink(good, bad));
            return new Outcome(good, bad, totals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static FileReading.Sink sink(List<FileRecord> good, List<BadRecord> bad) {
        return new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                good.add(record);
            }

            @Override
            public void bad(BadRecord record) {
                bad.add(record);
            }
        };
    }
}
