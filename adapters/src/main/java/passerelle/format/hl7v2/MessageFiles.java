package passerelle.format.hl7v2;

import java.io.InputStream;
import passerelle.format.Checkpoint;
import passerelle.format.FileReader;
import passerelle.format.FileReading;

/** Reads files of messages one after the other, bare or in batches (HL7 2.9 §2.10.3). */
final class MessageFiles implements FileReader {
    private final MessageReader reader;

    MessageFiles(MessageReader reader) {
        this.reader = reader;
    }

    @Override
    public FileReading open(InputStream in) {
        return new MessageFileReading(reader, in);
    }

    @Override
    public FileReading resume(InputStream in, Checkpoint from) {
        return new MessageFileReading(reader, in, from);
    }
}
