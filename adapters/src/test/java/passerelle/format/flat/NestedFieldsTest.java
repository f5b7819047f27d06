package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Problem;
import passerelle.model.Result;

/** Fields that stand several times, and groups of fields in a record. */
class NestedFieldsTest {
    /** Two phones, two addresses with two lines each, and as many visas as the record says. */
    private static final String FIELDS =
            """
            <record name="person" max="many">
              <field name="name" length="3"/>
              <field name="phone" length="2" occurs="2"/>
              <group name="birth"><field name="year" length="4"/><field name="place" length="3"/></group>
              <group name="address" occurs="2">
                <field name="line" length="2" occurs="2"/><field name="zip" length="1"/>
              </group>
              <field name="visas" length="1" type="number"/>
              <group name="visa" occurs="3" counted-by="visas">
                <field name="no" length="2" required="true"/><field name="fee" length="2" type="number"/>
              </group>
            </record>
            """;

    private static final String FIXED = "<layout encoding='UTF-8'>" + FIELDS + "</layout>";
    private static final String DELIMITED =
            "<layout encoding='UTF-8' framing='delimited' delimiter=';'>" + FIELDS + "</layout>";

    private static final String FULL = "<person><name>Nze</name><phone>11</phone><phone>22</phone>"
            + "<birth><year>1980</year><place>Ona</place></birth>"
            + "<address><line>a1</line><line>a2</line><zip>7</zip></address>"
            + "<address><line>b1</line><line/><zip/></address>"
            + "<visas>2</visas><visa><no>v1</no><fee>5</fee></visa><visa><no>v2</no><fee>0</fee></visa></person>";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fixed     | Nze11221980Onaa1a27b1   2v105v200
                    delimited | Nze;11;22;1980;Ona;a1;a2;7;b1;;;2;v1;5;v2;0
                    """)
    void readsAndWritesEveryOccurrence(String shape, String record) {
        var layout = FlatFiles.layout(shape.equals("fixed") ? FIXED : DELIMITED);
        var writer = new FlatWriter(layout);

        var outcome = FlatFiles.read(layout, record + "\n");
        var written = writer.framed(ok(writer.encode(outcome.good().get(0).node())));

        assertThat(outcome.bad()).isEmpty();
        assertThat(text(outcome.good().get(0).node())).isEqualTo(FULL);
        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(record + "\n");
    }

    @ParameterizedTest
    @CsvSource({"fixed, Ada" + "                     " + "0", "delimited, Ada;;;;;;;;;;;0"})
    void writesOccurrencesThatAreMissingAsBlank(String shape, String record) {
        var writer = new FlatWriter(FlatFiles.layout(shape.equals("fixed") ? FIXED : DELIMITED));

        var written = writer.framed(ok(writer.encode(parse("<person><name>Ada</name></person>"))));

        assertThat(new String(written, StandardCharsets.UTF_8)).isEqualTo(record + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    fixed | Nze11221980Onaa1a27b1   2v105v2   | record person, column 32: found '31 bytes'; expected 33 bytes
                    fixed | Nze11221980Onaa1a27b1   1v105v200 | record person, column 30: found '33 bytes'; expected 29 bytes
                    fixed | Nze11221980Onaa1a27b1   4v105v200 | record person, field visas, column 25: found '4'; expected how often 'visa' follows, from 0 to 3
                    fixed | Nze11221980Onaa1a27b1    v105v200 | record person, field visas, column 25; expected how often 'visa' follows, from 0 to 3
                    fixed | Nze11221980Onaa1a27b1   xv105v200 | record person, field visas, column 25: found 'x'; expected a whole number
                    fixed | Nze11                             | record person, column 6: found '5 bytes'; expected 25 bytes
                    fixed | Nze11221980Onaa1a27b1   2v105  00 | record person, field visa[2]/no, column 30; expected a value: the field is required
                    delimited | Nze;11;22;1980;Ona;a1;a2;7;b1;;;2;v1;5;v2 | record person, column 42: found '15 fields'; expected 16 fields
                    delimited | Nze;11                                     | record person, column 7: found '2 fields'; expected 12 fields
                    """)
    void namesTheOccurrenceOfAFault(String shape, String record, String fault) {
        var outcome = FlatFiles.read(FlatFiles.layout(shape.equals("fixed") ? FIXED : DELIMITED), record + "\n");

        assertThat(outcome.faults()).containsExactly("READ-RECORD at line 1, " + fault);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <phone>1</phone><phone>2</phone><phone>3</phone> | MAP-UNKNOWN-ELEMENT at record person, field phone; expected at most 2 of them
                    <visas>2</visas><visa><no>v1</no></visa> | MAP-BAD-VALUE at record person, field visas: found '2'; expected 1, as many as there are in the record
                    <visa/> | MAP-MISSING at record person, field visa[1]/no; expected a value: the field is required
                    <birth><year>80</year></birth><birth/> | MAP-UNKNOWN-ELEMENT at record person, field birth; expected the group once
                    <birth><day>1</day></birth> | MAP-UNKNOWN-ELEMENT at record person, field birth/day; expected a field of the layout, with text only
                    <birth id='1'/> | MAP-UNKNOWN-ELEMENT at record person, field birth; expected a group without attributes
                    <birth>1980</birth> | MAP-UNKNOWN-ELEMENT at record person; expected fields only, and no text between them
                    <address><line>a</line><line>b</line><line>c</line></address> | MAP-UNKNOWN-ELEMENT at record person, field address[1]/line; expected at most 2 of them
                    <address/><address><zip>12</zip></address> | MAP-UNWRITABLE at record person, field address[2]/zip: found '12'; expected at most 1 bytes of UTF-8
                    """)
    void refusesWhatTheRecordHasNoPlaceFor(String fields, String failure) {
        var encoded = new FlatWriter(FlatFiles.layout(FIXED)).encode(parse("<person>" + fields + "</person>"));

        assertThat(encoded.match(Object::toString, Failure::forSender)).isEqualTo(failure);
    }

    @Test
    void addsUpAFieldOverAllOccurrences() {
        var layout = FlatFiles.layout("<layout encoding='UTF-8'>" + FIELDS
                + "<record name='end' min='1'><field name='k' length='1' value='!'/>"
                + "<field name='fees' length='3' type='number'/><check field='fees' equals='sum(person/visa/fee)'/>"
                + "</record></layout>");
        var file =
                "Nze11221980Onaa1a27b1   2v105v220\nAda                     0\nOko                     1v311\n!036\n";
        var writer = new FlatWriter(layout);

        var outcome = FlatFiles.read(layout, file);
        var records = new ArrayList<Encoded>();
        outcome.good().stream()
                .filter(record -> record.type().equals("person"))
                .forEach(record -> records.add(ok(writer.encode(record.node()))));

        assertThat(outcome.totals().hold()).isTrue();
        assertThat(new String(ok(writer.file(Map.of(), records)), StandardCharsets.UTF_8))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            textBlock =
                    """
                    <field name='n' length='1' type='number'/><field name='a' length='1' occurs='3' counted-by='m'/> | 'a' is counted by 'm'; expected a number field | n
                    <field name='n' length='1'/><field name='a' length='1' occurs='3' counted-by='n'/> | 'a' is counted by 'n'; expected a number without |
                    <field name='n' length='1' type='number'/><field name='a' length='1' counted-by='n'/> | expected occurs |
                    <field name='n' length='1' type='number'/><field name='a' length='1' occurs='2' counted-by='n'/><field name='b' length='1'/> | stands after 'a', whose number varies |
                    <field name='n' length='1' type='number'/><group name='g'><field name='a' length='1' occurs='2' counted-by='n'/></group> | counted-by inside of a group |
                    <field name='a' length='1' value='D' occurs='2'/> | has a field with a value |
                    <field name='a' length='1' required='true' occurs='2'/> | has a required field |
                    <field name='a' length='40' fact='sender' occurs='2'/> | has a fact |
                    <field name='a' length='1'/><group name='a'><field name='b' length='1'/></group> | group 'a' stands here a second time |
                    <group name='g'><field name='a' length='1'/><field name='a' length='1'/></group> | field 'a' stands here a second time |
                    <field name='a' length='1'/><group name='g'/> | group 'g' has no field |
                    <field name='a' length='1' occurs='5000'/><group name='g' occurs='3000'><field name='b' length='1'/><field name='c' length='1'/></group> | 'g' makes more than 10000 fields |
                    """)
    void namesWhatIsWrongWithOccurrencesInALayout(String fields, String text, String suggestion) {
        var problems = new ArrayList<Problem>();

        var layout =
                FlatFiles.read("<layout encoding='UTF-8'><record name='r'>" + fields + "</record></layout>", problems);

        assertThat(layout).isEmpty();
        assertThat(problems).hasSize(1);
        assertThat(problems.get(0).text()).contains(text);
        assertThat(problems.get(0).suggestion()).isEqualTo(Optional.ofNullable(suggestion));
    }

    private static String text(XdmNode node) {
        return node.toString().replaceAll("\\n *", "");
    }

    private static XdmNode parse(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    @Test
    void saysWhereEachFieldStands() {
        assertThat(FlatFiles.layout(FIXED).record("person").orElseThrow().fieldNames())
                .isEqualTo(List.of(
                        "name",
                        "phone[1]",
                        "phone[2]",
                        "birth/year",
                        "birth/place",
                        "address[1]/line[1]",
                        "address[1]/line[2]",
                        "address[1]/zip",
                        "address[2]/line[1]",
                        "address[2]/line[2]",
                        "address[2]/zip",
                        "visas",
                        "visa[1]/no",
                        "visa[1]/fee",
                        "visa[2]/no",
                        "visa[2]/fee",
                        "visa[3]/no",
                        "visa[3]/fee"));
    }
}
