package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Set;
import passerelle.model.FormatId;
import passerelle.model.Problem;

/** The formats of this repository, compiled once for all tests of a JVM; they are only read. */
public final class ShippedFormats {
    private static final Formats FORMATS = load();

    private ShippedFormats() {}

    private static Formats load() {
        var problems = new ArrayList<Problem>();
        var formats = Formats.load(Path.of(""), Set.of(), Duration.ofSeconds(20), problems);
        assertThat(problems).isEmpty();
        return formats;
    }

    public static Formats all() {
        return FORMATS;
    }

    public static Format format(FormatId id) {
        return FORMATS.find(id).orElseThrow();
    }
}
