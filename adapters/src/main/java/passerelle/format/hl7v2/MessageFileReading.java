package passerelle.format.hl7v2;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import passerelle.format.BadRecord;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.Totals;
import passerelle.model.Failure;
import passerelle.model.FailureCode;

/** One file while it is read, message by message. For one thread. */
final class MessageFileReading implements FileReading {
    private static final int FORM = 1;

    private final MessageReader reader;
    private final FileLines lines;
    private final BatchFrames frames;
    /** By structure: how many were read, and how many of them were good. */
    private final Map<String, long[]> types = new TreeMap<>();

    private long read;
    private long bad;
    private boolean isAtEnd;

    MessageFileReading(MessageReader reader, InputStream in) {
        this.reader = reader;
        this.lines = new FileLines(in, 0, 0);
        this.frames = new BatchFrames();
    }

    MessageFileReading(MessageReader reader, InputStream in, Checkpoint from) {
        this.reader = reader;
        this.lines = new FileLines(in, from.offset(), from.line());
        this.read = from.read();
        this.bad = from.bad();
        try (var state = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            if (state.readInt() != FORM) {
                throw new IOException("another form");
            }
            for (int left = state.readInt(); left > 0; left--) {
                types.put(state.readUTF(), new long[] {state.readLong(), state.readLong()});
            }
            this.frames = BatchFrames.restore(state);
        } catch (IOException e) {
            throw new IllegalArgumentException("The checkpoint is of another syntax", e);
        }
    }

    @Override
    public Checkpoint checkpoint() {
        var bytes = new ByteArrayOutputStream();
        try (var state = new DataOutputStream(bytes)) {
            state.writeInt(FORM);
            state.writeInt(types.size());
            for (var type : types.entrySet()) {
                state.writeUTF(type.getKey());
                state.writeLong(type.getValue()[0]);
                state.writeLong(type.getValue()[1]);
            }
            frames.save(state);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Checkpoint(lines.offset(), lines.line(), read, bad, bytes.toByteArray());
    }

    @Override
    public boolean read(int most, Sink sink) throws IOException {
        if (lines.offset() == 0) {
            lines.skipMark();
        }
        long goal = read + most;
        while (!isAtEnd && read < goal) {
            var next = lines.next();
            if (next.equals("end")) {
                isAtEnd = true;
            } else if (next.isEmpty() || next.equals("MSH")) {
                message(sink);
            } else {
                frame(next);
            }
        }
        return !isAtEnd;
    }

    private void frame(String id) throws IOException {
        long offset = lines.offset();
        var line = new Bytes();
        lines.read(line);
        frames.take(id, line.text(), lines.line(), offset);
    }

    /** Reads from here to the next line that begins a message or a frame. */
    private void message(Sink sink) throws IOException {
        long offset = lines.offset();
        long first = lines.line() + 1;
        long last = first;
        var bytes = new Bytes();
        do {
            long before = bytes.contentEnd();
            lines.read(bytes);
            if (bytes.contentEnd() > before) {
                last = lines.line();
            }
        } while (lines.next().isEmpty());
        if (bytes.contentEnd() > 0) {
            hand(new Found(bytes.content(), bytes.contentEnd(), first, last, offset), sink);
        }
    }

    /** @param length of the message, of which {@code raw} may be the beginning */
    private record Found(byte[] raw, long length, long first, long last, long offset) {}

    private void hand(Found found, Sink sink) {
        read++;
        frames.count();
        try {
            if (found.length() > MessageReader.MOST_BYTES) {
                throw new Refused(
                        FailureCode.READ_LIMIT,
                        "line " + found.first(),
                        "",
                        "a message of at most " + MessageReader.MOST_BYTES + " bytes");
            }
            reader.read(found.raw(), found.first());
        } catch (Refused e) {
            refuse(found, e.failure(), sink);
            return;
        }
        var type = reader.structure(found.raw());
        var count = count(type);
        count[0]++;
        count[1]++;
        sink.good(new MessageRecord(
                reader, type, count[0], found.first(), found.last(), found.offset(), found.raw()));
    }

    private void refuse(Found found, Failure failure, Sink sink) {
        bad++;
        var type = reader.structure(found.raw());
        if (!type.isEmpty()) {
            count(type)[0]++;
        }
        sink.bad(new BadRecord(
                type,
                found.first(),
                found.offset(),
                found.raw(),
                List.of(MessageFault.of(failure, found.first(), found.offset()))));
    }

    private long[] count(String type) {
        return types.computeIfAbsent(type, t -> new long[2]);
    }

    @Override
    public Totals end() {
        if (!isAtEnd) {
            throw new IllegalStateException("The file is not read to its end");
        }
        var counts = new TreeMap<String, Totals.Count>();
        types.forEach((type, count) -> counts.put(type, new Totals.Count(count[0], count[1])));
        return new Totals(read, read - bad, bad, counts, frames.end(lines.offset()));
    }

    /** The beginning of what was read, up to what a message may have. */
    private static final class Bytes implements FileLines.Sink {
        private final ByteArrayOutputStream kept = new ByteArrayOutputStream(1_024);
        private long length;
        private long contentEnd;

        @Override
        public void bytes(byte[] buffer, int from, int count) {
            kept.write(buffer, from, Math.min(count, MessageReader.MOST_BYTES - kept.size()));
            for (int i = count; i > 0; i--) {
                if (buffer[from + i - 1] != '\r' && buffer[from + i - 1] != '\n') {
                    contentEnd = length + i;
                    break;
                }
            }
            length += count;
        }

        /** Where the line ends at the end begin. */
        long contentEnd() {
            return contentEnd;
        }

        byte[] content() {
            return Arrays.copyOf(kept.toByteArray(), (int) Math.min(contentEnd, kept.size()));
        }

        String text() {
            return new String(content(), StandardCharsets.ISO_8859_1);
        }
    }
}
