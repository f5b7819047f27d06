package passerelle.format.hl7v2;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import passerelle.format.BadRecord;
import passerelle.format.FileFault;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.model.Failure;

/**
 * The answer to a file: a batch of acknowledgements, each as its message asks for one (HL7 2.9 §2.10.3.2). BHS names no
 * sender and no receiver, since each acknowledgement does. For one file.
 */
final class BatchAnswer implements FileReading.Sink {
    /** What one may hold in memory; a file with more messages gets the report that every format has. */
    static final int MOST_BYTES = 32 << 20;

    private final Map<Long, List<Failure>> refused;
    private final String id;
    private final Instant at;
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private int messages;
    private int answers;

    /** @param id of the batch, from which the ids of its messages are made */
    BatchAnswer(Map<Long, List<Failure>> refused, String id, Instant at) {
        this.refused = refused;
        this.id = id;
        this.at = at;
    }

    @Override
    public void good(FileRecord record) {
        add(record.raw(), record.offset(), List.of());
    }

    @Override
    public void bad(BadRecord record) {
        add(record.raw(), record.offset(), record.faults().stream().map(FileFault::toFailure).toList());
    }

    private void add(byte[] raw, long offset, List<Failure> faults) {
        messages++;
        var failures = refused.getOrDefault(offset, faults);
        var all = failures.isEmpty() ? refused.getOrDefault(Syntax.WHOLE_FILE, List.of()) : failures;
        var reference = id + messages;
        var answer = all.isEmpty()
                ? Acknowledgement.accepted(raw, reference, at)
                : Acknowledgement.refused(raw, all.get(0), Optional.of(reference), at);
        if (answer.isPresent() && out.size() <= MOST_BYTES) {
            out.writeBytes(answer.get());
            answers++;
        }
    }

    Optional<byte[]> bytes() {
        if (messages == 0 || out.size() > MOST_BYTES) {
            return Optional.empty();
        }
        var batch = new ByteArrayOutputStream(out.size() + 200);
        batch.writeBytes(segment("BHS|^~\\&|||||" + Acknowledgement.time(at) + "||||" + id));
        batch.writeBytes(out.toByteArray());
        batch.writeBytes(segment("BTS|" + answers));
        return Optional.of(batch.toByteArray());
    }

    private static byte[] segment(String text) {
        return (text + "\r").getBytes(StandardCharsets.US_ASCII);
    }
}
