package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every folder below xslt/FORMAT/cases is a test. */
class StylesheetCasesTest {
    private final Formats formats = ShippedFormats.all();

    @TestFactory
    Stream<DynamicTest> everyCaseGivesWhatItsFolderSays() {
        return formats.all().stream().flatMap(format -> {
            var cases = new Cases(format, formats.folder(format.id()));
            return cases.names().stream()
                    .map(name -> DynamicTest.dynamicTest(format.id() + " " + name, () -> assertThat(cases.run(name))
                            .isEmpty()));
        });
    }

    @Test
    void loadsEveryFormatOfTheHouse() throws IOException {
        try (var folders = Files.list(Path.of("xslt"))) {
            assertThat(formats.all())
                    .extracting(format -> formats.folder(format.id()))
                    .containsExactlyInAnyOrderElementsOf(
                            folders.filter(folder -> Files.exists(folder.resolve("format.yaml")))
                                    .toList());
        }
    }

    @Test
    void everyFormatHasSixCasesAtLeast() {
        assertThat(formats.all())
                .allSatisfy(format -> assertThat(new Cases(format, formats.folder(format.id())).names())
                        .hasSizeGreaterThanOrEqualTo(6));
    }
}
