package passerelle.draft;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import net.sf.saxon.s9api.XdmNode;
import passerelle.format.BadRecord;
import passerelle.format.FileReader;
import passerelle.format.FileReading;
import passerelle.format.FileRecord;
import passerelle.format.Syntax;
import passerelle.model.Failure;
import passerelle.model.FileRules.WrongTotals;

/**
 * The messages of samples as the gateway's own reader has them.
 *
 * @param documents the native documents, in their order
 * @param first the bytes of the first, alone; treat as immutable
 * @param refused why others cannot be read
 */
record SampleMessages(List<XdmNode> documents, byte[] first, List<Failure> refused) {
    SampleMessages {
        documents = List.copyOf(documents);
        refused = List.copyOf(refused);
    }

    private static final byte BEGINS = 0x0B;
    private static final byte ENDS = 0x1C;

    /** A sample without the frames in which MLLP sent it: they are no part of a message. */
    private static Sample unframed(Sample sample) {
        var bytes = sample.bytes();
        if (bytes.length == 0 || bytes[0] != BEGINS) {
            return sample;
        }
        var out = new ByteArrayOutputStream();
        for (byte each : bytes) {
            if (each != BEGINS && each != ENDS) {
                out.write(each);
            }
        }
        return new Sample(sample.name(), out.toByteArray());
    }

    static SampleMessages of(Syntax syntax, List<Sample> files) {
        var samples = files.stream().map(SampleMessages::unframed).toList();
        var good = new ArrayList<FileRecord>();
        var refused = new ArrayList<Failure>();
        var reader = syntax.files(WrongTotals.WARN);
        for (var sample : samples) {
            reader.ifPresent(open -> read(open, sample, good, refused));
        }
        var documents = good.stream().map(FileRecord::node).toList();
        var first = samples.get(0).bytes();
        boolean isAlone = documents.size() + refused.size() == 1;
        return new SampleMessages(
                documents,
                isAlone || documents.isEmpty()
                        ? first
                        : alone(syntax, good.get(0), documents.get(0)).orElse(first),
                refused);
    }

    /** A message without those that came with it: as it stands there, or in an envelope of its own. */
    private static Optional<byte[]> alone(Syntax syntax, FileRecord record, XdmNode document) {
        return syntax.read(record.raw()).match(same -> Optional.of(record.raw()), failure -> syntax.write(document)
                .match(Optional::of, other -> Optional.<byte[]>empty()));
    }

    private static void read(FileReader reader, Sample sample, List<FileRecord> good, List<Failure> refused) {
        try {
            reader.read(new ByteArrayInputStream(sample.bytes()), new FileReading.Sink() {
                @Override
                public void good(FileRecord record) {
                    good.add(record);
                }

                @Override
                public void bad(BadRecord record) {
                    refused.add(record.faults().get(0).toFailure());
                }
            });
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What kept all messages from being read, for people; never a value. */
    String why() {
        return refused.stream().findFirst().map(SampleMessages::sentence).orElse("There is no message in it.");
    }

    /** What a failure says without what was found. */
    static String sentence(Failure failure) {
        return failure.code().code() + (failure.place().isEmpty() ? "" : " at " + failure.place()) + ": expected "
                + failure.expected();
    }

    /** How many messages there are, and whether others are not read. */
    String count() {
        return documents.size()
                + (documents.size() == 1 ? " message" : " messages")
                + (refused.isEmpty() ? "." : "; " + refused.size() + " more cannot be read: " + why() + ".");
    }

    @Override
    public String toString() {
        return "SampleMessages[" + documents.size() + "]";
    }
}
