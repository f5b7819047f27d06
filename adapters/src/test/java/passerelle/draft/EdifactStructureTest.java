package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.draft.EdifactStructure.Part;

class EdifactStructureTest {
    private static String text(List<Part> parts) {
        return parts.stream()
                .map(part ->
                        part.isGroup() ? "(" + text(part.inside()) + ")" : part.tag() + (part.isRepeated() ? "+" : ""))
                .collect(Collectors.joining(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '=',
            value = {
                "BGM DTM                                   = BGM DTM",
                "BGM DTM DTM RFF                           = BGM DTM+ RFF",
                "BGM NAD ATT DTM NAD DTM CNT               = BGM (NAD ATT DTM) CNT",
                "BGM LOC DTM LOC NAD ATT NAD ATT ATT CNT   = BGM (LOC DTM) (NAD ATT+) CNT",
                "TDT LOC DTM LOC TDT LOC NAD DOC LOC NAD   = (TDT (LOC DTM)) (NAD DOC LOC)",
                "BGM DTM, BGM RFF DTM                      = BGM RFF DTM",
                "BGM NAD ATT NAD, BGM RFF NAD DTM NAD CNT  = BGM RFF (NAD ATT DTM) CNT",
                "DTM RFF DTM                               = (DTM RFF)"
            })
    void findsTheGroupsThatComeAgain(String messages, String expected) {
        var tags = List.of(messages.split(", ")).stream()
                .map(message -> List.of(message.split(" ")))
                .toList();

        assertThat(text(EdifactStructure.of(tags))).isEqualTo(expected);
    }
}
