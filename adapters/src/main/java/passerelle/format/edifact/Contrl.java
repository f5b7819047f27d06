package passerelle.format.edifact;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.format.BadRecord;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;

/**
 * Answers a file with CONTRL, the syntax and service report of ISO 9735: an interchange with one message for each
 * interchange of the file. Syntax version 4 has CONTRL 4:1, the others D:3. The file is read again for the exact place
 * of each fault.
 */
final class Contrl implements Witness {
    /** More interchanges than this have no references left. */
    private static final int MOST_INTERCHANGES = 100;

    private static final DateTimeFormatter DAY =
            DateTimeFormatter.ofPattern("yyMMdd").withZone(ZoneOffset.UTC);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HHmm").withZone(ZoneOffset.UTC);

    private final EdifactSchema schema;
    private final WrongTotals rule;
    private final Map<Long, List<Failure>> refused;
    private final String id;
    private final Instant at;
    private final List<ContrlReport> reports = new ArrayList<>();
    private long interchanges;
    private @Nullable ContrlReport current;

    Contrl(EdifactSchema schema, WrongTotals rule, Map<Long, List<Failure>> refused, String id, Instant at) {
        this.schema = schema;
        this.rule = rule;
        this.refused = refused;
        this.id = id.toUpperCase(Locale.ROOT);
        this.at = at;
    }

    /** Empty when the file has no interchange that could be named, or too many. */
    Optional<byte[]> answer(InputStream file) throws IOException {
        var reading = new InterchangeReading(schema, rule, file, this);
        reading.read(Integer.MAX_VALUE, new FileReading.Sink() {
            @Override
            public void good(FileRecord record) {}

            @Override
            public void bad(BadRecord record) {}
        });
        reading.end();
        if (reports.isEmpty() || interchanges > MOST_INTERCHANGES) {
            return Optional.empty();
        }
        var out = new ByteArrayOutputStream();
        for (int i = 0; i < reports.size(); i++) {
            out.writeBytes(written(reports.get(i), i));
        }
        return Optional.of(out.toByteArray());
    }

    @Override
    public void interchange(Interchange opened) {
        interchanges++;
        if (interchanges <= MOST_INTERCHANGES) {
            current = new ContrlReport(opened, refused);
            reports.add(current);
        }
    }

    @Override
    public void group(Segment ung) {
        if (current != null) {
            current.group(ung);
        }
    }

    @Override
    public void message(Segment unh, List<EdifactFault> faults) {
        if (current != null) {
            current.message(unh, faults);
        }
    }

    @Override
    public void fault(EdifactFault fault) {
        if (current != null) {
            current.fault(fault);
        }
    }

    private byte[] written(ContrlReport report, int index) {
        var unb = report.interchange().header();
        var said = report.interchange().characters();
        var repertoire = Repertoire.of(unb.text(1, 1), 0).orElse(Repertoire.ASCII);
        boolean isFourth = unb.text(1, 2).equals("4");
        var writer = new SegmentWriter(
                said.release() == ServiceCharacters.NONE ? ServiceCharacters.DEFAULT.inVersion(0) : said, repertoire);
        var reference = index == 0 ? id : id + index;
        writer.una();
        writer.segment(
                "UNB",
                List.of(
                        List.of(List.of(
                                repertoire.equals(Repertoire.ASCII) ? "UNOA" : unb.text(1, 1), isFourth ? "4" : "3")),
                        ContrlReport.copied(unb, 3),
                        ContrlReport.copied(unb, 2),
                        List.of(List.of(DAY.format(at), TIME.format(at))),
                        ContrlReport.simple(reference)));
        var segments = new ArrayList<ContrlReport.Line>();
        segments.add(new ContrlReport.Line(
                "UNH",
                List.of(
                        ContrlReport.simple("1"),
                        List.of(isFourth ? List.of("CONTRL", "4", "1", "UN") : List.of("CONTRL", "D", "3", "UN")))));
        segments.addAll(report.lines());
        segments.add(new ContrlReport.Line(
                "UNT", List.of(ContrlReport.simple(Integer.toString(segments.size() + 1)), ContrlReport.simple("1"))));
        segments.forEach(each -> writer.segment(each.tag(), each.elements()));
        writer.segment("UNZ", List.of(ContrlReport.simple("1"), ContrlReport.simple(reference)));
        return writer.bytes();
    }

    /** What a refusal by the road is in the words of CONTRL. */
    static ErrorCode error(Failure failure) {
        return switch (failure.code()) {
            case READ_ID_REUSED, READ_FILE_REPEATED -> ErrorCode.DUPLICATE;
            case READ_TOTAL -> ErrorCode.COUNT_DIFFERS;
            case MAP_UNKNOWN_CODE, MAP_BAD_VALUE -> ErrorCode.INVALID_VALUE;
            case MAP_MISSING -> ErrorCode.MISSING;
            case POLICY_NO_AGREEMENT,
                    POLICY_EXPIRED,
                    POLICY_RECIPIENT,
                    POLICY_AMBIGUOUS,
                    POLICY_FIELD,
                    POLICY_NON_REFOULEMENT -> ErrorCode.NO_AGREEMENT;
            default -> ErrorCode.UNSPECIFIED;
        };
    }

    /** The offset that stands for the file as a whole. */
    static boolean isWholeFileRefused(Map<Long, List<Failure>> refused) {
        return refused.containsKey(Syntax.WHOLE_FILE);
    }
}
