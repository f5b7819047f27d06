package passerelle.format.edifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import net.sf.saxon.s9api.SaxonApiException;
import net.sf.saxon.s9api.Serializer;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Totals;
import passerelle.format.xml.HardenedXml;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;
import passerelle.model.Problem;

/** The small passenger list of the tests, and files of it. */
final class Interchanges {
    static final EdifactSyntax SYNTAX = syntax("edifact.xml");

    /** A whole list of one passenger, a line a segment. */
    static final String ONE =
            """
            UNA:+.? '
            UNB+UNOA:4+XAACARRIER:ZZ+XBBBORDER:ZZ+261123:0800+REF1++APIS'
            UNG+PAXLST+XAACARRIER:ZZ+XBBBORDER:ZZ+261123:0800+G1+UN+D:05B'
            UNH+PAX001+PAXLST:D:05B:UN:IATA+XA101/261123/1200+01:F'
            BGM+745'
            NAD+MS+++GEDED CENTRAL'
            TDT+20+XA101'
            LOC+125+XAA'
            DTM+189:2611231200:201'
            NAD+FL+++NZE:OKORO'
            ATT+2++M'
            DTM+329:801231'
            DOC+P:110:111+A1234567'
            CNT+42:1'
            UNT+12+PAX001'
            UNE+1+G1'
            UNZ+1+REF1'
            """;

    /** @param totals {@code null} until the file is read to its end */
    record Outcome(List<FileRecord> good, List<BadRecord> bad, Totals totals) {

        List<String> faults() {
            return bad.stream()
                    .flatMap(record -> record.faults().stream())
                    .map(fault -> fault.toFailure().forSender())
                    .toList();
        }

        List<String> totalFaults() {
            return totals.faults().stream()
                    .map(fault -> fault.toFailure().forSender())
                    .toList();
        }

        List<String> documents() {
            return good.stream().map(record -> xml(record.node())).toList();
        }
    }

    private Interchanges() {}

    static Path file(String name) {
        try {
            return Path.of(Interchanges.class.getResource(name).toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    static EdifactSyntax syntax(String name) {
        var problems = new ArrayList<Problem>();
        var syntax = EdifactSyntax.load(file(name).getParent(), file(name), problems);
        assertThat(problems).isEmpty();
        return syntax.orElseThrow();
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.ISO_8859_1);
    }

    static Outcome read(byte[] file, WrongTotals rule) {
        var good = new ArrayList<FileRecord>();
        var bad = new ArrayList<BadRecord>();
        try {
            var totals = SYNTAX.files(rule).orElseThrow().read(new ByteArrayInputStream(file), sink(good, bad));
            return new Outcome(good, bad, totals);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static Outcome read(String file) {
        return read(bytes(file), WrongTotals.REFUSE);
    }

    static FileReading.Sink sink(List<FileRecord> good, List<BadRecord> bad) {
        return new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {
                good.add(record);
            }

            @Override
            public void bad(BadRecord record) {
                bad.add(record);
            }
        };
    }

    /** What the one message of an interchange says, or why it is refused. */
    static String document(String interchange) {
        return SYNTAX.read(bytes(interchange)).match(Interchanges::xml, Failure::forSender);
    }

    static String xml(XdmNode node) {
        try {
            var serializer = HardenedXml.SAXON.newSerializer();
            serializer.setOutputProperty(Serializer.Property.OMIT_XML_DECLARATION, "yes");
            serializer.setOutputProperty(Serializer.Property.INDENT, "no");
            return serializer.serializeNodeToString(node);
        } catch (SaxonApiException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The message alone in a plain interchange: UNA and UNB before it, UNT and UNZ behind. */
    static String interchange(String una, String... segments) {
        return una + "UNB+UNOA:4+XAA+XBB+261123:0800+R1'UNH+M1+PAXLST:D:05B:UN'" + String.join("'", segments) + "'UNT+"
                + (segments.length + 2) + "+M1'UNZ+1+R1'";
    }
}
