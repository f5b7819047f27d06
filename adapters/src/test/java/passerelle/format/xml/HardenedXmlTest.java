package passerelle.format.xml;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Stream;
import javax.xml.stream.XMLStreamException;
import net.sf.saxon.s9api.SaxonApiException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import passerelle.model.Failure;

class HardenedXmlTest {

    @Test
    void readsAPlainDocument() {
        var text = parse("<r a='1'>Okoro Nze</r>");

        assertThat(text).isEqualTo("Okoro Nze");
    }

    static Stream<Arguments> hostile() {
        var laughs = new StringBuilder("<!DOCTYPE r [<!ENTITY a0 'lol'>");
        for (int i = 1; i < 10; i++) {
            laughs.append("<!ENTITY a")
                    .append(i)
                    .append(" '")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("'>");
        }
        return Stream.of(
                Arguments.of("<!DOCTYPE r [<!ENTITY x SYSTEM 'file:///etc/hostname'>]><r>&x;</r>", "READ-DOCTYPE"),
                Arguments.of("<!DOCTYPE r SYSTEM 'http://127.0.0.1:9/x.dtd'><r/>", "READ-DOCTYPE"),
                Arguments.of(laughs + "]><r>&a9;</r>", "READ-DOCTYPE"),
                Arguments.of("<r><name>&undeclared;</name></r>", "READ-SYNTAX READ-DOCTYPE"),
                Arguments.of("<a>".repeat(100) + "</a>".repeat(100), "READ-LIMIT"),
                Arguments.of("<r " + "a%d='x' ".repeat(100).formatted(numbers(100)) + "/>", "READ-LIMIT"),
                Arguments.of("<r>" + "<a/>".repeat(100_001) + "</r>", "READ-LIMIT"),
                Arguments.of("<r>" + "x".repeat((16 << 20) + 1) + "</r>", "READ-LIMIT"),
                Arguments.of("<r/><r/>", "READ-SYNTAX"),
                Arguments.of("<r>\u0001</r>", "READ-SYNTAX"),
                Arguments.of("<r><open></r>", "READ-SYNTAX"),
                Arguments.of("<r>x & y</r>", "READ-SYNTAX"),
                Arguments.of("<r>" + "x".repeat(10_000) + "& </r>", "READ-SYNTAX"),
                Arguments.of("<r>a<!-- -- -->b</r>", "READ-SYNTAX"),
                Arguments.of("<r/><!-- -- -->", "READ-SYNTAX"),
                Arguments.of("<r><![CDATA[never closed</r>", "READ-SYNTAX"),
                Arguments.of("<r>]]></r>", "READ-SYNTAX"),
                Arguments.of("<r><?xml version='1.0'?></r>", "READ-SYNTAX"),
                Arguments.of("<r a='1' a='2'/>", "READ-SYNTAX"),
                Arguments.of("<p:r/>", "READ-SYNTAX"),
                Arguments.of("", "READ-SYNTAX"));
    }

    @ParameterizedTest(name = "{index} {1}")
    @MethodSource("hostile")
    void refusesWhatCouldHarm(String document, String codes) {
        assertThat(codes.split(" ")).contains(parse(document).split(" ")[0]);
    }

    @Test
    void namesLineAndColumn() {
        assertThat(parse("<r>\n  <a></b></r>")).startsWith("READ-SYNTAX at line 2, column ");
    }

    @Test
    void refusesBytesOutsideTheDeclaredEncoding() {
        var bytes = "<?xml version='1.0' encoding='UTF-8'?><r>M\u00fcller</r>".getBytes(StandardCharsets.ISO_8859_1);

        var answer = HardenedXml.parse(bytes)
                .match(node -> "read", failure -> failure.code().code());

        assertThat(answer).isEqualTo("READ-CHARSET");
    }

    @ParameterizedTest
    @CsvSource({
        "ISO-8859-1, '', ISO-8859-1, M\u00fcller",
        "utf-8, '', UTF-8, M\u00fcller",
        "'', '', UTF-8, M\u00fcller",
        "'', ISO-8859-1, ISO-8859-1, M\u00fcller",
        "iso-8859-1, ISO-8859-1, ISO-8859-1, M\u00fcller",
        "latin1, ISO-8859-1, ISO-8859-1, M\u00fcller",
        "UTF-8, ISO-8859-1, ISO-8859-1, READ-CHARSET",
        "ISO-8859-1, UTF-8, UTF-8, READ-CHARSET",
        "US-ASCII, '', UTF-8, READ-CHARSET",
        "windows-1257, '', windows-1257, M\u00fcller",
        "utf-9, '', UTF-8, READ-CHARSET",
        "'a b', '', UTF-8, READ-CHARSET"
    })
    void readsTheEncodingThatTheProtocolStates(String stated, String declared, String written, String expected)
            throws UnsupportedEncodingException {
        var declaration = declared.isEmpty() ? "" : "<?xml version='1.0' encoding='" + declared + "'?>";
        var bytes = (declaration + "<r>M\u00fcller</r>").getBytes(written);

        String answer;
        try {
            answer = HardenedXml.build(
                            HardenedXml.reader(bytes, Optional.of(stated).filter(name -> !name.isEmpty())))
                    .getStringValue();
        } catch (XMLStreamException | SaxonApiException e) {
            answer = HardenedXml.failure(e).code().code();
        }

        assertThat(answer).isEqualTo(expected);
    }

    @Test
    void namesTheTwoEncodingsOfWhichOneIsWrong() {
        var bytes = "<?xml version='1.0' encoding='utf-8'?><r/>".getBytes(StandardCharsets.UTF_8);

        assertThatThrownBy(() -> HardenedXml.reader(bytes, Optional.of("iso-8859-15")))
                .extracting(HardenedXml::failure)
                .extracting(Failure::forSender)
                .isEqualTo("READ-CHARSET at line 1, column 1: found 'utf-8 in the document, iso-8859-15 around it';"
                        + " expected one encoding");
    }

    private static Object[] numbers(int count) {
        return Stream.iterate(0, n -> n + 1).limit(count).toArray();
    }

    private static String parse(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .match(node -> node.getStringValue(), Failure::toString);
    }
}
