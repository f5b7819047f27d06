package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import net.sf.saxon.s9api.QName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.FailureCode;

class GeneratorTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}",
                "[a-z][a-z0-9]*(-[a-z0-9]+)*",
                "[A-Za-z0-9!#$&^_.+-]{0,12}/x?",
                ".+(Z|[+\\-][0-9]{2}:[0-9]{2})",
                "\\d{4}\\.\\w+|[^a-z]{3,}|\\p{Lu}\\s\\S"
            })
    void writesTextsThatMatchAPattern(String pattern) {
        var random = new Random(1);
        var texts = new PatternText(pattern);

        assertThat(Stream.generate(() -> texts.text(random)).limit(200))
                .allMatch(text -> Pattern.compile(pattern, Pattern.UNICODE_CHARACTER_CLASS)
                        .matcher(text)
                        .matches());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\\p{IsGreek}", "[a-z-[aeiou]]", "a{2,3}+", "\\b"})
    void refusesAPatternThatItDoesNotKnow(String pattern) {
        assertThatThrownBy(() -> new PatternText(pattern)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void refusesAConstructThatItDoesNotKnow() throws IOException {
        var generator = generator("<xs:element name='a'><xs:complexType mixed='true'/></xs:element>");

        assertThatThrownBy(() -> generator.document(new QName("urn:a", "a"), new Random(1)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("mixed");
    }

    @Test
    void writesWhatOneSchemaDeclaresAndAnotherExtends() throws IOException {
        var generator = generator(
                """
                <xs:element name='a' type='More'/>
                <xs:complexType name='Less'><xs:sequence><xs:element name='b' type='Word'/></xs:sequence></xs:complexType>
                <xs:complexType name='More'><xs:complexContent><xs:extension base='Less'>
                  <xs:choice><xs:element name='c' type='xs:int'/><xs:element name='d' type='xs:date' nillable='true'/></xs:choice>
                  <xs:attribute name='e' use='required' type='xs:boolean'/>
                </xs:extension></xs:complexContent></xs:complexType>
                <xs:simpleType name='Word'><xs:restriction base='xs:token'>
                  <xs:enumeration value='x'/><xs:enumeration value='y'/></xs:restriction></xs:simpleType>
                """);
        var schema = CommonModel.schema(folder, folder.resolve("schema.xsd"), new ArrayList<>())
                .orElseThrow();

        var valid = Stream.iterate(0, number -> number + 1)
                .limit(200)
                .map(number -> generator.document(new QName("urn:a", "a"), new Random(number)))
                .filter(bytes -> HardenedXml.parse(bytes)
                        .then(node -> schema.check(node, FailureCode.MODEL_INPUT))
                        .match(node -> true, failure -> false))
                .toList();

        assertThat(valid).hasSizeBetween(120, 199);
        assertThat(new String(valid.get(0), StandardCharsets.UTF_8))
                .matches("<a xmlns=\"urn:a\" e=\"(true|false|1|0)\"><b>[xy]</b><[cd].*");
    }

    @Test
    void theSameNumbersGiveTheSameDocument() throws IOException {
        var generator = generator("<xs:element name='a' type='xs:string'/>");

        var first = generator.document(new QName("urn:a", "a"), new Random(7));
        var second = generator.document(new QName("urn:a", "a"), new Random(7));

        assertThat(first).isEqualTo(second);
    }

    private NativeGenerator generator(String declarations) throws IOException {
        var file = folder.resolve("schema.xsd");
        Files.writeString(
                file,
                "<xs:schema xmlns:xs='http://www.w3.org/2001/XMLSchema' xmlns='urn:a' targetNamespace='urn:a'"
                        + " elementFormDefault='qualified'>" + declarations + "</xs:schema>");
        var none = KnownValues.of(Stream.of(), List.of());
        return new NativeGenerator(new SchemaShapes(SchemaDocuments.read(file)), none, Map.of(), Set.of());
    }
}
