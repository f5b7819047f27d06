package passerelle.translate;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.validation.Schema;
import net.sf.saxon.s9api.Axis;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.xml.sax.SAXException;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** A node is judged as the document that it came from would be, and a complaint says where. */
class SchemaCheckTest {
    private static final String SCHEMA =
            """
            <xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:n" xmlns:n="urn:n"
                elementFormDefault="qualified">
              <xs:element name="notice">
                <xs:complexType>
                  <xs:sequence>
                    <xs:element name="line" type="n:line" maxOccurs="unbounded"/>
                    <xs:element name="text" type="n:text" minOccurs="0"/>
                    <xs:element name="note" type="xs:string" minOccurs="0"/>
                    <xs:any namespace="##other" processContents="lax" minOccurs="0"/>
                  </xs:sequence>
                  <xs:attribute name="kind" type="xs:NMTOKEN"/>
                  <xs:attribute name="name" type="xs:QName"/>
                </xs:complexType>
              </xs:element>
              <xs:complexType name="line">
                <xs:simpleContent>
                  <xs:extension base="xs:integer"><xs:attribute name="n" type="xs:integer"/></xs:extension>
                </xs:simpleContent>
              </xs:complexType>
              <xs:complexType name="short">
                <xs:simpleContent>
                  <xs:restriction base="n:line"><xs:maxInclusive value="9"/></xs:restriction>
                </xs:simpleContent>
              </xs:complexType>
              <xs:complexType name="text" mixed="true">
                <xs:choice minOccurs="0" maxOccurs="unbounded"><xs:element name="b" type="xs:string"/></xs:choice>
              </xs:complexType>
            </xs:schema>
            """;

    @TempDir
    Path folder;

    @SuppressWarnings("NullAway.Init")
    private SchemaCheck check;

    @BeforeEach
    void freeze() throws IOException, SAXException {
        check = new SchemaCheck(schema());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<notice xmlns='urn:n'><line>1</line></notice>",
                "<p:notice xmlns:p='urn:n' kind='a'> <p:line n='1'>1</p:line>\n <p:line>2</p:line> </p:notice>",
                "<notice xmlns='urn:n'><!-- why --><line><!-- 7 -->1<?pi 2?>2</line><?pi x?></notice>",
                "<notice xmlns='urn:n'><line>1</line><text>a <b>c</b> d<b/> <!-- e --> f</text></notice>",
                "<notice xmlns='urn:n'><line>1</line><note/><o:x xmlns:o='urn:o'><o:y/><z xmlns=''>1</z></o:x></notice>",
                "<notice xmlns='urn:n' xmlns:q='urn:q' name='q:x'><line>1</line></notice>",
                "<notice xmlns='urn:n' xmlns:n='urn:n' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "<line xsi:type='n:short'>9</line></notice>"
            })
    void takesWhatTheSchemaTakes(String document) {
        assertThat(found(node(document))).isEqualTo("valid");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "<notice xmlns='urn:n'><line>x</line></notice> /notice/line x",
                "<notice xmlns='urn:n'><line>1</line><line n='y'>1</line></notice> /notice/line[2] 1",
                "<notice xmlns='urn:n'><line>1</line>text</notice> /notice notice",
                "<notice xmlns='urn:n'><line>1</line><text>a <c>d</c></text></notice> /notice/text c",
                "<notice xmlns='urn:n'><line>1</line><note>a<b/></note></notice> /notice/note a",
                "<notice xmlns='urn:n'/> /notice notice",
                "<notice><line>1</line></notice>  notice",
                "<notice xmlns='urn:n' name='q:x'><line>1</line></notice> /notice 1",
                "<notice xmlns='urn:n' xmlns:n='urn:n' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>"
                        + "<line xsi:type='n:short'>10</line></notice> /notice/line 10"
            })
    void refusesWhatTheSchemaRefusesAndSaysWhere(String documentAndPlace) {
        int end = documentAndPlace.lastIndexOf('>') + 1;

        assertThat(found(node(documentAndPlace.substring(0, end)))).isEqualTo(documentAndPlace.substring(end + 1));
    }

    @Test
    void judgesAnElementWithoutWhatStandsAroundIt() {
        var envelope = node("<e xmlns:p='urn:n' xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><x/>"
                + "<p:notice><p:line xsi:type='p:short'>9</p:line></p:notice><y>z</y></e>");
        var notice = envelope.children().iterator().next().axisIterator(Axis.CHILD);
        notice.next();

        assertThat(found(notice.next())).isEqualTo("valid");
    }

    @Test
    void aTextLongerThanWhatIsKeptIsReadToItsEnd() {
        var digits = "0".repeat(5_000);

        assertThat(found(node("<notice xmlns='urn:n'><line>" + digits + "1</line></notice>")))
                .isEqualTo("valid");
        assertThat(found(node("<notice xmlns='urn:n'><line>" + digits + "x</line></notice>")))
                .startsWith("/notice/line 000");
        assertThat(found(node("<notice xmlns='urn:n'><line>1</line></notice>"))).isEqualTo("valid");
    }

    @Test
    void tellsEverythingThatIsWrong() {
        var wrong = node("<notice xmlns='urn:n' kind='a b'><line>x</line><line>2</line><line>y</line></notice>");

        assertThat(check.broken(wrong, FailureCode.MODEL_INPUT))
                .map(SchemaCheckTest::place)
                .containsSubsequence("/notice", "/notice/line[1]", "/notice/line[3]")
                .doesNotContain("/notice/line[2]");
    }

    private String found(XdmNode node) {
        return check.check(node, FailureCode.MODEL_INPUT)
                .match(valid -> "valid", failure -> place(failure) + " " + failure.found());
    }

    private static String place(Failure failure) {
        return failure.place().replaceFirst("^line 1(, )?", "");
    }

    private static XdmNode node(String document) {
        return HardenedXml.parse(document.getBytes(StandardCharsets.UTF_8)).match(node -> node, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private Schema schema() throws IOException, SAXException {
        return HardenedXml.schema(Files.writeString(folder.resolve("notice.xsd"), SCHEMA));
    }
}
