package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FixedDraftTest {
    private static final String EXTRACT =
            """
            H20261122BORDER NIGHTLY
            DOKORO               NZE            19801231MNGA
            DLIND                EVA MARIA      19910403FDEU
            DMARSH               TOM            19920229MZAF
            DADEYEMI             FOLA           19750811FNGA
            T000000004
            """;

    @TempDir
    Path folder;

    @Test
    void findsBordersRecordTypesAndTheTotalOfATrailer() {
        var sample = EXTRACT.getBytes(Charset.forName("UTF-8"));

        var draft = DraftHome.draft(sample, Optional.of("BorderCrossingRecord"));
        var layout = new DraftHome(folder).written(draft, sample, "layout.xml");

        assertThat(layout.substring(layout.indexOf("<layout")))
                .isEqualTo(
                        """
                        <layout encoding="US-ASCII" framing="line" line-end="lf">
                          <record name="header" min="1">
                            <field name="type" length="1" value="H"/>
                            <field name="field-2" length="8"/>
                            <field name="field-3" length="7"/>
                            <field name="field-4" length="7"/>
                          </record>
                          <record name="record-d" max="many" header="header">
                            <field name="type" length="1" value="D"/>
                            <field name="field-2" length="20"/>
                            <field name="field-3" length="15"/>
                            <field name="field-4" length="8"/>
                            <field name="field-5" length="4"/>
                          </record>
                          <record name="trailer" min="1">
                            <field name="type" length="1" value="T"/>
                            <field name="field-2" length="9" type="number" sign="none"/>
                            <check field="field-2" equals="count(record-d)"/>
                          </record>
                        </layout>
                        """);
    }

    @Test
    void tellsHeaderAndRecordsApartThatBeginWithTheSameDigit() {
        var text = EXTRACT.replaceAll("(?m)^H", "00").replaceAll("(?m)^D", "01").replaceAll("(?m)^T", "99");

        var layout = DraftHome.draft(text.getBytes(Charset.forName("UTF-8")), Optional.of("BorderCrossingRecord"))
                .files()
                .getOrDefault("layout.xml", "");

        assertThat(layout)
                .contains(
                        "<field name=\"type\" length=\"2\" value=\"00\"/>",
                        "<field name=\"type\" length=\"2\" value=\"01\"/>",
                        "<field name=\"type\" length=\"2\" value=\"99\"/>");
    }

    @Test
    void mapsNothingOfFieldsWithoutNames() {
        var draft = DraftHome.draft(EXTRACT.getBytes(Charset.forName("UTF-8")), Optional.of("BorderCrossingRecord"));

        assertThat(DraftHome.mapped(draft)).isEqualTo(Map.of());
        assertThat(draft.questions()).extracting(Question::subject).containsExactly("borders");
        assertThat(draft.fields()).extracting(Draft.Line::guess).contains("a date");
    }

    @Test
    void cutsBlocksOfEbcdicWithoutLineEnds() {
        var text =
                EXTRACT.lines().filter(line -> line.startsWith("D")).reduce("", (all, line) -> all + line.substring(1));
        var sample = text.getBytes(Charset.forName("IBM037"));

        var draft = DraftHome.draft(sample, Optional.of("BorderCrossingRecord"));
        var layout = new DraftHome(folder).written(draft, sample, "layout.xml");

        assertThat(layout.substring(layout.indexOf("<layout")))
                .isEqualTo(
                        """
                        <layout encoding="IBM037" framing="fixed">
                          <record name="record" max="many">
                            <field name="field-1" length="20"/>
                            <field name="field-2" length="15"/>
                            <field name="field-3" length="8"/>
                            <field name="field-4" length="4"/>
                          </record>
                        </layout>
                        """);
        assertThat(draft.questions()).extracting(Question::subject).containsExactly("encoding", "borders");
    }
}
