package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import passerelle.model.Problem;

/** Every folder below xslt/FORMAT/cases is a test. */
class StylesheetCasesTest {
    private final ArrayList<Problem> problems = new ArrayList<>();
    private final Formats formats = Formats.load(Path.of(""), Set.of(), Duration.ofSeconds(5), problems);

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
    void loadsEveryFormatOfTheHouse() {
        assertThat(problems).isEmpty();
        assertThat(formats.all()).isNotEmpty();
    }

    @Test
    void everyFormatHasSixCasesAtLeast() {
        assertThat(formats.all())
                .allSatisfy(format -> assertThat(new Cases(format, formats.folder(format.id())).names())
                        .hasSizeGreaterThanOrEqualTo(6));
    }
}
