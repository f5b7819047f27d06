package passerelle.format.flat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import net.sf.saxon.s9api.XdmNode;
import org.junit.jupiter.api.Test;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.Result;

/** Files that are written piece by piece. */
class FileTallyTest {
    private static final Map<String, String> FACTS = Map.of("file-id", "B7");

    /** A total stands between its two kinds of records. */
    private static final String PARTS =
            """
            <layout encoding="UTF-8">
              <record name="header" min="1">
                <field name="k" length="1" value="H"/><field name="id" length="12" fact="file-id"/>
              </record>
              <record name="arrival" max="many">
                <field name="k" length="1" value="A"/><field name="fee" length="3" type="number"/>
              </record>
              <record name="subtotal" min="1">
                <field name="k" length="1" value="S"/><field name="fees" length="4" type="number"/>
                <check field="fees" equals="sum(arrival/fee)"/>
              </record>
              <record name="departure" max="3">
                <field name="k" length="1" value="D"/><field name="name" length="3"/>
              </record>
              <record name="trailer" min="1">
                <field name="k" length="1" value="T"/><field name="all" length="2" type="number"/>
                <check field="all" equals="count(header) + count(arrival) + count(departure)"/>
              </record>
            </layout>
            """;

    private final FlatWriter writer = new FlatWriter(FlatFiles.layout(PARTS));

    @Test
    void writesTheSameFilePieceByPieceAsInOneGo() {
        var records = List.of(
                encode("<departure><name>Nze</name></departure>"),
                encode("<arrival><fee>12</fee></arrival>"),
                encode("<departure><name>Ada</name></departure>"),
                encode("<arrival><fee>30</fee></arrival>"));
        var pieces = List.of(new ByteArrayOutputStream(), new ByteArrayOutputStream());

        var tally = writer.tally();
        for (var record : records) {
            tally = FileTally.decode(tally.encode());
            tally.add(record);
            pieces.get(writer.stage(record)).writeBytes(writer.framed(record));
        }
        var file = new ByteArrayOutputStream();
        file.writeBytes(ok(writer.opening(FACTS, tally)));
        file.writeBytes(pieces.get(0).toByteArray());
        file.writeBytes(ok(writer.before(1, FACTS, tally)));
        file.writeBytes(pieces.get(1).toByteArray());
        file.writeBytes(ok(writer.closing(FACTS, tally)));

        assertThat(writer.stages()).isEqualTo(2);
        assertThat(writer.refusal(FACTS, tally)).isEmpty();
        assertThat(file.toString(StandardCharsets.UTF_8))
                .isEqualTo("HB7          \nA012\nA030\nS0042\nDNze\nDAda\nT05\n")
                .isEqualTo(new String(ok(writer.file(FACTS, records)), StandardCharsets.UTF_8));
    }

    @Test
    void refusesAFileWithTooManyRecords() {
        var tally = writer.tally();

        for (int i = 0; i < 4; i++) {
            tally.add(encode("<departure><name>Nze</name></departure>"));
        }

        assertThat(writer.refusal(FACTS, tally).map(Failure::forSender))
                .contains("MAP-UNWRITABLE at record departure: found '4 records'; expected at most 3 in a file");
    }

    @Test
    void refusesATotalThatDoesNotFitItsField() {
        var tally = writer.tally();

        for (int i = 0; i < 11; i++) {
            tally.add(encode("<arrival><fee>999</fee></arrival>"));
        }

        assertThat(failed(writer.before(1, FACTS, tally)))
                .isEqualTo("MAP-UNWRITABLE at record subtotal, field fees: found '10989'; expected at most 4 bytes of"
                        + " UTF-8");
        assertThat(writer.refusal(FACTS, tally).map(Failure::forSender))
                .contains(failed(writer.before(1, FACTS, tally)));
    }

    @Test
    void tellsARecordThatBringsAnotherHeader() {
        var house = FlatFiles.layout(
                """
                <layout encoding="UTF-8" framing="delimited" delimiter="|">
                  <record name="house" min="1"><field name="k" value="A"/><field name="name"/></record>
                  <record name="guest" max="many" header="house"><field name="k" value="U"/><field name="name"/></record>
                </layout>
                """);
        var guests = new FlatWriter(house);
        var first = ok(guests.encode(parse("<guest><house><name>Dom</name></house><name>Nze</name></guest>")));
        var second = ok(guests.encode(parse("<guest><house><name>Dum</name></house><name>Ada</name></guest>")));
        var tally = guests.tally();

        tally.add(first);
        var kept = FileTally.decode(tally.encode());
        var takes = List.of(kept.takes(first), kept.takes(second));
        kept.add(second);

        assertThat(takes).isEqualTo(List.of(true, false));
        assertThat(new String(ok(guests.opening(Map.of(), tally)), StandardCharsets.UTF_8))
                .isEqualTo("A|Dom\n");
        assertThat(guests.refusal(Map.of(), FileTally.decode(kept.encode())).map(Failure::forSender))
                .contains("MAP-UNWRITABLE at record house; expected records of a file that all bring the same");
    }

    @Test
    void addsUpExactly() {
        var sum = new Sum();
        var texts = new ArrayList<>(List.of("0.10", "-0.30", "999999999999999.99", "0.5", "+1.00"));
        texts.addAll(List.of("99999999999999999999.01", "999999999999999.99"));

        texts.forEach(sum::add);

        assertThat(sum.total().toPlainString()).isEqualTo("100002000000000000000.29");
    }

    @Test
    void refusesBytesThatAreNoTally() {
        assertThatThrownBy(() -> FileTally.decode(new byte[] {1, 2})).isInstanceOf(IllegalArgumentException.class);
    }

    private Encoded encode(String xml) {
        return ok(writer.encode(parse(xml)));
    }

    private static XdmNode parse(String xml) {
        return ok(HardenedXml.parse(xml.getBytes(StandardCharsets.UTF_8)));
    }

    private static <T> T ok(Result<T> result) {
        return result.match(value -> value, failure -> {
            throw new AssertionError(failure.forSender());
        });
    }

    private static String failed(Result<?> result) {
        return result.match(
                value -> {
                    throw new AssertionError("not refused: " + value);
                },
                Failure::forSender);
    }
}
