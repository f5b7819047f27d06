package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.SeekableByteChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.FormatId;
import passerelle.model.MessageId;
import passerelle.model.Outcome;
import passerelle.model.PartnerId;
import passerelle.model.Result;
import passerelle.model.Terms;

class TranslationTest {
    private static final PartnerId SENDER = new PartnerId("utopia-border");
    private static final Instant NOW = Instant.parse("2026-11-23T08:00:00Z");

    private final Formats formats = ShippedFormats.all();
    private final Format utopia = formats.find(new FormatId("utopia-border-v1")).orElseThrow();
    private final Format registry =
            formats.find(new FormatId("xaa-registry-v1")).orElseThrow();

    @Test
    void twoThreadsTranslateAThousandMessagesEachWithoutMixingThem() throws Exception {
        var threads = Executors.newFixedThreadPool(2);
        try {
            Callable<Set<String>> work = () -> {
                var seen = new HashSet<String>();
                for (int i = 0; i < 1000; i++) {
                    var name = Thread.currentThread().getId() + "-" + i;
                    var record = there(utopia, "full", "Okoro", name);
                    if (!record.contains("<name-lat>Nze " + name + "</name-lat>")) {
                        throw new AssertionError(record);
                    }
                    seen.add(record);
                }
                return seen;
            };

            var results = threads.invokeAll(List.of(work, work), 120, TimeUnit.SECONDS);

            assertThat(results.get(0).get()).hasSize(1000);
            assertThat(results.get(1).get())
                    .hasSize(1000)
                    .doesNotContainAnyElementsOf(results.get(0).get());
        } finally {
            threads.shutdownNow();
        }
    }

    @Test
    void aFailureForTheLogHoldsNoValueOfTheMessage() throws IOException {
        var failure = HardenedXml.parse(
                        Files.readAllBytes(Path.of("xslt/utopia-border-v1/cases/unknown-state/input.xml")))
                .then(node -> utopia.toCommon(node, Cases.GATEWAY))
                .match(node -> "translated", Failure::toString);

        assertThat(failure).isEqualTo("MAP-UNKNOWN-CODE at line 15, /reportCrossing/person/nationality[2]");
    }

    @Test
    void refusesAControlCharacterThatAFlatFileMayHold() {
        var message = new CommonWriter();
        message.start("message").start("envelope").element("id", "Nze\u0007");

        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        var answer = told(model.schema().check(message.end().end().document(), FailureCode.MODEL_COMMON));

        assertThat(answer).contains("no control characters");
    }

    @Test
    void anAcknowledgementIsAValidMessageThatTheSendersFormatWrites() {
        var id = MessageId.of(SENDER, "UTO-2026-000001");
        var accepted = Acknowledgements.of(new Outcome.Accepted(id, NOW, false), SENDER, NOW);
        var refused = Acknowledgements.of(
                new Outcome.Refused(
                        Optional.empty(),
                        new Failure(FailureCode.READ_SYNTAX, "line 1, column 2", "\u0000\ud800Nze", "well-formed XML")),
                SENDER,
                NOW);

        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();

        assertThat(List.of(accepted, refused))
                .allSatisfy(message -> assertThat(told(model.schema().check(message, FailureCode.MODEL_COMMON)))
                        .startsWith("<message"));
        assertThat(told(utopia.fromCommon(accepted, Cases.GATEWAY)))
                .contains("<reference>" + id + "</reference>", "<status>ACCEPTED</status>");
        assertThat(told(utopia.fromCommon(refused, Cases.GATEWAY)))
                .contains("<code>READ-SYNTAX</code>", "<found>\ufffd\ufffdNze</found>", "<reference>0</reference>");
    }

    @Test
    void anAcknowledgementSaysHowManyRecordsItIsOf() {
        var id = MessageId.of(SENDER, "UTO-2026-000001");

        var three = Acknowledgements.of(new Outcome.Accepted(id, NOW, false), SENDER, NOW, OptionalInt.of(3));
        var none = Acknowledgements.of(new Outcome.Accepted(id, NOW, false), SENDER, NOW);

        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        assertThat(told(model.schema().check(three, FailureCode.MODEL_COMMON))).contains("<records>3</records>");
        assertThat(none.toString()).doesNotContain("records");
    }

    @Test
    void anAcknowledgementOfARefusedRecordHasItsLineAndAllThatIsWrongWithIt() {
        var refused = new RefusedRecord(
                Optional.empty(),
                OptionalLong.of(812),
                OptionalLong.of(4_060),
                List.of(
                        new Failure(FailureCode.READ_RECORD, "/person/sex", "W", "one of F M X"),
                        new Failure(FailureCode.READ_RECORD, "", "", "a value")));

        var message = Acknowledgements.of(refused, file("file-1"));

        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        assertThat(told(model.schema().check(message, FailureCode.MODEL_COMMON)).replaceAll("\\s*\\n\\s*", ""))
                .contains("<status>refused</status><received-at>" + NOW + "</received-at><code>READ-RECORD</code>"
                        + "<place>/person/sex</place><found>W</found><expected>one of F M X</expected>"
                        + "<error><record>812</record><rule>READ-RECORD</rule><place>/person/sex</place>"
                        + "<text>found 'W'; expected one of F M X</text></error>"
                        + "<error><record>812</record><rule>READ-RECORD</rule><text>expected a value</text></error>");
        assertThat(Acknowledgements.of(refused, file("file-1")).toString()).isEqualTo(message.toString());
        assertThat(Acknowledgements.of(refused, file("file-2")).toString()).isNotEqualTo(message.toString());
    }

    @Test
    void anAcknowledgementOfAFileAsAWholeHasNoLine() {
        var refused = new RefusedRecord(
                Optional.empty(),
                OptionalLong.empty(),
                OptionalLong.empty(),
                List.of(new Failure(FailureCode.READ_FILE_REPEATED, "", "", "a new file")));

        var message = Acknowledgements.of(refused, file("file-1"));

        var model = CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow();
        assertThat(told(model.schema().check(message, FailureCode.MODEL_COMMON)))
                .contains("READ-FILE-REPEATED")
                .doesNotContain("<record>", "<place>");
    }

    private static ArrivedFile file(String arrival) {
        return new ArrivedFile(
                SENDER, new FormatId("xaa-registry-v1"), Terms.of("census"), "A.TXT", arrival, NOW, new Unread());
    }

    /** What is refused is known without it. */
    private static final class Unread implements ArrivedFile.Content {
        @Override
        public long size() {
            return 0;
        }

        @Override
        public SeekableByteChannel open() throws IOException {
            throw new IOException("not to be read");
        }
    }

    /** Utopia's sample with one word changed, to the common model, through a view of all fields, to the registry. */
    private String there(Format from, String sample, String word, String instead) throws IOException {
        var text = Files.readString(formats.folder(from.id()).resolve("cases/" + sample + "/input.xml"))
                .replace(word, instead);
        return told(HardenedXml.parse(text.getBytes(StandardCharsets.UTF_8))
                .then(node -> from.toCommon(node, Cases.GATEWAY))
                .then(message -> registry.fromCommon(
                        new View()
                                .of(
                                        message,
                                        formats.fieldsByType().getOrDefault("BorderCrossingRecord", Set.of()),
                                        "A v1",
                                        SENDER),
                        Cases.GATEWAY)));
    }

    private static String told(Result<XdmNode> result) {
        return result.match(XdmNode::toString, Failure::forSender);
    }
}
