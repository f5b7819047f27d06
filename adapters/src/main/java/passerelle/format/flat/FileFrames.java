package passerelle.format.flat;

import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import passerelle.format.flat.Framing.Frame;
import passerelle.format.flat.Framing.Frames;
import passerelle.format.flat.Framing.Place;

/** The frames of one file, without the byte order mark that some programs put before UTF-8. */
final class FileFrames implements Frames {
    private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

    private final Layout layout;
    private final InputStream in;
    private final Place start;
    private @Nullable Frames frames;
    private Optional<Passing> passing = Optional.empty();

    FileFrames(Layout layout, InputStream in, Place start) {
        this.layout = layout;
        this.in = in;
        this.start = start;
    }

    @Override
    public Optional<Frame> next() throws IOException {
        return frames().next();
    }

    @Override
    public Place place() {
        return frames == null ? start : frames.place();
    }

    @Override
    public Optional<Fault> damage() {
        return frames == null ? Optional.empty() : frames.damage();
    }

    /** Nothing before the next frame will be asked for. */
    void forget() throws IOException {
        var next = frames().place();
        if (passing.isPresent()) {
            passing.get().keepFrom(next.offset());
        }
    }

    /** The bytes of the file between two places; only of a layout with groups. */
    byte[] between(long from, long to) {
        return passing.orElseThrow().between(from, to);
    }

    private Frames frames() throws IOException {
        var made = frames == null ? start() : frames;
        frames = made;
        return made;
    }

    private Frames start() throws IOException {
        var stream = in;
        var place = start;
        if (start.offset() == 0 && layout.charset().equals(StandardCharsets.UTF_8)) {
            var marked = new PushbackInputStream(in, BYTE_ORDER_MARK.length);
            var first = marked.readNBytes(BYTE_ORDER_MARK.length);
            if (Arrays.equals(first, BYTE_ORDER_MARK)) {
                place = new Place(first.length, 0, 0);
            } else {
                marked.unread(first);
            }
            stream = marked;
        }
        if (!layout.groups().isEmpty()) {
            var copying = new Passing(stream, place.offset());
            passing = Optional.of(copying);
            stream = copying;
        }
        return layout.framing().frames(stream, place);
    }
}
