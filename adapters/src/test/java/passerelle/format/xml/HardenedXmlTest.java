package passerelle.format.xml;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
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

    private static Object[] numbers(int count) {
        return Stream.iterate(0, n -> n + 1).limit(count).toArray();
    }

    private static String parse(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8))
                .match(node -> node.getStringValue(), Failure::toString);
    }
}
