package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import passerelle.format.BadRecord;
import passerelle.format.FileFault;
import passerelle.format.Totals;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FailureCode;
import passerelle.model.Result;

/** Records that belong together and are one message. */
class RecordGroupTest {
    /** A person is one main record, then names and addresses; a trailer counts them. */
    static final String PERSONS =
            """
            <layout encoding="UTF-8">
              <record name="header" min="1"><field name="k" length="1" value="H"/></record>
              <group name="person" max="many" key="pnr">
                <record name="main" min="1">
                  <field name="k" length="1" value="1"/><field name="pnr" length="2"/><field name="sex" length="1" codes="M F"/>
                </record>
                <record name="name" max="2">
                  <field name="k" length="1" value="2"/><field name="pnr" length="2"/><field name="text" length="3"/>
                </record>
                <record name="fee" max="many">
                  <field name="k" length="1" value="3"/><field name="pnr" length="2"/>
                  <field name="amount" length="2" type="number"/>
                </record>
              </group>
              <record name="trailer" min="1">
                <field name="k" length="1" value="T"/>
                <field name="persons" length="2" type="number"/><field name="names" length="2" type="number"/>
                <field name="sum" length="3" type="number"/>
                <check field="persons" equals="count(person)"/>
                <check field="names" equals="count(name)"/><check field="sum" equals="sum(fee/amount)"/>
              </record>
            </layout>
            """;

    private final Layout persons = FlatFiles.layout(PERSONS);

