package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
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
 * Each element and attribute that the common model allows in a type is put into a message of that type, or taken out of
 * one: a format that writes the type writes something else then, or refuses and names it, or declares the loss.
 */
class UnmappedElementsTest {
    private static final int DEEPEST = 9;

    private final Formats formats = ShippedFormats.all();
    private final SchemaCheck schema =
            CommonModel.load(Path.of(""), new ArrayList<>()).orElseThrow().schema();
    private final Shape.Element root = new SchemaShapes(SchemaDocuments.read(Path.of(CommonModel.FILE)))
            .root(new QName(CommonModel.NAMESPACE, "message"));
    private final NativeGenerator generator = new NativeGenerator(
            new SchemaShapes(SchemaDocuments.read(Path.of(CommonModel.FILE))),
            KnownValues.of(
                    formats.all().stream()
                            .map(format -> formats.folder(format.id()).resolve("cases")),
                    List.of("expected.xml", "back.xml")),
            Map.of(),
            Set.of());

    @TestFactory
    Stream<DynamicTest> whatNoFormatWritesStopsTheMessageOrIsADeclaredLoss() {
        return formats.all().stream().flatMap(format -> format.writes().stream()
                .sorted()
                .map(type -> DynamicTest.dynamicTest(format.id() + " " + type, () -> {
                    var look = new Look(format, type);
                    look.inside(new ModelPath(List.of()), root, List.of());

                    assertThat(look.paths).isGreaterThan(30);
                    assertThat(look.dropped)
                            .as("elements that are neither written nor refused nor among the losses")
                            .isEmpty();
                })));
    }

    /** One format and type. */
    private final class Look {
        private final Format format;
        private final String type;
        private final List<XdmNode> bases;
        private final List<String> dropped = new ArrayList<>();
        private int paths;

        Look(Format format, String type) {
            this.format = format;
            this.type = type;
            this.bases = bases(format, type);
            assertThat(bases).as("cases that go out as " + type).isNotEmpty();
        }

        void inside(ModelPath path, Shape.Element element, List<QName> lineage) {
            var kind = element.type().get();
            if (path.steps().size() > DEEPEST || lineage.contains(kind.name())) {
                return;
            }
            var below = new ArrayList<>(lineage);
            below.add(kind.name());
            for (var found : path.inside(kind)) {
                boolean elsewhere =
                        path.last("").equals("body") && !found.last().equals(CommonTypes.content(type));
                if (!elsewhere && look(found)) {
                    Shape.elements(kind.content())
                            .filter(child -> child.name().getLocalName().equals(found.last()))
                            .findFirst()
                            .ifPresent(child -> inside(found, child, below));
                }
            }
        }

        /** Whether the format writes it, so that what is in it matters too. */
        private boolean look(ModelPath path) {
            paths++;
            boolean valid = false;
            for (var base : bases) {
                var has = path.in(base).isPresent();
                var with = has ? Optional.of(base) : valid(path.within(base, root, generator));
                if (with.isEmpty()) {
                    continue;
                }
                valid = true;
                var written = format.fromCommon(with.get(), Cases.GATEWAY);
                var without = has
                        ? parsed(path.without(base)).then(node -> format.fromCommon(node, Cases.GATEWAY))
                        : format.fromCommon(base, Cases.GATEWAY);
                if (written instanceof Result.Failed<XdmNode> refused) {
                    if (refused.failure().code() != FailureCode.MODEL_OUTPUT
                            && !path.toString().startsWith("attachments/")
                            && !named(refused.failure(), path.naming(base))) {
                        dropped.add(
                                path + " is not named by " + refused.failure().forSender());
                    }
                    return false;
                }
                if (!text(written).equals(text(without))) {
                    return true;
                }
            }
            if (!valid) {
                dropped.add(path + " could not be put into a message");
            } else if (bases.stream().noneMatch(base -> lost(path, base))) {
                dropped.add(path.toString());
            }
            return false;
        }

        private boolean lost(ModelPath path, XdmNode base) {
            return path.in(base)
                    .or(() -> valid(path.within(base, root, generator)).flatMap(path::in))
                    .filter(format.losses()::coversOut)
                    .isPresent();
        }
    }

    private static boolean named(Failure failure, List<String> names) {
        var told = List.of((failure.place() + "/" + failure.found()).split("[^\\p{L}\\p{N}@._-]+"));
        return names.stream().anyMatch(told::contains);
    }

    private Optional<XdmNode> valid(String message) {
        return parsed(message)
                .then(node -> schema.check(node, FailureCode.MODEL_COMMON))
                .match(Optional::of, failure -> Optional.empty());
    }

    private static Result<XdmNode> parsed(String message) {
        return HardenedXml.parse(message.getBytes(StandardCharsets.UTF_8));
    }

    private static String text(Result<XdmNode> result) {
        return result.match(XdmNode::toString, Failure::forSender);
    }

    /** Messages of a type from the cases, whole and scant, which the format writes. */
    private List<XdmNode> bases(Format format, String type) {
        return KnownValues.folders(formats.folder(format.id()).resolve("cases"))
                .flatMap(folder -> Stream.of("back.xml", "expected.xml").map(folder::resolve))
                .filter(Files::exists)
                .map(SchemaDocuments::parse)
                .filter(message -> CommonMessage.type(message).equals(type))
                .filter(message -> schema.check(message, FailureCode.MODEL_COMMON)
                        .then(node -> format.fromCommon(node, Cases.GATEWAY))
                        .match(written -> true, failure -> false))
                .toList();
    }
}
