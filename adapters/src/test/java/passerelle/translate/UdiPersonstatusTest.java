package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FormatId;
import passerelle.model.Result;

/** The person status of UDI (MT_1067_NAV version 1), there and back. */
class UdiPersonstatusTest {
    private static final FormatId ID = new FormatId("no-udi-personstatus-v1");
    private static final Path FOLDER = Path.of("xslt", ID.value());
    private static final Path CASES = FOLDER.resolve("cases");
    private static final Format FORMAT = ShippedFormats.format(ID);

    @ParameterizedTest
    @MethodSource("casesThatAreRead")
    void givesBackEveryQuestionAndAnswerUnchanged(String name) throws IOException {
        var sent = Files.readAllBytes(CASES.resolve(name).resolve("input.xml"));

        var back = HardenedXml.parse(sent)
                .then(UdiPersonstatusTest::toCommon)
                .then(message -> FORMAT.fromCommon(message, Cases.GATEWAY));

        assertThat(lines(value(back))).isEqualTo(lines(value(HardenedXml.parse(sent))));
    }

    /** Faults are read and never written. */
    static Stream<String> casesThatAreRead() {
        return new Cases(FORMAT, FOLDER)
                .names().stream()
                        .filter(name -> Files.exists(CASES.resolve(name).resolve("expected.xml")))
                        .filter(name -> !name.startsWith("fault"));
    }

    @ParameterizedTest
    @CsvSource({
        "out-date-from-digits-year-first, month, 1978-03",
        "out-date-from-digits-day-first, year, 1950",
    })
    void carriesAPartialDateOfOtherSystemsThereAndBack(String name, String precision, String date) throws Exception {
        var written = FORMAT.fromCommon(common(name), Cases.GATEWAY);

        var birth = one(value(written.then(UdiPersonstatusTest::toCommon)), "birth");

        assertThat(birth.attribute("precision")).isEqualTo(precision);
        assertThat(birth.getStringValue()).isEqualTo(date);
    }

    @Test
    void carriesASingleNameThroughTwoFieldsUnchanged() throws Exception {
        var message = common("out-single-name");

        var again = value(FORMAT.fromCommon(message, Cases.GATEWAY).then(UdiPersonstatusTest::toCommon));

        assertThat(lines(one(again, "full"))).isEqualTo(lines(one(message, "full")));
        assertThat(lines(one(again, "single"))).isEqualTo(lines(one(message, "single")));
        assertThat(one(again, "name").attribute("rule")).isEqualTo("SINGLE_NAME_AS_SURNAME");
    }

    @ParameterizedTest
    @CsvSource({
        "question-full, 01817812345",
        "answer-about-another-number, 01817812345",
        "alias-number-alone-is-known, 42817812345",
    })
    void keepsMessagesTogetherByTheNumberThatThePersonIsKnownBy(String name, String number) throws IOException {
        var document =
                value(HardenedXml.parse(Files.readAllBytes(CASES.resolve(name).resolve("input.xml"))));

        assertThat(FORMAT.group(document)).contains(number);
    }

    private static Result<XdmNode> toCommon(XdmNode document) {
        return FORMAT.toCommon(document, Cases.GATEWAY);
    }

    private static XdmNode common(String name) throws IOException {
        return value(HardenedXml.parse(Files.readAllBytes(CASES.resolve(name).resolve("back.xml"))));
    }

    private static XdmNode value(Result<XdmNode> result) {
        return result.match(node -> node, (Failure failure) -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static XdmNode one(XdmNode message, String name) throws SaxonApiException {
        return (XdmNode) HardenedXml.SAXON
                .newXPathCompiler()
                .evaluate("(//*:" + name + ")[1]", message)
                .itemAt(0);
    }

    /** Every element with its attributes, in their order, and the text of those that hold no other. */
    private static List<String> lines(XdmNode node) {
        var lines = new ArrayList<String>();
        add(lines, Stylesheet.element(node), "");
        return lines;
    }

    private static void add(List<String> lines, XdmNode element, String above) {
        var path = above + "/" + element.getNodeName().getEQName();
        var children = CommonMessage.children(element);
        lines.add(path + (children.isEmpty() ? "=" + element.getStringValue() : ""));
        var attributes = element.axisIterator(Axis.ATTRIBUTE);
        while (attributes.hasNext()) {
            var attribute = attributes.next();
            lines.add(path + "/@" + attribute.getNodeName().getEQName() + "=" + attribute.getStringValue());
        }
        children.forEach(child -> add(lines, child, path));
    }
}
