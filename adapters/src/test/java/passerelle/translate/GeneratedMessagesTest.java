package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/**
 * What holds for any message of any format, held against messages that are generated from schemas and layouts. {@code
 * -Dpasserelle.generated=10000} is the full run; {@code -Dpasserelle.seed=…} draws others.
 */
class GeneratedMessagesTest {
    private static final int MESSAGES = Integer.getInteger("passerelle.generated", 80);
    private static final long SEED = Long.getLong("passerelle.seed", 20261123L);
    private static final Set<FailureCode> UNWRITTEN = Set.of(FailureCode.MAP_UNWRITABLE, FailureCode.MAP_MISSING);
    private static final Set<FailureCode> FAULTS =
            Set.of(FailureCode.MAP_STYLESHEET, FailureCode.MAP_TOO_SLOW, FailureCode.GATEWAY_BUSY);

    private final Formats formats = ShippedFormats.all();

    /** A message that comes in is refused with code and place, or is a common message that gives the message back. */
    @TestFactory
    Stream<DynamicTest> whatComesInGoesOutAgainUnchangedButForDeclaredLosses() {
        return formats.all().stream().flatMap(format -> format.reads().entrySet().stream()
                .map(kind -> DynamicTest.dynamicTest(
                        format.id() + " " + kind.getKey(), () -> in(format, kind.getKey(), kind.getValue()))));
    }

    private void in(Format format, String kind, String type) {
        var messages = NativeMessages.of(format, formats.folder(format.id()), kind);
        int accepted = 0;
        int returned = 0;
        var refused = new TreeMap<String, Integer>();
        var unwritten = new TreeMap<String, Integer>();
        for (int number = 0; number < MESSAGES; number++) {
            var trip = new Trip(format, type, format.id() + " " + kind + ", message " + number + " of seed " + SEED);
            messages.next(new Random(SEED + number)).match(trip::in, trip::refused);
            accepted += trip.accepted ? 1 : 0;
            returned += trip.returned ? 1 : 0;
            trip.failure.ifPresent(
                    failure -> (trip.accepted ? unwritten : refused).merge(String.valueOf(failure), 1, Integer::sum));
        }

        assertThat(accepted)
                .as(format.id() + " " + kind + ": accepted of " + MESSAGES + "; refused " + refused)
                .isGreaterThanOrEqualTo(MESSAGES * 3 / 10);
        if (format.writes(type)) {
            assertThat(returned)
                    .as(format.id() + " " + kind + ": came back of " + accepted + "; not written " + unwritten)
                    .isGreaterThanOrEqualTo(accepted / 2);
        }
    }

    /** The way of one message there and back. */
    private static final class Trip {
        private final Format format;
        private final String type;
        private final String name;
        private boolean accepted;
        private boolean returned;
        private Optional<Failure> failure = Optional.empty();

        Trip(Format format, String type, String name) {
            this.format = format;
            this.type = type;
            this.name = name;
        }

        boolean in(XdmNode document) {
            return format.toCommon(document, Cases.gateway(format))
                    .match(common -> out(document, common), this::refused);
        }

        boolean refused(Failure refusal) {
            failure = Optional.of(refusal);
            return told(refusal);
        }

        private boolean told(Failure failure) {
            assertThat(failure.code()).as(name + ": " + failure.forSender()).isNotIn(FAULTS);
            assertThat(failure.code().code()).as(name).matches("(MAP|MODEL|READ)-.*");
            assertThat(failure.place()).as(name + ": " + failure.forSender()).isNotEmpty();
            return false;
        }

        private boolean out(XdmNode document, XdmNode common) {
            accepted = true;
            return !format.writes(type)
                    || format.fromCommon(common, Cases.gateway(format))
                            .match(back -> back(document, common, back), failure -> unwritten(document, failure));
        }

        private boolean back(XdmNode document, XdmNode common, XdmNode back) {
            return asRead(back).match(read -> same(document, common, read), failure -> unwritten(document, failure));
        }

        /** What the bytes that go out say to a reader. */
        private Result<XdmNode> asRead(XdmNode back) {
            return format.syntax().equals("xml")
                    ? Result.ok(back)
                    : format.bytes()
                            .map(syntax -> syntax.write(back).then(syntax::read))
                            .orElseGet(() -> Result.ok(back));
        }

        private boolean same(XdmNode document, XdmNode common, XdmNode back) {
            returned = true;
            var difference =
                    Contents.difference(Contents.of(document, format.losses()), Contents.of(back, format.losses()));
            assertThat(difference)
                    .as(name + "\n" + document + "\nbecame\n" + common + "\nand came back as\n" + back)
                    .isEmpty();
            return true;
        }

        private boolean unwritten(XdmNode document, Failure failure) {
            this.failure = Optional.of(failure);
            assertThat(failure.code())
                    .as(name + ": " + failure.forSender() + "\n" + document)
                    .isIn(UNWRITTEN);
            assertThat(failure.place()).as(name + ": " + failure.forSender()).isNotEmpty();
            return false;
        }
    }

    /** Whatever the common model allows is written, or refused with code and place: nothing in it makes a stylesheet fail. */
    @TestFactory
    Stream<DynamicTest> anyCommonMessageGoesOutOrIsRefusedWithItsPlace() {
        var model = new SchemaShapes(SchemaDocuments.read(Path.of(CommonModel.FILE)));
        var known = KnownValues.of(
                formats.all().stream().map(format -> formats.folder(format.id()).resolve("cases")),
                List.of("expected.xml", "back.xml"));
        return formats.all().stream().flatMap(format -> format.writes().stream()
                .sorted()
                .map(type -> DynamicTest.dynamicTest(
                        format.id() + " " + type,
                        () -> out(
                                format,
                                type,
                                new NativeGenerator(
                                        model,
                                        known,
                                        Map.of("envelope/type", type),
                                        Set.of(CommonTypes.content(type)))))));
    }

    private void out(Format format, String type, NativeGenerator generator) {
        var schema =
                CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow().schema();
        int valid = 0;
        for (int number = 0; number < MESSAGES; number++) {
            var name = format.id() + " " + type + ", message " + number + " of seed " + SEED;
            var bytes = generator.document(new QName(CommonModel.NAMESPACE, "message"), new Random(SEED + number));
            var message = HardenedXml.parse(bytes).then(node -> schema.check(node, FailureCode.MODEL_COMMON));
            valid += message.match(node -> 1, failure -> 0);
            message.then(node -> format.fromCommon(node, Cases.gateway(format))).match(node -> true, failure -> {
                assertThat(failure.code()).as(name + ": " + failure.forSender()).isNotIn(FAULTS);
                assertThat(failure.place())
                        .as(name + ": " + failure.forSender())
                        .isNotEmpty();
                return false;
            });
        }

        assertThat(valid).as("valid of " + MESSAGES).isGreaterThanOrEqualTo(MESSAGES * 3 / 10);
    }
}
