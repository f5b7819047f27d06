package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.FormatId;
import passerelle.model.Result;

/** Public test files of passenger lists, where the folder of samples is at hand: -Dpasserelle.samples. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PaxlstCorpusTest {
    private static final Path FILES = Path.of(System.getProperty("passerelle.samples", "../shared/samples"))
            .resolve("paxlst");

    private final Format format = ShippedFormats.format(new FormatId("un-paxlst-v1"));

    @BeforeAll
    void needsTheFiles() {
        assumeTrue(Files.isDirectory(FILES), "no samples at hand");
    }

    /** Their totals are wrong, and the partner's file may say warn. */
    @ParameterizedTest
    @ValueSource(strings = {"ediclean_B", "ediclean_C"})
    void aTelexAndItsCleanFormAreOneListThatComesBackAsItWas(String file) throws IOException {
        var clean = messages(file + "_clean.expected.edi");
        var dirty = messages(file + "_dirty.edi");

        var back = common(clean).then(message -> format.fromCommon(message, Cases.GATEWAY));

        assertThat(said(common(dirty))).isEqualTo(said(common(clean)));
        assertThat(Contents.difference(contents(clean.get(0)), contents(back))).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "ediclean_A_clean.expected,/PAXLST/Person/NAT/e2/c1",
        "ediclean_A_dirty,/PAXLST/Person/NAT/e2/c1",
        "ediclean_F_clean.expected,/PAXLST/Person/LOC[3]/e2/c1",
        "ediclean_F_dirty,/PAXLST/Person/LOC[3]/e2/c1"
    })
    void aStateThatIsNoneIsRefusedWhereItStands(String file, String place) throws IOException {
        var answer = said(common(messages(file + ".edi")));

        assertThat(answer).startsWith("MAP-UNKNOWN-CODE at " + place + ": found 'ABC'");
    }

    private Result<XdmNode> common(List<Result<XdmNode>> messages) {
        assertThat(messages).hasSize(1);
        return messages.get(0).then(node -> format.toCommon(node, Cases.GATEWAY));
    }

    private Set<String> contents(Result<XdmNode> message) {
        return message.match(node -> Contents.of(node, format.losses()), failure -> Set.of(failure.forSender()));
    }

    private static String said(Result<XdmNode> message) {
        return message.match(XdmNode::toString, Failure::forSender);
    }

    private List<Result<XdmNode>> messages(String file) throws IOException {
        var messages = new ArrayList<Result<XdmNode>>();
        try (var in = Files.newInputStream(FILES.resolve(file))) {
            format.bytes().orElseThrow().files(WrongTotals.WARN).orElseThrow().read(in, new FileReading.Sink() {
                @Override
                public void good(FileRecord record) {
                    messages.add(Result.ok(record.node()));
                }

                @Override
                public void bad(BadRecord record) {
                    messages.add(Result.failed(record.faults().get(0).toFailure()));
                }
            });
        }
        return messages;
    }
}