    @Test
    void makesOneMessageOfTheRecordsThatHaveTheSameKey() {
        var outcome = FlatFiles.read(persons, "H\n1aaM\n2aaNze\n2aaOko\n1bbF\n3bb07\n3bb05\nT0202012\n");

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.totals())
                .isEqualTo(new Totals(
                        8,
                        8,
                        0,
                        Map.of(
                                "header", new Totals.Count(1, 1),
                                "person", new Totals.Count(2, 2),
                                "main", new Totals.Count(2, 2),
                                "name", new Totals.Count(2, 2),
                                "fee", new Totals.Count(2, 2),
                                "trailer", new Totals.Count(1, 1)),
                        List.of()));
        assertThat(outcome.good())
                .extracting(record -> record.type() + " " + record.number() + " lines " + record.line() + "-"
                        + record.lastLine() + " at " + record.offset())
                .containsExactly(
                        "header 1 lines 1-1 at 0",
                        "person 1 lines 2-4 at 2",
                        "person 2 lines 5-7 at 21",
                        "trailer 1 lines 8-8 at 38");
        assertThat(outcome.good().get(1).node().toString().replaceAll("\\n *", ""))
                .isEqualTo("<person><main><k>1</k><pnr>aa</pnr><sex>M</sex></main>"
                        + "<name><k>2</k><pnr>aa</pnr><text>Nze</text></name>"
                        + "<name><k>2</k><pnr>aa</pnr><text>Oko</text></name></person>");
    }

    @Test
    void handsOnTheBytesOfAGroupAsTheyStandInTheFile() {
        var outcome = FlatFiles.read(persons, "H\n1aaM\r\n2aaNze\n1bbF\n3bb07");

        assertThat(outcome.good())
                .extracting(record -> new String(record.raw(), StandardCharsets.UTF_8))
                .containsExactly("H", "1aaM\r\n2aaNze\n", "1bbF\n3bb07");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    # a field that is wrong: what came before it and what comes after it goes with it
                    1aaM,2aaNze,3aaxx,3aa01 | 2: group 4; 3: group 4; 4: fee amount; 5: group 4 | bb
                    # a first record that is wrong
                    1aaX,2aaNze             | 2: main sex; 3: group 2                           | bb
                    # one too many
                    1aaM,2aaAda,2aaBda,2aaCda     | 2: group 5; 3: group 5; 4: group 5; 5: name       | bb
                    # out of order
                    1aaM,3aa01,2aaAda         | 2: group 4; 3: group 4; 4: name                   | bb
                    # the record that it must have is missing
                    2aaAda,2aaBda               | 2: name; 3: name                                  | bb
                    # the same behind another group, which may be the one that it belongs to
                    1aaM,2ccAda,2aaBda          | 2: group 3; 3: name; 4: group 3                   | bb
                    # an unknown record inside
                    1aaM,Xaa,2aaNze         | 2: group 3; 3: ; 4: group 3                       | bb
                    # a record that is too short to say whose it is, before the next group: it may be of either
                    1aaM,2aa                | 2: group 3; 3: name; 4: group 3                   |
                    # a record without a key
                    1aaM,2  Nze,2aaNze      | 2: group 3; 3: name pnr; 4: group 3               | bb
                    # nothing wrong
                    1aaM,2aaNze             | ''                                                | aa bb
                    """)
    void refusesAGroupWholeWhenOneOfItsRecordsIsRefused(String records, String bad, String good) {
        var file = "H\n" + records.replace(',', '\n') + "\n1bbF\nT0202012\n";

        var outcome = FlatFiles.read(persons, file);

        assertThat(outcome.bad().stream().map(RecordGroupTest::brief).toList())
                .containsExactlyElementsOf(bad.isEmpty() ? List.of() : List.of(bad.split("; ")));
        assertThat(outcome.good().stream()
                        .filter(record -> record.type().equals("person"))
                        .map(record -> record.node().toString().replaceAll("(?s).*?<pnr>(..)</pnr>.*", "$1"))
                        .toList())
                .containsExactlyElementsOf(good == null ? List.of() : List.of(good.split(" ")));
    }

    /** {@code 4: fee amount} for a fault of its own, {@code 2: group 4} for one that line 4 has. */
    private static String brief(BadRecord record) {
        assertThat(record.faults()).hasSize(1);
        var fault = (Fault) record.faults().get(0);
        return record.line() + ": "
                + (fault.expected().equals("a group without a refused record")
                        ? fault.found().replaceAll("line ([0-9]+) is refused", "group $1")
                        : fault.record() + (fault.field().isEmpty() ? "" : " " + fault.field()));
    }

    @Test
    void saysOfEachRecordWhatIsWrong() {
        var outcome = FlatFiles.read(persons, "H\n1aaM\n2aaAda\n2aaBda\n2aaCda\n2bbAda\nT0202012\n1ccM\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, record main, column 1: found 'line 5 is refused'; expected a group"
                                + " without a refused record",
                        "READ-RECORD at line 3, record name, column 1: found 'line 5 is refused'; expected a group"
                                + " without a refused record",
                        "READ-RECORD at line 4, record name, column 1: found 'line 5 is refused'; expected a group"
                                + " without a refused record",
                        "READ-RECORD at line 5, record name, column 1: found 'one more'; expected at most 2 in a person",
                        "READ-RECORD at line 6, record name, column 1: found 'name without main'; expected main first in a"
                                + " person",
                        "READ-RECORD at line 8, record main, column 1: found 'main after trailer'; expected main before"
                                + " trailer");
    }

    @Test
    void countsRefusedGroupsInTotalsOfTheFile() {
        var outcome = FlatFiles.read(persons, "H\n1aaM\n3aa07\n2aaAda\n1bbF\n3bb05\nT0201012\n");

        assertThat(outcome.totals().hold()).isTrue();
        assertThat(outcome.totals().types()).containsEntry("person", new Totals.Count(2, 1));
        assertThat(outcome.totals().types()).containsEntry("fee", new Totals.Count(2, 1));
    }

    @Test
    void takesTheSameKeyAgainForAnotherGroupAfterADifferentOne() {
        var outcome = FlatFiles.read(persons, "H\n1aaM\n1bbF\n1aaM\nT0300000\n");

        assertThat(outcome.good()).hasSize(5);
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void keepsTheNumberOfGroupsThatTheLayoutSays() {
        var layout = FlatFiles.layout(PERSONS.replace("max=\"many\" key", "min=\"2\" max=\"2\" key"));

        var few = FlatFiles.read(layout, "H\n1aaM\nT0100000\n");
        var many = FlatFiles.read(layout, "H\n1aaM\n1bbM\n1ccM\n2ccAda\nT0301000\n");

        assertThat(few.fileFaults())
                .containsExactly(
                        "READ-RECORD at record person: found '1 that can be read'; expected at least 2 in a file");
        assertThat(many.faults())
                .containsExactly(
                        "READ-RECORD at line 4, record main, column 1: found 'one more person'; expected at most 2 in a"
                                + " file",
                        "READ-RECORD at line 5, record name, column 1: found 'line 4 is refused'; expected a group"
                                + " without a refused record");
    }

    @Test
    void letsRecordsOfAGroupMixWhereTheLayoutSaysSo() {
        var layout = FlatFiles.layout(PERSONS.replace("<layout ", "<layout order=\"mixed\" "));

        var outcome = FlatFiles.read(layout, "H\n1aaM\n3aa01\n2aaAda\n3aa02\n2aaBda\nT0102003\n");

        assertThat(outcome.bad()).isEmpty();
        assertThat(outcome.totals().hold()).isTrue();
    }

    @Test
    void beginsAGroupWithTheRecordThatItMustHaveAlsoWhereTheOthersMix() {
        var layout = FlatFiles.layout(PERSONS.replace("<layout ", "<layout order=\"mixed\" "));

        var outcome = FlatFiles.read(layout, "H\n1aaM\n2aaAda\n3bb01\n1bbM\n2bbBda\nT0202001\n");

        assertThat(outcome.faults())
                .containsExactly(
                        "READ-RECORD at line 2, record main, column 1: found 'line 4 is refused'; expected a group"
                                + " without a refused record",
                        "READ-RECORD at line 3, record name, column 1: found 'line 4 is refused'; expected a group"
                                + " without a refused record",
                        "READ-RECORD at line 4, record fee, column 1: found 'fee without main'; expected main first in a"
                                + " person");
        assertThat(outcome.totals().types()).containsEntry("person", new Totals.Count(2, 1));
    }

    @Test
    void refusesAGroupOfMoreRecordsThanCanBeHeld() {
        var file = "H\n1aaM\n" + "3aa01\n".repeat(RecordGroup.MOST_RECORDS) + "1bbF\nT0200000\n";

        var outcome = FlatFiles.read(persons, file);

        assertThat(outcome.bad()).hasSize(RecordGroup.MOST_RECORDS + 1);
        assertThat(outcome.bad().stream()
                        .flatMap(record -> record.faults().stream())
                        .map(FileFault::code)
                        .distinct())
                .containsExactly(FailureCode.READ_LIMIT);
        assertThat(outcome.totals().types()).containsEntry("person", new Totals.Count(2, 1));
    }

    @Test
    void refusesAGroupOfMoreBytesThanCanBeHeld() {
        var layout = FlatFiles.layout("<layout encoding='UTF-8'><group name='g' max='many' key='k'>"
                + "<record name='r' max='many' length='60000'><field name='k' length='1'/></record></group></layout>");
        var record = "x".repeat(60_000) + "\n";
        int fit = RecordGroup.MOST_BYTES / record.length();

        var whole = FlatFiles.read(layout, record.repeat(fit));
        var more = FlatFiles.read(layout, record.repeat(fit + 1) + "y" + record.substring(1));

        assertThat(whole.good()).extracting(good -> good.raw().length).containsExactly(fit * record.length());
        assertThat(more.bad()).hasSize(fit + 1);
        assertThat(more.good()).hasSize(1);
    }

    @Test
    void writesAGroupInTheOrderOfTheLayout() {
        var writer = new FlatWriter(persons);

        var encoded = ok(writer.encode(parse("<person><name><pnr>aa</pnr><text>Nze</text></name>"
                + "<fee><pnr>aa</pnr><amount>7</amount></fee><main><pnr>aa</pnr><sex>M</sex></main></person>")));
        var other = ok(writer.encode(parse("<person><main><pnr>bb</pnr></main></person>")));
        var file = ok(writer.file(Map.of(), List.of(encoded, other)));

        assertThat(encoded).hasToString("person, 15 bytes");
        assertThat(new String(writer.framed(encoded), StandardCharsets.UTF_8)).isEqualTo("1aaM\n2aaNze\n3aa07\n");
        assertThat(new String(file, StandardCharsets.UTF_8)).isEqualTo("H\n1aaM\n2aaNze\n3aa07\n1bb \nT0201007\n");
        assertThat(FlatFiles.read(persons, file).totals().hold()).isTrue();
    }

    @Test
    void writesWhatItReadsByteForByte() {
        var file = "H\n1aaM\n2aaNze\n2aaOko\n1bbF\n3bb07\n3bb05\nT0202012\n";
        var writer = new FlatWriter(persons);

        var records = new ArrayList<Encoded>();
        FlatFiles.read(persons, file).good().stream()
                .filter(record -> record.type().equals("person"))
                .forEach(record -> records.add(ok(writer.encode(record.node()))));

        assertThat(new String(ok(writer.file(Map.of(), records)), StandardCharsets.UTF_8))
                .isEqualTo(file);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    <person/> | MAP-MISSING at group person: found '0 main'; expected at least 1
                    <person><main/></person> | MAP-MISSING at group person; expected records that all have the field pnr
                    <person><main><pnr>aa</pnr></main><name><pnr>bb</pnr></name></person> | MAP-BAD-VALUE at group person: found 'aa and bb'; expected records that have the same text in the field pnr
                    <person><main><pnr>aa</pnr></main><main><pnr>aa</pnr></main></person> | MAP-UNWRITABLE at group person: found '2 main'; expected at most 1
                    <person><main><pnr>aa</pnr></main><trailer/></person> | MAP-UNKNOWN-ELEMENT at group person, record trailer; expected a record of the group, without attributes
                    <person><main><pnr>aa</pnr></main>loose</person> | MAP-UNKNOWN-ELEMENT at group person; expected records only, and no text between them
                    <person id='1'><main><pnr>aa</pnr></main></person> | MAP-UNKNOWN-ELEMENT at group person; expected a group of the layout, without attributes
                    <person><main><pnr>aa</pnr><sex>X</sex></main></person> | MAP-UNKNOWN-CODE at record main, field sex: found 'X'; expected one of M F
                    <main><pnr>aa</pnr></main> | MAP-UNKNOWN-ELEMENT at record main; expected a record of the layout, without attributes
                    """)
    void refusesAGroupThatTheFileCannotHold(String xml, String failure) {
        var encoded = new FlatWriter(persons).encode(parse(xml));

        assertThat(encoded.match(Object::toString, Failure::forSender)).isEqualTo(failure);
    }

    private static XdmNode parse(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }
}
