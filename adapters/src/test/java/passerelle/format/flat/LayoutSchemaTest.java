package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.xml.sax.SAXException;
import passerelle.format.xml.HardenedXml;

/** The schema by which an editor completes a layout. */
class LayoutSchemaTest {
    /** Every element and attribute of the language; no file has all of them. */
    private static final String WHOLE_LANGUAGE =
            """
            <layout encoding="UTF-8" framing="delimited" order="mixed" record-length="300" blocks="bdw" block-size="27998"
                line-end="crlf" longest-record="1048576" may-end-early="true" trims="true" delimiter="\\t" quote="'" escape="!"
                ends-with-delimiter="true" header-row="optional" other-columns="ignore">
              <record name="head" min="1" length="80">
                <field name="k" length="2" value="HD"/>
                <field name="n" at="3" length="4" type="number" sign="trailing" plus="sign"/>
                <check field="n" equals="count(r001) + sum(r020/fee)"/>
              </record>
              <group name="person" min="0" max="many" key="pnr">
                <record name="r001" min="1">
                  <field name="pnr" length="10" required="true" column="Person No"/>
                  <field name="sex" length="1" codes="M F" pad="*" align="right"/>
                </record>
                <record name="r020" max="many" header="head">
                  <field name="pnr" length="10"/>
                  <field name="fee" length="5" type="packed" decimals="2" digits="8" blank="low-values"/>
                  <field name="many" length="2" type="binary" sign="twos-complement"/>
                  <field name="kind" length="1" encoding="IBM037" occurs="3"/>
                  <field name="by" length="8" fact="sender"/>
                  <filler length="3"/>
                  <group name="address" occurs="3" counted-by="many">
                    <field name="line" length="20"/>
                    <filler length="1"/>
                    <group name="code"><field name="a" length="1" type="number" sign="overpunch-leading"/></group>
                  </group>
                </record>
              </group>
            </layout>
            """;

    private final Schema schema;

    LayoutSchemaTest() throws IOException, SAXException {
        schema = HardenedXml.schema(Path.of("config/schemas/layout-1.xsd"));
    }

    private void validate(String text) throws IOException, SAXException {
        schema.newValidator().validate(new StreamSource(new StringReader(text)));
    }

    static List<Path> layouts() throws IOException {
        try (Stream<Path> formats = Files.walk(Path.of("xslt"));
                Stream<Path> examples = Files.list(Path.of("adapters/src/test/resources/passerelle/format/flat"))) {
            return Stream.concat(
                            formats.filter(file -> file.endsWith("layout.xml") || file.endsWith("report.xml")),
                            examples)
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("layouts")
    void acceptsEveryLayoutThatWeHave(Path layout) throws IOException {
        var text = Files.readString(layout);

        assertThatCode(() -> validate(text)).doesNotThrowAnyException();
    }

    @Test
    void findsLayouts() throws IOException {
        assertThat(layouts()).hasSizeGreaterThan(5);
    }

    @Test
    void acceptsTheWholeLanguage() {
        assertThatCode(() -> validate(WHOLE_LANGUAGE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    framing="delimited"   | framing="fix"           | fix
                    blocks="bdw"          | blocks="yes"            | yes
                    block-size="27998"    | block-size="32761"      | 32761
                    "1048576"             | "1048577"               | 1048577
                    delimiter="\\t"       | delimiter=";;"          | ;;
                    header-row="optional" | header-row="yes"        | yes
                    other-columns="ignore"| other-columns="drop"    | drop
                    type="packed"         | type="comp-3"           | comp-3
                    blank="low-values"    | blank="zero"            | zero
                    sign="trailing"       | sign="behind"           | behind
                    plus="sign"           | plus="yes"              | yes
                    digits="8"            | digits="39"             | 39
                    key="pnr"             | kee="pnr"               | kee
                    name="r020"           | name="r001"             | r001
                    name="person"         | name="head"             | head
                    counted-by="many"     | counted-by="3"          | 3
                    max="many" key        | max="lots" key          | lots
                    """)
    void refusesAWordThatTheLanguageLacks(String right, String wrong, String named) {
        assertThat(WHOLE_LANGUAGE).contains(right);

        assertThatThrownBy(() -> validate(WHOLE_LANGUAGE.replace(right, wrong))).hasMessageContaining(named);
    }
}
