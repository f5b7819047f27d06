package passerelle.draft;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EdifactDraftTest {
    private static final String ARRIVAL =
            """
            UNA:+.? '
            UNB+UNOC:4+XAA PORT:ZZ+XBB PORT:ZZ+261120:2130+77'
            UNH+1+CUSREP:D:03B:UN'
            BGM+85+VOY-12+9'
            DTM+132:202611211200:203'
            NAD+CA+XAALINE'
            TDT+20+12W+1'
            LOC+9+XAPRT'
            DTM+133:202611201800:203'
            LOC+60+XBPRT'
            EQD+CN+XAAU1234567'
            EQD+CN+XAAU1234568'
            MEA+AAE+G+KGM:1000'
            UNT+12+1'
            UNZ+1+77'
            """;
    private static final String LIST =
            """
            UNA:+.? '
            UNB+UNOC:4+XAA AIR:ZZ+XBBAPIS:ZZ+261120:2130+261120211'
            UNH+1+PAXLST:D:15B:UN:IATA'
            BGM+745'
            TDT+20+XA812+++XA'
            LOC+125+UTC'
            DTM+189:2611210900:201'
            LOC+87+ARI'
            DTM+232:2611211200:201'
            NAD+FL+++OKORO:NZE'
            ATT+2++M'
            DTM+329:801231'
            CNT+42:1'
            UNT+12+1'
            UNZ+1+261120211'
            """;

    @TempDir
    Path folder;

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void writesASchemaOfTheSegmentsAndGroupsOfTheSamples() {
        var draft = DraftHome.draft(bytes(ARRIVAL), Optional.of("PassengerManifestNotification"));

        var schema = draft.files().getOrDefault("edifact.xml", "");

        assertThat(schema.substring(schema.indexOf("<?edifact")))
                .isEqualTo(
                        """
                        <?edifact message="CUSREP" versions="D:03B"?>
                        <schema xmlns="http://xlate.io/EDISchema/v4">
                          <transaction>
                            <sequence>
                              <segment type="BGM"/>
                              <segment type="DTM"/>
                              <segment type="NAD"/>
                              <segment type="TDT"/>
                              <loop code="Group1-LOC" maxOccurs="99999">
                                <sequence>
                                  <segment type="LOC" minOccurs="1"/>
                                  <segment type="DTM"/>
                                </sequence>
                              </loop>
                              <segment type="EQD" maxOccurs="99"/>
                              <segment type="MEA"/>
                            </sequence>
                          </transaction>
                          <elementType name="text" code="text" base="string" maxLength="512"/>
                          <compositeType name="DTM1" code="DTM1"><sequence><element type="text"/><element type="text"/><element type="text"/></sequence></compositeType>
                          <compositeType name="MEA3" code="MEA3"><sequence><element type="text"/><element type="text"/></sequence></compositeType>
                          <segmentType name="BGM"><sequence><element type="text"/><element type="text"/><element type="text"/></sequence></segmentType>
                          <segmentType name="DTM"><sequence><composite type="DTM1"/></sequence></segmentType>
                          <segmentType name="EQD"><sequence><element type="text"/><element type="text"/></sequence></segmentType>
                          <segmentType name="LOC"><sequence><element type="text"/><element type="text"/></sequence></segmentType>
                          <segmentType name="MEA"><sequence><element type="text"/><element type="text"/><composite type="MEA3"/></sequence></segmentType>
                          <segmentType name="NAD"><sequence><element type="text"/><element type="text"/></sequence></segmentType>
                          <segmentType name="TDT"><sequence><element type="text"/><element type="text"/><element type="text"/></sequence></segmentType>
                        </schema>
                        """);
    }

    @Test
    void carriesTheEnvelopeAndLetsEverySegmentStopTheMessage() {
        var draft = DraftHome.draft(bytes(ARRIVAL), Optional.of("PassengerManifestNotification"));
        var failure = new DraftHome(folder).written(draft, bytes(ARRIVAL), "cases/first-record/expected.failure");

        assertThat(draft.charset().charset()).isEqualTo("UNOC");
        assertThat(DraftHome.mapped(draft))
                .isEqualTo(new TreeMap<>(Map.ofEntries(
                        Map.entry("UNB/e1/c1", "envelope/carrier/header"),
                        Map.entry("UNB/e1/c2", "envelope/carrier/header"),
                        Map.entry("UNB/e2/c1", "envelope/carrier/header"),
                        Map.entry("UNB/e2/c2", "envelope/carrier/header"),
                        Map.entry("UNB/e3/c1", "envelope/carrier/header"),
                        Map.entry("UNB/e3/c2", "envelope/carrier/header"),
                        Map.entry("UNB/e4/c1", "envelope/sent"),
                        Map.entry("UNB/e4/c2", "envelope/sent"),
                        Map.entry("UNB/e5", "envelope/carrier/header"),
                        Map.entry("UNH/e1", "envelope/carrier/header"),
                        Map.entry("UNH/e2/c1", "envelope/carrier/header"),
                        Map.entry("UNH/e2/c2", "envelope/carrier/header"),
                        Map.entry("UNH/e2/c3", "envelope/carrier/header"),
                        Map.entry("UNH/e2/c4", "envelope/carrier/header"))));
        assertThat(draft.questions()).extracting(Question::subject).containsExactly("structure");
        assertThat(failure).startsWith("MAP-UNKNOWN-ELEMENT: found 'structure'; expected a decision");
    }

    @Test
    void stopsAtEachFieldOnceTheStructureIsDecided() throws IOException {
        var home = new DraftHome(folder);
        home.written(
                DraftHome.draft(bytes(ARRIVAL), Optional.of("PassengerManifestNotification")),
                bytes(ARRIVAL),
                "README.md");
        home.edit(
                "to-common.xsl",
                text -> text.replaceFirst("(?m)^ +<xsl:sequence select=\"n:undecided\\(\\., 'structure'.*\n", ""));

        assertThat(home.said(bytes(ARRIVAL))).isEqualTo("MAP-UNKNOWN-ELEMENT at /CUSREP/BGM");
        assertThat(home.said(bytes(ARRIVAL.replace("NAD+CA+XAALINE'", "NAD+CA+XAALINE:1'"))))
                .startsWith("READ-SYNTAX at message 1, segment 4 NAD, element 2");
    }

    @Test
    void tellsMessagesOfAFileApartAndTakesTheFirstForTheCase() {
        var second = ARRIVAL.substring(ARRIVAL.indexOf("UNH"), ARRIVAL.indexOf("UNZ"))
                .replace("UNH+1", "UNH+2")
                .replace("UNT+12+1", "UNT+12+2");
        var both = bytes(ARRIVAL.replace("UNZ+1", second + "UNZ+2"));

        var draft = DraftHome.draft(both, Optional.of("PassengerManifestNotification"));
        var input = new DraftHome(folder).written(draft, both, "cases/first-record/input.edi");

        assertThat(draft.recognised()).isEqualTo("It is UN/EDIFACT CUSREP, in 2 messages.");
        assertThat(input).contains("UNH+1+CUSREP").doesNotContain("UNH+2");
    }

    @Test
    void needsSamplesOfOneMessage() {
        var other = bytes(ARRIVAL.replace("CUSREP", "CUSCAR"));

        var outcome = DraftHome.drafting()
                .draft(
                        DraftHome.FORMAT,
                        List.of(new Sample("a", bytes(ARRIVAL)), new Sample("b", other)),
                        Optional.of("PassengerManifestNotification"));

        assertThat(outcome.match(draft -> "a draft", NotDrafted::reason))
                .isEqualTo(
                        "The samples have messages of more than one type, CUSREP, CUSCAR; expected samples of one, and a format for each.");
    }

    @Test
    void isMadeFromTheFormatOfPassengerLists() throws IOException {
        var home = new DraftHome(folder).with("un-paxlst-v1");
        var samples = List.of(new Sample("list.edi", bytes(LIST)));

        var draft = DraftHome.drafting()
                .draft(DraftHome.FORMAT, samples, Optional.empty(), Shipped.knowing(home.path, samples))
                .match(made -> made, why -> {
                    throw new AssertionError(why.toString());
                });
        var common = new DraftHome(folder).written(draft, bytes(LIST), "cases/first-record/expected.xml");

        assertThat(draft.type()).isEqualTo("PassengerManifestNotification");
        assertThat(draft.notes()).startsWith("un-paxlst-v1 reads this sample; the draft is made from it.");
        assertThat(draft.files()).containsKeys("edifact.xml", "person-to-common.xsl");
        assertThat(common)
                .contains("<family>OKORO</family>", "<birth precision=\"day\" verbatim=\"801231\">1980-12-31</birth>");
    }
}
