package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.flat.Fault;
import passerelle.format.flat.FlatReader;
import passerelle.format.flat.Layout;
import passerelle.model.FormatId;
import passerelle.model.PartnerId;

/**
 * Public test extracts of the Danish civil registration system; skipped where the folder that {@code passerelle.samples}
 * names lacks them. Some are put together by hand: the same person twice, numbers that are not the person's.
 */
class DkCprCorpusTest {
    private static final Path FOLDER = Path.of(System.getProperty("passerelle.samples", "../shared/samples"), "dk-cpr");
    private static final FormatId CPR = new FormatId("dk-cpr-v1");

    private final Format format = ShippedFormats.format(CPR);

    /** Persons that were translated, by their first line, and why others were not. */
    private record Outcome(List<String> persons, List<XdmNode> messages, List<String> reasons) {}

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    persondata.txt  | ''           | 12: at most 1 in a person
                    persondata2.txt | 2 protected  | ''
                    GLBASETEST2.txt | 1, 8, 15     | 27: at most 1 in a person; 32: no such record; 38: at most 1 in a person; 43: no such record; no start; no end
                    personWithParentRelation.txt | 1 protected, 10, 20, 40 | 36: r001 first in a person; no start; no end
                    """)
    void everyPersonIsTranslatedOrRefusedForItsReason(String name, String persons, String reasons) throws IOException {
        var outcome = read(name);

        assertThat(outcome.persons()).containsExactlyElementsOf(words(persons, ", "));
        assertThat(outcome.reasons()).containsExactlyElementsOf(words(reasons, "; "));
    }

    @Test
    void aProtectedAddressOfARealExtractStaysAway() throws IOException {
        var address = List.of("Tester Street 42", "komkod 0958");
        for (var message : read("persondata2.txt").messages()) {
            var view = new View();
            var recipient = new PartnerId("aria-registry");
            var all = Set.of(
                    "person/name", "person/address", "person/other-name", "residence/kind", "person/birth-place");

            assertThat(view.of(message, all, "A v1", recipient).toString())
                    .contains("Testersen")
                    .doesNotContain(address);
            assertThat(view.of(message, Set.of("person/protected-address"), "A v1", recipient)
                            .toString())
                    .contains(address);
        }
    }

    private Outcome read(String name) throws IOException {
        assumeThat(FOLDER.resolve(name)).exists();
        var layout = Layout.read(Path.of(""), format.layout().orElseThrow(), new ArrayList<>())
                .orElseThrow();
        var persons = new ArrayList<String>();
        var messages = new ArrayList<XdmNode>();
        var reasons = new ArrayList<String>();
        try (var in = Files.newInputStream(FOLDER.resolve(name))) {
            var totals = new FlatReader(layout).read(in, new FileReading.Sink() {
                @Override
                public void good(FileRecord record) {
                    if (record.type().equals("person")) {
                        format.toCommon(record.node(), Cases.GATEWAY)
                                .match(
                                        message -> messages.add(message)
                                                && persons.add(
                                                        record.line() + (isProtected(message) ? " protected" : "")),
                                        failure -> reasons.add(record.line() + ": " + failure.forSender()));
                    }
                }

                @Override
                public void bad(BadRecord record) {
                    record.faults().stream()
                            .map(fault -> fault.expected())
                            .filter(expected -> !expected.equals("a group without a refused record"))
                            .map(expected -> expected.startsWith("'000'") ? "no such record" : expected)
                            .forEach(expected -> reasons.add(record.line() + ": " + expected));
                }
            });
            totals.faults().forEach(fault -> reasons.add("no " + ((Fault) fault).record()));
        }
        return new Outcome(persons, messages, reasons);
    }

    private static boolean isProtected(XdmNode message) {
        return message.toString().contains("<protected-address>");
    }

    private static List<String> words(String text, String separator) {
        return Stream.of(text.split(separator)).filter(word -> !word.isEmpty()).toList();
    }
}
