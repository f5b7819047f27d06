package passerelle.format.flat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import passerelle.format.Checkpoint;
import passerelle.format.FileReading;
import passerelle.format.Totals;
import passerelle.format.flat.Framing.Frame;
import passerelle.format.flat.Framing.Place;

/** One file while it is read, step by step. For one thread. */
public final class FlatReading implements FileReading {
    private final Layout layout;
    private final FileFrames frames;
    private final RecordReader records;
    private final Reading reading;
    private final List<Fault> headerFaults = new ArrayList<>();
    /** Read, but not yet handed on: it showed that the group before it was at its end. */
    private @Nullable ReadRecord ahead;

    private boolean isAtEnd;

    FlatReading(Layout layout, InputStream in) {
        this.layout = layout;
        this.frames = new FileFrames(layout, in, Place.START);
        this.records = new RecordReader(layout);
        this.reading = new Reading(layout, frames::between);
    }

    FlatReading(Layout layout, InputStream in, Checkpoint from) {
        this.layout = layout;
        this.records = new RecordReader(layout);
        try (var state = new DataInputStream(new ByteArrayInputStream(from.state()))) {
            this.frames = new FileFrames(layout, in, new Place(from.offset(), from.line(), state.readLong()));
            if (state.readBoolean()) {
                records.arrange(Columns.restore(state));
            }
            this.reading = new Reading(layout, frames::between, from, state);
        } catch (IOException e) {
            throw new IllegalArgumentException("The checkpoint is of another layout", e);
        }
    }

    @Override
    public boolean read(int most, FileReading.Sink sink) throws IOException {
        long goal = reading.read() + most;
        while (!isAtEnd && (reading.read() < goal || reading.isHolding())) {
            var record = ahead == null ? next() : ahead;
            if (record == null) {
                reading.closeGroup(sink);
                isAtEnd = true;
                return false;
            }
            ahead = record;
            if (reading.isGroupEndedBy(record)) {
                reading.closeGroup(sink);
            } else {
                ahead = null;
                reading.record(record, sink);
            }
        }
        return !isAtEnd;
    }

    private @Nullable ReadRecord next() throws IOException {
        if (!reading.isHolding()) {
            frames.forget();
        }
        var before = frames.place();
        var frame = frames.next();
        if (frame.isEmpty()) {
            return null;
        }
        if (before.line() == 0 && layout.headerRow().isPresent()) {
            var headerRow = layout.headerRow().get();
            if (headerRow.isOne(frame.get())) {
                return isReadable(headerRow, frame.get()) ? next() : null;
            }
        }
        return records.read(before, frame.get(), frames.place());
    }

    private boolean isReadable(HeaderRow headerRow, Frame frame) {
        var outcome = HeaderRowReading.read(headerRow, frame);
        headerFaults.addAll(outcome.faults());
        records.arrange(outcome.columns());
        return headerFaults.isEmpty();
    }

    @Override
    public Checkpoint checkpoint() {
        var place = ahead == null ? frames.place() : ahead.before();
        var bytes = new ByteArrayOutputStream();
        try (var out = new DataOutputStream(bytes)) {
            out.writeLong(place.left());
            out.writeBoolean(records.columns().isPresent());
            if (records.columns().isPresent()) {
                records.columns().get().save(out);
            }
            reading.save(out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return reading.checkpoint(place, bytes.toByteArray());
    }

    @Override
    public Totals end() {
        if (!isAtEnd) {
            throw new IllegalStateException("The file is not read to its end");
        }
        var damage = new ArrayList<>(headerFaults);
        frames.damage().ifPresent(damage::add);
        if (frames.place().line() == 0) {
            layout.headerRow().filter(HeaderRow::isRequired).ifPresent(row -> damage.add(row.missing()));
        }
        return reading.end(frames.place().offset(), damage);
    }
}
