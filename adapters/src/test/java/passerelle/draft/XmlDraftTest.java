package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XmlDraftTest {
    private static final String NOTICE =
            """
            <notice xmlns="urn:xdd:notice:1" number="7">
              <person>
                <familyName>Okoro</familyName>
                <givenName>Nze</givenName>
                <dateOfBirth>1980-12-31</dateOfBirth>
                <nationality>DEU</nationality>
              </person>
              <borderPost>North Gate</borderPost>
              <remark>seen</remark>
              <remark>seen again</remark>
            </notice>
            """;
    private static final String WSDL =
            """
            <wsdl:definitions xmlns:wsdl="http://schemas.xmlsoap.org/wsdl/" xmlns:b="urn:xee:visits:1"
                              xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:xee:visits:1">
              <wsdl:types>
                <xs:schema targetNamespace="urn:xee:visits:1" elementFormDefault="qualified">
                  <xs:element name="visit">
                    <xs:complexType><xs:sequence><xs:element name="surname" type="xs:string" minOccurs="0"/></xs:sequence></xs:complexType>
                  </xs:element>
                </xs:schema>
              </wsdl:types>
              <wsdl:message name="Visit"><wsdl:part name="visit" element="b:visit"/></wsdl:message>
              <wsdl:portType name="Visits"><wsdl:operation name="Visit"><wsdl:input message="b:Visit"/></wsdl:operation></wsdl:portType>
            </wsdl:definitions>
            """;

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void mapsElementsThatNamesAndValuesAgreeOn() {
        var draft = DraftHome.draft(bytes(NOTICE), Optional.empty());
        var failure = new DraftHome(folder).written(draft, bytes(NOTICE), "cases/first-record/expected.failure");

        assertThat(draft.type()).isEqualTo("BorderCrossingRecord");
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(Map.of(
                        "familyName", "person/name",
                        "givenName", "person/name",
                        "dateOfBirth", "person/birth",
                        "nationality", "person/nationality",
                        "borderPost", "crossing/place"));
        assertThat(failure).contains("found 'schema'");
    }

    @Test
    void draftsASchemaOfWhatTheSamplesHave() {
        var schema = DraftHome.draft(bytes(NOTICE), Optional.empty()).files().getOrDefault("schema.xsd", "");

        assertThat(schema.substring(schema.indexOf("<xs:element")))
                .isEqualTo(
                        """
                        <xs:element name="notice">
                            <xs:complexType>
                              <xs:sequence>
                                <xs:element name="person" minOccurs="0">
                                  <xs:complexType>
                                    <xs:sequence>
                                      <xs:element name="familyName" minOccurs="0" type="xs:string"/>
                                      <xs:element name="givenName" minOccurs="0" type="xs:string"/>
                                      <xs:element name="dateOfBirth" minOccurs="0" type="xs:string"/>
                                      <xs:element name="nationality" minOccurs="0" type="xs:string"/>
                                    </xs:sequence>
                                  </xs:complexType>
                                </xs:element>
                                <xs:element name="borderPost" minOccurs="0" type="xs:string"/>
                                <xs:element name="remark" minOccurs="0" maxOccurs="unbounded" type="xs:string"/>
                              </xs:sequence>
                              <xs:attribute name="number" type="xs:string"/>
                            </xs:complexType>
                          </xs:element>
                        </xs:schema>
                        """);
    }

    @Test
    void takesTheMessageOutOfAnEnvelopeOfSoapAndWritesItToo() {
        var single = NOTICE.replaceAll("<remark>.*</remark>", "");
        var soap = "<s:Envelope xmlns:s=\"http://schemas.xmlsoap.org/soap/envelope/\"><s:Body>" + single
                + "</s:Body></s:Envelope>";

        var draft = DraftHome.draft(bytes(soap), Optional.empty());
        var out = new DraftHome(folder).written(draft, bytes(soap), "from-common.xsl");

        assertThat(out).contains("<n:person>", "<n:familyName>{$two?family}</n:familyName>");
        assertThat(draft.recognised()).isEqualTo("It is XML with the root notice in an envelope of SOAP, in 1 sample.");
    }

    @Test
    void leavesTheNameOfSomebodyElseOpen() {
        var draft = DraftHome.draft(bytes(NOTICE.replace("person>", "mother>")), Optional.empty());

        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of("borderPost", "crossing/place"));
    }

    @Test
    void mapsNothingOfAContractWhichHasNoValues() {
        var draft = DraftHome.draft(bytes(WSDL), Optional.of("BorderCrossingRecord"));
        var failure = new DraftHome(folder).written(draft, bytes(WSDL), "cases/first-record/expected.failure");

        assertThat(draft.files().get("service.wsdl")).isEqualTo(WSDL);
        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
        assertThat(draft.fields()).extracting(Draft.Line::field).containsExactly("surname");
        assertThat(failure).contains("found 'mapping'");
    }

    @Test
    void refusesADoctypeAndOtherNamespaces() {
        var doctype = DraftHome.outcome(bytes("<!DOCTYPE a [<!ENTITY e 'x'>]><a>&e;</a>"), Optional.empty());
        var mixed = DraftHome.outcome(bytes("<a xmlns='urn:a'><b xmlns='urn:b'>x</b></a>"), Optional.empty());

        assertThat(doctype.match(draft -> "a draft", NotDrafted::reason)).contains("READ-DOCTYPE");
        assertThat(mixed.match(draft -> "a draft", NotDrafted::reason)).contains("urn:b");
    }
}
